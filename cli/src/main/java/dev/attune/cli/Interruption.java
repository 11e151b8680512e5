package dev.attune.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// Ctrl-C while recordings are analysed: the loop stops at the next frame, clears its half-written
/// files away, and the command returns. A second Ctrl-C ends the process at once.
///
/// A signal handler and not a shutdown hook: hooks run side by side, and ONNX Runtime has one that
/// takes its library down under a network that is still running, which crashes the process.
final class Interruption implements AutoCloseable {
    private static final List<Signal> SIGNALS = List.of(new Signal("INT"), new Signal("TERM"));

    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
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
        for (var signal : SIGNALS)
            interruption.before.put(signal, Signal.handle(signal, received -> interruption.request()));
        return interruption;
    }

    /// Asks the loop to stop.
    void request() {
        if (requested) Runtime.getRuntime().halt(ExitCode.INTERRUPTED); // whoever asks twice has waited long enough
        requested = true;
    }

    /// @throws Interrupted when the loop shall stop
    void check() {
        if (requested) throw new Interrupted();
    }

    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
