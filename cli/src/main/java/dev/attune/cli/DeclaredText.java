package dev.attune.cli;

import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;

/// The gate of the command line for tables of feedback: the words may be read for the one purpose the
/// operator declared, and nothing else may.
record DeclaredText(Purpose purpose) implements Gate {
    @Override
    public Verdict check(Question question) {
        if (question.purpose() != purpose)
            return new Verdict.Refused("the purpose %s was not declared. Maybe add --purpose %s."
                    .formatted(question.purpose().id(), question.purpose().id()));
        return question.modality() == Modality.TEXT
                ? new Verdict.Allowed("declared-on-command-line:" + purpose.id())
                : new Verdict.Refused("only words are read from tables, not "
                        + question.modality().id());
    }
}
