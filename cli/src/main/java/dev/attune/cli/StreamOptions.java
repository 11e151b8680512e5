package dev.attune.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What benchmarks have in common that open many connections to a server on this machine and send something in real
/// time over each.
final class StreamOptions {
    static final Duration SETTLING = Duration.ofSeconds(2); // what is under way is answered
    private static final int MOST_STREAMS = 1000;
    private static final int MOST_SECONDS = 600;

    @Option(
            names = "--receipt",
            required = true,
            paramLabel = "ID",
            description = "A consent receipt that allows what is sent, for personalization.")
    private String receipt = "";

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long it is kept up, for each number of streams or sessions (default: 30, at most 600).")
    private int seconds = 30;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /// One connection, from its opening to its end.
    interface Stream {
        /// @param number from 0
        /// @param beginNanos of [System#nanoTime]
        void run(int number, long beginNanos) throws InterruptedException;
    }

    String receipt() {
        return receipt;
    }

    Duration length() {
        return Duration.ofSeconds(seconds);
    }

    /// @throws ParameterException when so long cannot be meant
    void requireAtLeast(int leastSeconds) {
        if (seconds < leastSeconds || seconds > MOST_SECONDS)
            throw new ParameterException(
                    spec.commandLine(),
                    "--seconds must be in %d..%d, got %d".formatted(leastSeconds, MOST_SECONDS, seconds));
    }

    /// @throws ParameterException when so many cannot be meant
    void requireCount(String option, int streams) {
        if (streams < 1 || streams > MOST_STREAMS)
            throw new ParameterException(
                    spec.commandLine(), "%s must be in 1..%d, got %d".formatted(option, MOST_STREAMS, streams));
    }

    /// Streams that were started together.
    record Running(List<Thread> threads, Queue<Exception> failures) {

        /// Waits until all have ended.
        ///
        /// @return why streams broke off, one for each that did
        List<Exception> awaitEnd() throws InterruptedException {
            for (var thread : threads) thread.join();
            return List.copyOf(failures);
        }
    }

    /// Begins so many at once, spread over one interval, as real ones are.
    ///
    /// @param interval between two messages of one stream
    Running start(int streams, Duration interval, Stream stream) {
        var failures = new ConcurrentLinkedQueue<Exception>();
        var threads = new ArrayList<Thread>();
        long begin = System.nanoTime();
        for (int n = 0; n < streams; n++) {
            int number = n;
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    stream.run(number, begin + interval.toNanos() * number / streams);
                } catch (CompletionException | InterruptedException e) {
                    failures.add(e);
                }
            }));
        }
        return new Running(List.copyOf(threads), failures);
    }

    static void waitUntil(long nanos) throws InterruptedException {
        long wait = nanos - System.nanoTime();
        if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
    }
}
