package dev.attune.decisions.ranking;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A question: which of these, for this person, now?
///
/// @param eventId idempotency key
/// @param at when it was asked, by the caller's clock; a repeated question may differ in it
/// @param subject pseudonym
/// @param channel of caps, for example `web`
/// @param context numbers by name; only those of the slot's schema are read
/// @param actions in the caller's order; the first eligible one is the baseline
/// @param excluded ids the caller does not want now
/// @param ineligible ids that a condition or a policy removed, each with its reason
/// @param vulnerable why this person is not to be experimented on, if so
/// @param negativeDisplay whether a negative state is current: pressure is withheld
/// @param deferred the answer is not shown yet; see [Event#activate]
public record RankRequest(
        String eventId,
        Instant at,
        String subject,
        String channel,
        Map<String, Double> context,
        List<Candidate> actions,
        Set<String> excluded,
        Map<String, String> ineligible,
        Set<Vulnerability> vulnerable,
        boolean negativeDisplay,
        boolean deferred) {
    public static final int MOST_ACTIONS = 10_000;

    public RankRequest {
        if (eventId.isBlank()) throw new IllegalArgumentException("a decision needs an event id");
        if (subject.isBlank()) throw new IllegalArgumentException("a decision needs a subject");
        if (actions.isEmpty())
            throw new IllegalArgumentException("there is no action to rank. Maybe offer at least the house style.");
        if (actions.size() > MOST_ACTIONS)
            throw new IllegalArgumentException(
                    "at most %d actions can be ranked, got %d".formatted(MOST_ACTIONS, actions.size()));
        var ids = actions.stream().map(Candidate::id).toList();
        if (Set.copyOf(ids).size() != ids.size())
            throw new IllegalArgumentException("every action once: "
                    + ids.stream()
                            .filter(id -> ids.indexOf(id) != ids.lastIndexOf(id))
                            .findFirst()
                            .orElseThrow()
                    + " is there twice");
        context = Map.copyOf(context);
        actions = List.copyOf(actions);
        excluded = Set.copyOf(excluded);
        ineligible = Map.copyOf(ineligible);
        vulnerable = Set.copyOf(vulnerable);
    }

    /// A plain question: nothing excluded, nobody vulnerable, shown at once.
    public static RankRequest of(
            String eventId, Instant at, String subject, Map<String, Double> context, List<Candidate> actions) {
        return new RankRequest(
                eventId, at, subject, "web", context, actions, Set.of(), Map.of(), Set.of(), false, false);
    }

    /// Whether a price, a refund or an access is among the actions.
    boolean offersEntitlement() {
        return actions.stream().anyMatch(action -> action.actionClass().needsApproval());
    }

    /// Whether what the person displayed may count for this action: never for what is sold or pressed,
    /// and for none as soon as an entitlement is among them.
    boolean displayReaches(Candidate action) {
        return action.actionClass().mayFollowAffect() && !offersEntitlement();
    }

    boolean isSameQuestion(RankRequest other) {
        return equals(new RankRequest(
                other.eventId,
                at,
                other.subject,
                other.channel,
                other.context,
                other.actions,
                other.excluded,
                other.ineligible,
                other.vulnerable,
                other.negativeDisplay,
                other.deferred));
    }

    RankRequest alsoExcluding(Set<String> taken) {
        var all = new HashSet<>(excluded);
        all.addAll(taken);
        return new RankRequest(
                eventId,
                at,
                subject,
                channel,
                context,
                actions,
                all,
                ineligible,
                vulnerable,
                negativeDisplay,
                deferred);
    }
}
