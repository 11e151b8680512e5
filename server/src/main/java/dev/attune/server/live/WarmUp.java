package dev.attune.server.live;

import dev.attune.server.decisions.PlaybookShelf;
import dev.attune.signals.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Compiles the playbooks once the server is up, so that the first visitor does not wait for it.
@Component
class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final PlaybookShelf playbooks;

    WarmUp(PlaybookShelf playbooks) {
        this.playbooks = playbooks;
    }

    @EventListener(ApplicationReadyEvent.class)
    void compilePlaybooks() {
        Thread.ofPlatform().daemon().name("compile-playbooks").start(this::compile);
    }

    private void compile() {
        try {
            playbooks.inForce(Purpose.PERSONALIZATION);
        } catch (DataAccessException e) {
            LOG.debug("the server stops already, or the database is away; whoever needs the playbooks tries again", e);
        }
    }
}
