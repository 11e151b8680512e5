package dev.attune.cli;

import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;

/// The gate of the command line: reading faces and their gaze is allowed for the one purpose the operator declared, the
/// colour of skin
/// only when the operator asked for the pulse, nothing else.
///
/// There is no consent record here. The operator answers for the people in the recordings; the declaration is
/// written into every summary and report.
record DeclaredPurpose(Purpose purpose, boolean pulse) implements Gate {

    /// Faces and their gaze.
    DeclaredPurpose(Purpose purpose) {
        this(purpose, false);
    }

    @Override
    public Verdict check(Question question) {
        if (question.purpose() != purpose)
            return new Verdict.Refused("the purpose %s was not declared. Maybe add --purpose %s."
                    .formatted(question.purpose().id(), question.purpose().id()));
        if (question.modality() == Modality.PHYSIOLOGY && !pulse)
            return new Verdict.Refused("the pulse was not asked for. Maybe add --pulse.");
        return switch (question.modality()) {
            case FACE, GAZE, PHYSIOLOGY -> new Verdict.Allowed("declared-on-command-line:" + purpose.id());
            case VOICE, TEXT, BEHAVIOUR ->
                new Verdict.Refused("only faces and their gaze are read from recordings, not "
                        + question.modality().id());
        };
    }
}
