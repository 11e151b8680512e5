package dev.attune.server.ranking;

import dev.attune.decisions.ranking.Candidate;
import dev.attune.decisions.ranking.RankRequest;
import dev.attune.decisions.ranking.Vulnerability;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;

/// Makes of a question what the ranker is asked: only features that the policy declares and the person lets be read,
/// the actions as the policy knows them, and whether the person is to be protected.
final class Requests {
    private final People people;
    private final InstantSource clock;

    Requests(People people, InstantSource clock) {
        this.people = people;
        this.clock = clock;
    }

    /// Names of features whose modality this person does not let be read.
    List<String> withheld(Question question, Policy policy) {
        var withheld = new ArrayList<String>();
        for (var feature : policy.settings().context()) {
            if (!question.context().containsKey(feature.name())) continue;
            for (var modality : feature.modality())
                if (question.subject() == null || !people.mayRead(question.subject(), modality))
                    withheld.add(feature.name());
        }
        return withheld;
    }

    /// @param id of the decision
    /// @param subject of caps and holdbacks
    /// @param withheld as of [#withheld]
    /// @throws IllegalArgumentException when an action is not one of those that the policy lists
    RankRequest of(Question question, String id, String subject, Policy policy, List<String> withheld) {
        var context = new HashMap<String, Double>(); // only what the policy declares is kept
        for (var feature : policy.settings().context())
            if (question.context().get(feature.name()) instanceof Double value && !withheld.contains(feature.name()))
                context.put(feature.name(), value);
        var vulnerable = EnumSet.noneOf(Vulnerability.class);
        vulnerable.addAll(question.vulnerable());
        policy.settings().guards().distress().forEach((name, from) -> {
            if (context.getOrDefault(name, Double.NEGATIVE_INFINITY) >= from)
                vulnerable.add(Vulnerability.DISPLAYED_ANGER_OR_DISTRESS);
        });
        var actions = actions(question, policy);
        var ineligible = new HashMap<String, String>();
        for (var action : actions)
            policy.objection(action.id(), question.facts()).ifPresent(reason -> ineligible.put(action.id(), reason));
        return new RankRequest(
                id,
                clock.instant(),
                subject,
                question.channel(),
                context,
                actions,
                question.excluded(),
                ineligible,
                vulnerable,
                vulnerable.contains(Vulnerability.DISPLAYED_ANGER_OR_DISTRESS),
                question.deferred());
    }

    /// Where the policy lists actions, it says what they are, and others are not known.
    private static List<Candidate> actions(Question question, Policy policy) {
        var listed = policy.settings().actions();
        if (question.actions().isEmpty())
            return listed.stream().map(PolicySettings.Arm::candidate).toList();
        if (listed.isEmpty()) return question.actions();
        return question.actions().stream()
                .map(offered -> policy.arm(offered.id())
                        .map(arm -> {
                            var features = new HashMap<>(arm.features());
                            features.putAll(offered.features());
                            return new Candidate(arm.id(), arm.actionClass(), features);
                        })
                        .orElseThrow(
                                () -> new IllegalArgumentException("policy '%s' has no action '%s'. Maybe one of: %s."
                                        .formatted(policy.id(), offered.id(), some(listed)))))
                .toList();
    }

    private static String some(List<PolicySettings.Arm> listed) {
        var ids = listed.stream().map(PolicySettings.Arm::id).limit(10).toList();
        return String.join(", ", ids) + (listed.size() > ids.size() ? ", …" : "");
    }
}
