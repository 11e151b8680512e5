package dev.attune.training;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// Ctrl-C and SIGTERM while something is trained: the run ends between two batches, its last checkpoint whole. A second
/// Ctrl-C ends the process at once; it loses at most one pass over the data.
public final class Interruption implements AutoCloseable {
    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
    private volatile boolean requested;
    private volatile boolean interrupted;

    private final PrintWriter told;

    private Interruption(PrintWriter told) {
        this.told = told;
    }

    /// @param told hears that the first Ctrl-C was heard: until a batch is over, nothing else shows it
    public static Interruption listen(PrintWriter told) {
        var interruption = new Interruption(told);
        var interrupt = new Signal("INT");
        interruption.before.put(interrupt, Signal.handle(interrupt, received -> interruption.interrupt()));
        // the command line passes its own signals on as SIGTERM, so one Ctrl-C may bring both
        for (var signal : List.of(new Signal("TERM")))
            interruption.before.put(signal, Signal.handle(signal, received -> interruption.requested = true));
        return interruption;
    }

    public boolean requested() {
        return requested;
    }

    private void interrupt() {
        if (interrupted) Runtime.getRuntime().halt(Training.INTERRUPTED);
        interrupted = true;
        requested = true;
        told.printf("Stopping after this step. Ctrl-C once more stops at once.%n");
        told.flush();
    }

    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
