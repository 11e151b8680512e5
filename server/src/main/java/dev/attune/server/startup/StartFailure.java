package dev.attune.server.startup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;

/// The server cannot start; the message is meant for the person at the terminal.
public final class StartFailure extends RuntimeException {
    private final ExitCode exitCode;

    public StartFailure(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    public StartFailure(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /// Finds the reason a person can act on among the causes of `failure`.
    public static StartFailure from(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure start) return start;
            if (cause instanceof PortInUseException port) return portTaken(port.getPort(), failure);
        }
        return new StartFailure(
                ExitCode.UNEXPECTED, "The server could not start: %s".formatted(rootOf(failure)), failure);
    }

    static StartFailure portTaken(int port, Throwable cause) {
        return new StartFailure(ExitCode.PORT_TAKEN, """
                Port %d is already taken by another program.
                Maybe choose another with --port N, or --port 0 for any free one.""".formatted(port), cause);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) root = root.getCause();
        return root;
    }
}
