package dev.attune.server.live;

import dev.attune.server.decisions.PlaybookShelf;
import dev.attune.signals.Purpose;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Compiles the playbooks once the server is up, so that the first visitor does not wait for it.
@Component
class WarmUp {
    private final PlaybookShelf playbooks;

    WarmUp(PlaybookShelf playbooks) {
        this.playbooks = playbooks;
    }

    @EventListener(ApplicationReadyEvent.class)
    void compilePlaybooks() {
        Thread.ofPlatform().daemon().name("compile-playbooks").start(() -> playbooks.inForce(Purpose.PERSONALIZATION));
    }
}
