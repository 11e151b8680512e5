package dev.attune.cli;

import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;

/// The gate of the command line: reading faces is allowed for the one purpose the operator declared, the colour of skin
/// only when the operator asked for the pulse, nothing else.
///
/// There is no consent record here. The operator answers for the people in the recordings; the declaration is
/// written into every summary and report.
record DeclaredPurpose(Purpose purpose, boolean pulse) implements Gate {

    /// Faces only.
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
        if (question.modality() != Modality.FACE && question.modality() != Modality.PHYSIOLOGY)
            return new Verdict.Refused("only faces are read from recordings, not "
                    + question.modality().id());
        return new Verdict.Allowed("declared-on-command-line:" + purpose.id());
    }
}
