package dev.attune.server.live;

import org.springframework.web.socket.CloseStatus;

/// Why a live session ends; the numbers are part of the protocol.
enum CloseCode {
    ENDED(1000, "ended"),
    MALFORMED(4400, "malformed"),
    UNAUTHORIZED(4401, "unauthorized"),
    NO_CONSENT(4403, "no-consent"),
    NO_SUCH_CALL(4404, "no-such-call"),
    TIMED_OUT(4408, "timed-out"),
    WITHDRAWN(4409, "withdrawn"),
    ANOTHER_PERSON(4410, "another-person"),
    TOO_LARGE(4413, "frame-too-large"),
    TOO_MANY(4429, "too-many-sessions"),
    FAILED(4500, "failed");

    private final int number;
    private final String id;

    CloseCode(int number, String id) {
        this.number = number;
        this.id = id;
    }

    int number() {
        return number;
    }

    /// The `code` of the error message that precedes the close.
    String id() {
        return id;
    }

    CloseStatus status() {
        return new CloseStatus(number, id);
    }
}
