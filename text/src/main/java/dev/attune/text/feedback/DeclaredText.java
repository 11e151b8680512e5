package dev.attune.text.feedback;

import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;

/// The gate for tables whose writers nobody identifies: the words may be read for the one purpose the operator
/// declared, and nothing else may.
///
/// @param where the operator declared it, for example `command-line`
public record DeclaredText(Purpose purpose, String where) implements Gate {
    @Override
    public Verdict check(Question question) {
        if (question.purpose() != purpose)
            return new Verdict.Refused("the purpose %s was not declared. Maybe declare it."
                    .formatted(question.purpose().id()));
        return question.modality() == Modality.TEXT
                ? new Verdict.Allowed("declared-on-%s:%s".formatted(where, purpose.id()))
                : new Verdict.Refused("only words are read from tables, not "
                        + question.modality().id());
    }
}
