package dev.attune.server.decisions;

import dev.attune.decisions.Playbook;
import dev.attune.policy.Place;
import dev.attune.policy.PolicyDecision;
import dev.attune.policy.Reasons;
import dev.attune.server.policy.DeploymentPolicy;
import dev.attune.signals.Modality;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Why a playbook may not be switched on where this server stands.
///
/// @param reason in the language asked for
/// @param article of the law
/// @param rule of the policy pack, or [#DECLARED_CONTEXT]
record PlaybookLock(String reason, String article, String rule) {
    static final String DECLARED_CONTEXT = "declared-context";

    /// What a playbook can see; one that may be read is enough.
    private static final List<Modality> SEEN = List.of(Modality.FACE, Modality.VOICE, Modality.TEXT);

    /// Empty when it may be on. Where the law permits it elsewhere only, the lock says what the operator declared.
    static Optional<PlaybookLock> of(Playbook.Use use, DeploymentPolicy policy, Instant now, String language) {
        var here = policy.context();
        if (use.role() == here.role() && use.places().contains(here.place()))
            return refusal(modality -> policy.decide(use.purpose(), modality, now), language);
        Optional<PlaybookLock> refused = Optional.empty();
        for (var place : use.places()) {
            refused = refusal(
                    modality -> policy.decideElsewhere(place, use.role(), use.purpose(), modality, now), language);
            if (refused.isEmpty()) break;
        }
        return refused.or(() -> Optional.of(elsewhere(use, policy, language)));
    }

    private static Optional<PlaybookLock> refusal(Function<Modality, PolicyDecision> ask, String language) {
        for (var modality : SEEN) if (ask.apply(modality).outcome().permits(modality, true)) return Optional.empty();
        var why = ask.apply(SEEN.getFirst());
        return Optional.of(new PlaybookLock(Reasons.in(language, why), why.article(), why.ruleId()));
    }

    private static PlaybookLock elsewhere(Playbook.Use use, DeploymentPolicy policy, String language) {
        var meant = "%s/%s"
                .formatted(
                        use.places().stream().map(Place::id).collect(Collectors.joining(", ")),
                        use.role().id());
        var declared = "%s/%s"
                .formatted(
                        policy.context().place().id(), policy.context().role().id());
        var reason = switch (language) {
            case "ru" -> "сценарий предназначен для %s, а этот сервер объявлен как %s (attune.policy.place, .role)";
            case "zh" -> "该预案用于 %s，而此服务器声明为 %s（attune.policy.place、.role）";
            default -> "it is meant for %s, and this server is declared as %s (attune.policy.place, .role)";
        };
        return new PlaybookLock(reason.formatted(meant, declared), "GDPR Art. 5(1)(b)", DECLARED_CONTEXT);
    }
}
