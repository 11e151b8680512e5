package dev.attune.server.startup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import sun.misc.Signal;

/// Ctrl-C and SIGTERM: first everything is closed in order, then the process ends.
///
/// Spring's own shutdown hook would run beside ONNX Runtime's, which takes its library down under a
/// network that is being opened or running: the process aborts with status 134. Here the networks are
/// at rest before any hook runs.
public final class OrderlyStop implements ApplicationListener<ApplicationStartedEvent> {
    private static final List<String> SIGNALS = List.of("INT", "TERM");
    private static final int STATUS_OF_SIGNALS = 128; // as shells report them: 130 and 143

    /// Null until the beans are there; before that no network is open, and the hooks may run in any order.
    private volatile @Nullable ConfigurableApplicationContext context;

    private OrderlyStop() {}

    /// From now on the two signals are answered here.
    public static OrderlyStop listen() {
        var stop = new OrderlyStop();
        for (var name : SIGNALS) Signal.handle(new Signal(name), stop::stop);
        return stop;
    }

    @Override
    public void onApplicationEvent(ApplicationStartedEvent event) {
        context = event.getApplicationContext();
    }

    /// On a thread that keeps the process alive: when the web server has stopped, no other does, and Java would end
    /// with status 0 before the exit below.
    private void stop(Signal signal) {
        Thread.ofPlatform().daemon(false).name("orderly-stop").start(() -> {
            var started = context;
            if (started != null) started.close();
            System.exit(STATUS_OF_SIGNALS + signal.getNumber());
        });
    }
}
