package dev.attune.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C while recordings are analysed: the loop stops at the next frame, clears its half-written files away, and only
/// then does the process end.
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 15; // one frame of a huge picture takes a second or two

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;

    /// Thrown out of the loop over frames.
    static final class Interrupted extends RuntimeException {
        Interrupted() {
            super("interrupted", null, false, false); // no stack trace: nothing went wrong
        }
    }

    /// From now on Ctrl-C and SIGTERM are answered here, until [#close()].
    static Interruption listen() {
        var interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::request, "stop after this frame"));
        return interruption;
    }

    /// Asks the loop to stop and waits until it has cleared up.
    void request() {
        requested = true;
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                System.getLogger(Interruption.class.getName())
                        .log(System.Logger.Level.WARNING, "the analysis did not stop in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean requested() {
        return requested;
    }

    /// @throws Interrupted when the loop shall stop
    void check() {
        if (requested) throw new Interrupted();
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
