package dev.attune.server.live;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/// The few platform threads on which pictures are analysed, for all sessions together.
///
/// Inference is native code that holds its thread: on virtual threads two busy sessions would keep every carrier and
/// the rest of the server would wait.
@Component
class Analysts implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
            Thread.ofPlatform().name("analyst-", 1).daemon().factory());

    /// Waits for a free thread and for the result.
    ///
    /// @throws ExecutionException with what the task threw
    <T> T ask(Callable<T> task) throws InterruptedException, ExecutionException {
        return threads.submit(task).get();
    }

    /// Lets the frame being analysed finish: the networks are closed next.
    @Override
    public void close() {
        threads.close();
    }
}
