package dev.attune.server.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How an attempt went.
public sealed interface Outcome {

    /// @param externalId what the other system calls what came of it
    /// @param externalUrl where a person can look at it
    record Delivered(@Nullable String externalId, @Nullable String externalUrl) implements Outcome {
        public static final Delivered QUIETLY = new Delivered(null, null);
    }

    /// @param why for the console; no personal data
    /// @param notBefore how long the other system wants to be left alone; null for the usual schedule
    record Later(String why, @Nullable Duration notBefore) implements Outcome {}

    /// Trying again would not help.
    record Never(String why) implements Outcome {}
}
