package dev.attune.server.live;

/// The session must end with this code; message and hint are sent before.
final class SessionRefusal extends RuntimeException {
    private final CloseCode code;
    private final String hint;

    SessionRefusal(CloseCode code, String message, String hint) {
        super(message, null, false, false); // an answer to a client, not a defect: no stack trace
        this.code = code;
        this.hint = hint;
    }

    static SessionRefusal malformed(String message, String hint) {
        return new SessionRefusal(CloseCode.MALFORMED, message, hint);
    }

    CloseCode code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String hint() {
        return hint;
    }
}
