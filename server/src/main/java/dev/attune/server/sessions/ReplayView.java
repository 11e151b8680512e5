package dev.attune.server.sessions;

import dev.attune.fusion.replay.Replay;
import dev.attune.signals.ModelRef;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether the stored observations of a session still give what was told of them, to the last bit.
///
/// @param identical whether nothing differs
/// @param observations how many were replayed
/// @param said estimates and moments compared
/// @param settled values of the stream compared that no later observation could have changed
/// @param differing how many of both differ
/// @param firstAtMs media time of the first that differs; null when none does
/// @param formulasThen in force when it was recorded
/// @param formulasNow id and version of each now
record ReplayView(
        boolean identical,
        long observations,
        long said,
        long settled,
        long differing,
        @Nullable Double firstAtMs,
        List<String> formulasThen,
        List<String> formulasNow) {

    static ReplayView of(Replay.Outcome outcome) {
        var first = outcome.first();
        return new ReplayView(
                outcome.identical(),
                outcome.observations(),
                outcome.said(),
                outcome.settled(),
                outcome.differing(),
                first == null ? null : first.at().toNanos() / 1e6,
                names(outcome.formulasThen()),
                names(outcome.formulasNow()));
    }

    private static List<String> names(Set<ModelRef> formulas) {
        return formulas.stream().map(ModelRef::toString).sorted().toList();
    }
}
