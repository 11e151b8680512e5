package dev.attune.server.repair;

import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.FollowUpStyle;
import dev.attune.decisions.repair.Step;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One trouble of one person with one thing.
///
/// @param person the random id
/// @param topic for example `delivery`; [#NO_TOPIC] where nobody knows
/// @param product empty where nobody knows
/// @param language `en`, `ru` or `zh`, in which the person is written to
/// @param severity points in 0..100
/// @param helpedAt when the last step was done; null before
/// @param reopened how often it went back to its first step
/// @param owner the account that works on it; null once it is answered
/// @param done the option taken last at each step
/// @param calmAt when the person's words were calm again; null where that was not observed
public record RepairCase(
        UUID id,
        String person,
        String topic,
        String product,
        String language,
        CaseState state,
        int severity,
        Instant openedAt,
        Instant dueAt,
        Instant changedAt,
        @Nullable Instant helpedAt,
        @Nullable Instant closedAt,
        int reopened,
        @Nullable String owner,
        Map<Step, String> done,
        FollowUpStyle followUp,
        @Nullable Instant calmAt,
        @Nullable Instant reContactAt,
        @Nullable Instant repurchasedAt,
        @Nullable Double satisfaction) {
    public static final String NO_TOPIC = "general";

    public RepairCase {
        done = Map.copyOf(done);
    }
}
