package dev.attune.evaluation.declared;

import dev.attune.policy.DeclaredContext;
import dev.attune.policy.Policy;
import dev.attune.policy.PolicyDecision;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.InstantSource;
import java.util.Set;

/// The gate of the command line: what was asked for may be read for the one purpose the operator declared, where the
/// policy permits it in the declared context; nothing else.
///
/// @param modalities what the command was asked to read
/// @param aboutOnePerson whether results about single people come of it, rather than figures over many
public record DeclaredUse(
        Policy policy,
        DeclaredContext context,
        Purpose purpose,
        Set<Modality> modalities,
        boolean aboutOnePerson,
        InstantSource clock)
        implements Gate {

    public DeclaredUse {
        modalities = Set.copyOf(modalities);
    }

    /// Research on a panel that agreed, for clips and pictures of nobody in particular.
    public static DeclaredUse ofResearch(Modality... modalities) {
        var purpose = Purpose.RESEARCH;
        return new DeclaredUse(
                Policy.bundled(),
                DeclaredContext.usualFor(purpose),
                purpose,
                Set.of(modalities),
                true,
                InstantSource.system());
    }

    @Override
    public Verdict check(Question question) {
        if (question.purpose() != purpose)
            return new Verdict.Refused("the purpose %s was not declared. Maybe add --purpose %s."
                    .formatted(question.purpose().id(), question.purpose().id()));
        if (!modalities.contains(question.modality())) return new Verdict.Refused(notAskedFor(question.modality()));
        var decision = decide(question.modality());
        return decision.outcome().permits(question.modality(), aboutOnePerson)
                ? new Verdict.Allowed("declared-on-command-line:%s in %s".formatted(purpose.id(), context))
                : new Verdict.Refused(decision.inWords());
    }

    /// @throws ProhibitedUseException when the policy does not permit every modality asked for
    public DeclaredUse orRefuse() {
        for (var modality : modalities) {
            var decision = decide(modality);
            if (!decision.outcome().permits(modality, aboutOnePerson))
                throw new ProhibitedUseException(context, purpose, modality, decision);
        }
        return this;
    }

    private PolicyDecision decide(Modality modality) {
        return policy.decide(context.asks(purpose, modality, clock.instant()));
    }

    private static String notAskedFor(Modality modality) {
        return switch (modality) {
            case PHYSIOLOGY -> "the pulse was not asked for. Maybe add --pulse.";
            case VOICE -> "the voice was left out. Maybe leave out --no-voice.";
            case FACE, GAZE, TEXT, BEHAVIOUR -> modality.id() + " was not asked for";
        };
    }
}
