package dev.attune.server.customers;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// One writes after the other, while the one before may still wait for the disk; what each wrote is told in the order
/// of their turns.
final class Turns {
    private final ReentrantLock writing = new ReentrantLock(true);
    private final ReentrantReadWriteLock committing = new ReentrantReadWriteLock(true); // read by whoever commits
    private final Timer written; // its sum by the second is how busy writing is: nobody else can meanwhile
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null); // guarded by `writing`

    Turns(Timer written) {
        this.written = written;
    }

    /// Waits until nobody writes. Its thread must close it.
    Turn take() {
        writing.lock();
        committing.readLock().lock();
        return new Turn();
    }

    /// Runs while nobody writes and nothing waits to be committed.
    <T> T alone(Supplier<T> work) {
        writing.lock();
        committing.writeLock().lock();
        try {
            return work.get();
        } finally {
            committing.writeLock().unlock();
            writing.unlock();
        }
    }

    /// From the first write until it is told.
    final class Turn implements AutoCloseable {
        private final long begun = System.nanoTime();
        private final CompletableFuture<Void> before = last;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private boolean writes = true;
        private boolean commits = true;

        private Turn() {
            last = ended;
        }

        /// The next may write, though this is not committed.
        void pass() {
            if (!writes) return;
            writes = false;
            written.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            writing.unlock();
        }

        /// Committed, or rolled back.
        void settled() {
            pass();
            if (!commits) return;
            commits = false;
            committing.readLock().unlock();
        }

        /// After all before were told.
        void tell(Telling telling) throws InterruptedException {
            settled();
            before.join();
            telling.tell();
        }

        @Override
        public void close() {
            settled();
            before.thenRun(() -> ended.complete(null)); // one that told nothing must not let the next overtake
        }
    }

    interface Telling {
        void tell() throws InterruptedException;
    }
}
