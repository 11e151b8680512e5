package dev.attune.server.live;

import dev.attune.decisions.Decider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Compiles the playbook once the server is up, so that the first visitor does not wait for it.
@Component
class WarmUp {
    private final ObjectProvider<Decider> decider;

    WarmUp(ObjectProvider<Decider> decider) {
        this.decider = decider;
    }

    @EventListener(ApplicationReadyEvent.class)
    void compilePlaybook() {
        Thread.ofPlatform().daemon().name("compile-playbook").start(decider::getObject);
    }
}
