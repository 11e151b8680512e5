package dev.attune.server.connectors;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Another system did not do what it was asked. The message is for the console and holds no personal data.
final class CrmFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// What it means for what was asked.
    enum Kind {
        /// The same may work later.
        LATER,
        /// The same will never work.
        NEVER,
        /// There is no such thing there, any more or at all.
        GONE,
        /// Nobody is let in with these credentials; it works again when somebody connects again.
        REVOKED
    }

    private final Kind kind;
    private final @Nullable Duration notBefore;

    private CrmFailure(Kind kind, String message, @Nullable Duration notBefore) {
        super(message);
        this.kind = kind;
        this.notBefore = notBefore;
    }

    static CrmFailure later(String message, @Nullable Duration notBefore) {
        return new CrmFailure(Kind.LATER, message, notBefore);
    }

    static CrmFailure never(String message) {
        return new CrmFailure(Kind.NEVER, message, null);
    }

    static CrmFailure gone(String message) {
        return new CrmFailure(Kind.GONE, message, null);
    }

    static CrmFailure revoked(String message) {
        return new CrmFailure(Kind.REVOKED, message, null);
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    Duration notBefore() {
        return notBefore;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
