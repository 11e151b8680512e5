package dev.attune.evaluation.actionunits;

import dev.attune.actor.Rehearsal;
import dev.attune.actor.Rehearsal.Kind;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.statistics.Wilson;
import dev.attune.signals.Emotion;
import dev.attune.signals.Mixture;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Whether a mixture of two expressions is reported where one was played, and only there.
record MixtureFinding(Map<Kind, Score> scores) implements Finding {
    MixtureFinding {
        scores = new EnumMap<>(scores);
    }

    /// @param found takes in which a mixture was reported
    /// @param right of these, with the pair that was played
    record Score(int n, int found, int right) {
        static Score of(Rehearsal.Take take, Optional<Mixture> read) {
            Set<Emotion> played = take.shares().keySet();
            boolean right = read.isPresent()
                    && played.equals(Set.of(read.get().first(), read.get().second()));
            return new Score(1, read.isPresent() ? 1 : 0, right ? 1 : 0);
        }

        Score plus(Score other) {
            return new Score(n + other.n, found + other.found, right + other.right);
        }
    }

    @Override
    public void addTo(ObjectNode json) {
        var mixtures = json.putArray("mixtures");
        scores.forEach((kind, score) -> mixtures.addObject()
                .put("played", kind.name().toLowerCase(Locale.ROOT))
                .put("n", score.n())
                .put("mixtureReported", score.found())
                .put("rightPair", score.right()));
    }

    @Override
    public String markdown() {
        var table = new MarkdownTable("played", "n", "mixture reported [95 %]", "right pair");
        scores.forEach((kind, score) -> table.row(
                kind.name().toLowerCase(Locale.ROOT),
                score.n(),
                MarkdownTable.share(
                        OptionalDouble.of((double) score.found() / score.n()),
                        Wilson.interval(score.found(), score.n())),
                kind == Kind.BLEND ? score.right() + " of " + score.found() : "–"));
        return table.toString();
    }
}
