package dev.attune.fusion;

import dev.attune.signals.Affect;
import dev.attune.signals.Baseline;
import dev.attune.signals.Contribution;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.EyeActivity;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What face, voice, words and body of one person say, each by itself → one estimate; definition
/// `modality-pool/2`.
///
/// Every estimate carries what each modality said and its weights, so that the sums can be done again.
/// A modality that has nothing to say weighs nothing; one that speaks alone is passed on unchanged.
final class ModalityPool {
    private static final Definition DEFINITION = Definition.load("modality-pool", "2");
    private static final Duration IN_VIEW = DEFINITION.seconds("inView.seconds");
    private static final double LEAST_TOP = DEFINITION.number("abstain.top");
    private static final Measurement SILENT = new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);

    private ModalityPool() {}

    static ModelRef ref() {
        return DEFINITION.ref();
    }

    /// How long after it was seen a face counts as in view.
    static Duration inView() {
        return IN_VIEW;
    }

    /// The estimate from the face, with what the same person said.
    static Affect pool(Affect face, Heard heard) {
        var said = said(heard, face.at());
        if (said.isEmpty()) return face;
        var seen = new Opinion(
                Modality.FACE, face.valence(), face.arousal(), face.expression(), 1, face.quality(), face.baseline());
        return pooled(face, Stream.concat(Stream.of(seen), said.stream()).toList());
    }

    /// The estimate of a person who is not in view; null when what was said has faded away or said
    /// nothing.
    static @Nullable Affect unseen(Heard heard, Duration at) {
        var said = said(heard, at);
        if (said.isEmpty()) return null;
        var first = said.getFirst();
        var missing = new Measurement.NotMeasurable(Reason.NO_FACE);
        var abstained = new DisplayPattern.Abstained(Reason.NO_FACE);
        return pooled(
                new Affect(
                        at,
                        Affect.UNSEEN,
                        missing,
                        missing,
                        abstained,
                        abstained,
                        null,
                        AffectTrack.unreadableStates(Reason.NO_FACE),
                        List.of(),
                        EyeActivity.notMeasurable(Reason.NO_FACE, 1),
                        first.baseline(),
                        first.quality(),
                        Duration.ZERO,
                        List.of(),
                        ref()),
                said);
    }

    private static List<Opinion> said(Heard heard, Duration now) {
        var opinions = new ArrayList<Opinion>();
        var voice = heard.voice();
        if (voice != null)
            opinions.add(new Opinion(
                    Modality.VOICE,
                    voice.valence(),
                    voice.arousal(),
                    voice.expression(),
                    freshness(Modality.VOICE, voice.at(), now),
                    voice.quality(),
                    voice.baseline()));
        var words = heard.words();
        if (words != null)
            opinions.add(new Opinion(
                    Modality.TEXT,
                    words.valence(),
                    words.arousal(),
                    words.expression(),
                    freshness(Modality.TEXT, words.at(), now),
                    words.quality(),
                    Baseline.POPULATION));
        var body = heard.body();
        if (body != null)
            opinions.add(new Opinion(
                    Modality.PHYSIOLOGY,
                    SILENT,
                    body.arousal(),
                    new DisplayPattern.Abstained(Reason.NOT_ENOUGH_EVIDENCE),
                    freshness(Modality.PHYSIOLOGY, body.at(), now),
                    body.quality(),
                    Baseline.PERSONAL));
        return opinions.stream().filter(Opinion::saysSomething).toList();
    }

    private static double freshness(Modality modality, Duration at, Duration now) {
        double full = DEFINITION.number(modality.id() + ".fullSeconds");
        double gone = DEFINITION.number(modality.id() + ".goneSeconds");
        return Math.clamp((gone - Seconds.of(now.minus(at))) / (gone - full), 0, 1);
    }

    private static Affect pooled(Affect face, List<Opinion> opinions) {
        var valence = weights(opinions, opinion -> opinion.weight("valence", opinion.valence()));
        var arousal = weights(opinions, opinion -> opinion.weight("arousal", opinion.arousal()));
        var expression = weights(opinions, Opinion::expressionWeight);
        var contributions = new ArrayList<Contribution>();
        for (int i = 0; i < opinions.size(); i++) {
            var opinion = opinions.get(i);
            if (valence[i] + arousal[i] + expression[i] > 0)
                contributions.add(new Contribution(
                        opinion.modality(),
                        opinion.valence(),
                        valence[i],
                        opinion.arousal(),
                        arousal[i],
                        opinion.expression(),
                        expression[i]));
        }
        return new Affect(
                face.at(),
                face.trackId(),
                mean(face.valence(), opinions, Opinion::valence, valence),
                mean(face.arousal(), opinions, Opinion::arousal, arousal),
                mixture(face.expression(), opinions, expression),
                face.unitsExpression(),
                face.mixture(),
                face.states(),
                face.actionUnits(),
                face.eyes(),
                face.baseline(),
                face.quality(),
                face.delay(),
                contributions,
                ref());
    }

    /// Summing to 1, or all 0 when nobody says anything.
    private static double[] weights(List<Opinion> opinions, Function<Opinion, Double> weight) {
        var weights = opinions.stream().mapToDouble(weight::apply).toArray();
        double sum = 0;
        for (double each : weights) sum += each;
        if (sum > 0) for (int i = 0; i < weights.length; i++) weights[i] /= sum;
        return weights;
    }

    /// @param otherwise the answer when nobody says anything
    private static Measurement mean(
            Measurement otherwise, List<Opinion> opinions, Function<Opinion, Measurement> part, double[] weights) {
        double value = 0;
        double confidence = 0;
        boolean said = false;
        for (int i = 0; i < weights.length; i++)
            if (weights[i] > 0 && part.apply(opinions.get(i)) instanceof Measurement.Measured measured) {
                said = true;
                value += weights[i] * measured.value();
                confidence += weights[i] * measured.confidence();
            }
        return said ? new Measurement.Measured(Math.clamp(value, -1, 1), Math.clamp(confidence, 0, 1)) : otherwise;
    }

    private static DisplayPattern mixture(DisplayPattern otherwise, List<Opinion> opinions, double[] weights) {
        var mixed = new double[Emotion.values().length];
        boolean said = false;
        for (int i = 0; i < weights.length; i++)
            if (weights[i] > 0 && opinions.get(i).expression() instanceof DisplayPattern.Displayed displayed) {
                said = true;
                for (var emotion : Emotion.values())
                    mixed[emotion.ordinal()] +=
                            weights[i] * displayed.probabilities().of(emotion);
            }
        if (!said) return otherwise;
        var distribution = EmotionDistribution.of(mixed);
        return distribution.of(distribution.top()) < LEAST_TOP
                ? new DisplayPattern.Abstained(Reason.LOW_CONFIDENCE)
                : new DisplayPattern.Displayed(distribution);
    }

    /// @param freshness in [0, 1]
    private record Opinion(
            Modality modality,
            Measurement valence,
            Measurement arousal,
            DisplayPattern expression,
            double freshness,
            Quality quality,
            Baseline baseline) {

        double weight(String dimension, Measurement value) {
            return value instanceof Measurement.Measured measured
                    ? reliability(dimension) * measured.confidence() * freshness
                    : 0;
        }

        double expressionWeight() {
            return expression instanceof DisplayPattern.Displayed
                    ? reliability("expression") * quality.score() * freshness
                    : 0;
        }

        boolean saysSomething() {
            return weight("valence", valence) + weight("arousal", arousal) + expressionWeight() > 0;
        }

        private double reliability(String dimension) {
            return DEFINITION.number(modality.id() + "." + dimension);
        }
    }
}
