package dev.attune.server.ranking;

import dev.attune.decisions.ranking.Candidate;
import dev.attune.decisions.ranking.Vulnerability;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which of these, for whom, now? As a caller asks it.
///
/// @param policy id
/// @param eventId idempotency key; null for one of ours
/// @param slotId which place on the page; empty where there is one
/// @param subject the pseudonym that pages use; null for nobody in particular
/// @param segment of the person, as the caller groups people; null for none
/// @param channel of caps, for example `web`
/// @param context numbers by name, all finite
/// @param facts for conditions: numbers, texts, yes and no
/// @param actions in the caller's order, the first eligible one is the baseline; empty for the policy's own
///     list
/// @param vulnerable what the caller knows about the person's state
/// @param deferred not shown yet
/// @param groups coarse ones by which the report of an experiment is split
public record Question(
        String policy,
        @Nullable String eventId,
        String slotId,
        @Nullable String subject,
        @Nullable String segment,
        String channel,
        Map<String, Double> context,
        Map<String, Object> facts,
        List<Candidate> actions,
        Set<String> excluded,
        Set<Vulnerability> vulnerable,
        boolean deferred,
        Map<String, String> groups) {
    public static final String EVENT_FORM = "[A-Za-z0-9._:-]{1,100}";
    private static final Predicate<String> IS_EVENT =
            Pattern.compile(EVENT_FORM).asMatchPredicate();
    private static final Predicate<String> IS_NAME =
            Pattern.compile("[\\p{L}\\p{N} ._:-]{1,60}").asMatchPredicate();

    /// @throws IllegalArgumentException naming the value
    public Question {
        if (eventId != null && !IS_EVENT.test(eventId))
            throw new IllegalArgumentException(
                    "eventId must have 1 to 100 letters, digits or . _ : -, got '%s'".formatted(eventId));
        if (!slotId.isEmpty() && !IS_EVENT.test(slotId))
            throw new IllegalArgumentException(
                    "a slot's id must have 1 to 100 letters, digits or . _ : -, got '%s'".formatted(slotId));
        if (segment != null && !IS_NAME.test(segment))
            throw new IllegalArgumentException(
                    "segment must have 1 to 60 letters, digits, blanks or . _ : -, got '%s'".formatted(segment));
        if (!IS_NAME.test(channel))
            throw new IllegalArgumentException(
                    "channel must have 1 to 60 letters, digits, blanks or . _ : -, got '%s'".formatted(channel));
        context.forEach((name, value) -> {
            if (!Double.isFinite(value))
                throw new IllegalArgumentException(
                        "feature '%s' must be a finite number, got %s. Maybe leave it out when it is not known."
                                .formatted(name, value));
        });
        for (var action : actions)
            action.features().forEach((name, value) -> {
                if (!Double.isFinite(value))
                    throw new IllegalArgumentException("feature '%s' of action '%s' must be a finite number, got %s."
                            .formatted(name, action.id(), value));
            });
        context = Map.copyOf(context);
        facts = Map.copyOf(facts);
        actions = List.copyOf(actions);
        excluded = Set.copyOf(excluded);
        vulnerable = Set.copyOf(vulnerable);
        groups = Map.copyOf(groups);
    }

    /// The same with more that may not be chosen.
    Question alsoExcluding(Set<String> taken) {
        var all = new HashSet<>(excluded);
        all.addAll(taken);
        return new Question(
                policy,
                eventId,
                slotId,
                subject,
                segment,
                channel,
                context,
                facts,
                actions,
                all,
                vulnerable,
                deferred,
                groups);
    }

    Question withEventId(String id) {
        return new Question(
                policy,
                id,
                slotId,
                subject,
                segment,
                channel,
                context,
                facts,
                actions,
                excluded,
                vulnerable,
                deferred,
                groups);
    }
}
