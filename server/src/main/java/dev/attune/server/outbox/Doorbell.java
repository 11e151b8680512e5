package dev.attune.server.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells the courier that there is something new, so that it need not look all the time.
@Component
class Doorbell {
    private final Semaphore rings = new Semaphore(0);

    /// After the commit, where there is a transaction.
    void ring() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            rings.release();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                rings.release();
            }
        });
    }

    void await(Duration atMost) throws InterruptedException {
        if (rings.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) rings.drainPermits();
    }
}
