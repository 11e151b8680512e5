package dev.attune.decisions.repair;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a closed case teaches. Nothing in it is about whoever worked on it.
///
/// @param atOnce whether it never went back to its first step
/// @param done the option that was taken last at each step
/// @param toCalm from its opening until the person's words were calm again; null when that was not observed
/// @param reContact null while its window is open
/// @param satisfaction the last answer, in [0, 1]; null without one
/// @param repurchase null while its window is open
public record FinishedCase(
        Outcome outcome,
        boolean atOnce,
        Map<Step, String> done,
        @Nullable Duration toCalm,
        @Nullable Boolean reContact,
        @Nullable Double satisfaction,
        @Nullable Boolean repurchase,
        FollowUpStyle style) {
    public FinishedCase {
        done = Map.copyOf(done);
    }
}
