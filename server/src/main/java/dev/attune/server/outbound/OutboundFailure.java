package dev.attune.server.outbound;

/// There was no answer.
public final class OutboundFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean refused;

    private OutboundFailure(String message, boolean refused, Throwable cause) {
        super(message, cause);
        this.refused = refused;
    }

    static OutboundFailure refused(String message, Throwable cause) {
        return new OutboundFailure(message, true, cause);
    }

    static OutboundFailure noAnswer(String message, Throwable cause) {
        return new OutboundFailure(message, false, cause);
    }

    /// Whether this server would not even try: the address is closed.
    public boolean isRefused() {
        return refused;
    }
}
