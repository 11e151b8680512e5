package dev.attune.cli;

import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;

/// The gate of the command line: reading faces, their gaze and voices is allowed for the one purpose
/// the operator declared; voices not with `--no-voice`, the colour of skin only with `--pulse`,
/// nothing else.
///
/// There is no consent record here. The operator answers for the people in the recordings; the
/// declaration is written into every summary and report.
record DeclaredPurpose(Purpose purpose, boolean pulse, boolean voice) implements Gate {

    /// Faces and their gaze only.
    DeclaredPurpose(Purpose purpose) {
        this(purpose, false, false);
    }

    @Override
    public Verdict check(Question question) {
        if (question.purpose() != purpose)
            return new Verdict.Refused("the purpose %s was not declared. Maybe add --purpose %s."
                    .formatted(question.purpose().id(), question.purpose().id()));
        if (question.modality() == Modality.PHYSIOLOGY && !pulse)
            return new Verdict.Refused("the pulse was not asked for. Maybe add --pulse.");
        if (question.modality() == Modality.VOICE && !voice)
            return new Verdict.Refused("the voice was left out. Maybe leave out --no-voice.");
        return switch (question.modality()) {
            case FACE, GAZE, PHYSIOLOGY, VOICE -> new Verdict.Allowed("declared-on-command-line:" + purpose.id());
            case TEXT, BEHAVIOUR ->
                new Verdict.Refused("only faces, their gaze and voices are read from recordings, not "
                        + question.modality().id());
        };
    }
}
