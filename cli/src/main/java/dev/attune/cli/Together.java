package dev.attune.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The same work on several threads, until all are done.
final class Together {
    private Together() {}

    @FunctionalInterface
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /// @throws CommandFailure with the first failure, once all have ended
    static void run(int threads, Work work) throws InterruptedException, CommandFailure {
        var failures = new ConcurrentLinkedQueue<Exception>();
        var running = new ArrayList<Thread>();
        for (int n = 0; n < threads; n++)
            running.add(Thread.ofVirtual().start(() -> {
                try {
                    work.run();
                } catch (IOException | InterruptedException e) {
                    failures.add(e);
                }
            }));
        for (var thread : running) thread.join();
        var failure = failures.peek();
        if (failure != null) throw new CommandFailure(ExitCode.USAGE, String.valueOf(failure.getMessage()));
    }
}
