package dev.attune.fusion;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Baseline;
import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Valence and arousal as sums of terms, so that every number can be walked back; formula `affect-late-fusion/2`.
///
/// Both are computed from the smoothed probabilities and action units that stand in the same
/// [dev.attune.signals.Affect]: whoever has the estimate can recompute them.
public final class AffectFormula {
    private static final Definition DEFINITION = Definition.load(AffectFormula.class, "affect-late-fusion", "2");
    private static final int BLINK = 45; // the movement of 43 under a second name: counted once
    private static final int STRONGEST = (int) DEFINITION.number("arousal.strongest");
    private static final double ACTIVATION = DEFINITION.number("arousal.activation");
    private static final Map<Emotion, Double> VALENCE_OF_EMOTION = emotionWeights("valence.emotion.");
    private static final Map<Emotion, Double> AROUSAL_OF_EMOTION = emotionWeights("arousal.emotion.");
    private static final Map<Baseline, Double> CONFIDENCE = confidences();

    private AffectFormula() {}

    public static ModelRef ref() {
        return DEFINITION.ref();
    }

    static Definition definition() {
        return DEFINITION;
    }

    /// The terms whose sum is the valence, largest effect first.
    public static List<Term> valence(EmotionDistribution expression, List<ActionUnit> actionUnits) {
        var terms = emotionTerms(VALENCE_OF_EMOTION, expression);
        for (var unit : actionUnits) {
            double weight = DEFINITION.number("valence.unit." + unit.id(), 0);
            if (weight != 0) terms.add(new Term(Modality.FACE, unit.id(), weight * activation(unit)));
        }
        return largestFirst(terms);
    }

    /// The terms whose sum is the arousal, largest effect first.
    public static List<Term> arousal(EmotionDistribution expression, List<ActionUnit> actionUnits) {
        var terms = emotionTerms(AROUSAL_OF_EMOTION, expression);
        actionUnits.stream()
                .filter(unit -> unit.number() != BLINK)
                .sorted(Comparator.comparingDouble(AffectFormula::activation).reversed())
                .limit(STRONGEST)
                .map(unit -> new Term(Modality.FACE, unit.id(), ACTIVATION * activation(unit) / STRONGEST))
                .forEach(terms::add);
        return largestFirst(terms);
    }

    static double sum(List<Term> terms) {
        return Math.clamp(terms.stream().mapToDouble(Term::effect).sum(), -1, 1);
    }

    static double confidence(Baseline baseline) {
        return Objects.requireNonNull(CONFIDENCE.get(baseline));
    }

    private static List<Term> emotionTerms(Map<Emotion, Double> weights, EmotionDistribution expression) {
        var terms = new ArrayList<Term>();
        weights.forEach(
                (emotion, weight) -> terms.add(new Term(Modality.FACE, emotion.id(), weight * expression.of(emotion))));
        return terms;
    }

    /// Without those that are zero.
    private static Map<Emotion, Double> emotionWeights(String prefix) {
        var weights = new EnumMap<Emotion, Double>(Emotion.class);
        for (var emotion : Emotion.values()) {
            double weight = DEFINITION.number(prefix + emotion.id(), 0);
            if (weight != 0) weights.put(emotion, weight);
        }
        return weights;
    }

    private static Map<Baseline, Double> confidences() {
        var confidences = new EnumMap<Baseline, Double>(Baseline.class);
        for (var baseline : Baseline.values())
            confidences.put(baseline, DEFINITION.number("confidence." + baseline.id()));
        return confidences;
    }

    private static double activation(ActionUnit unit) {
        return unit.reliability() * unit.intensity() / ActionUnit.MAX_INTENSITY;
    }

    private static List<Term> largestFirst(List<Term> terms) {
        return terms.stream()
                .sorted(Comparator.comparingDouble((Term term) -> Math.abs(term.effect()))
                        .reversed())
                .toList();
    }

    /// What one input adds to a sum.
    ///
    /// @param input an emotion's or an action unit's id: `joy`, `AU12`
    public record Term(Modality modality, String input, double effect) {}
}
