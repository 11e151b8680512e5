package dev.attune.fusion;

import static dev.attune.fusion.StreamNumbers.AROUSAL;
import static dev.attune.fusion.StreamNumbers.BETWEEN;
import static dev.attune.fusion.StreamNumbers.EXPRESSION;
import static dev.attune.fusion.StreamNumbers.FACE;
import static dev.attune.fusion.StreamNumbers.MODALITIES;
import static dev.attune.fusion.StreamNumbers.TEXT;
import static dev.attune.fusion.StreamNumbers.VALENCE;
import static dev.attune.fusion.StreamNumbers.VOICE;

import dev.attune.signals.Contradiction;
import dev.attune.signals.Emotion;
import dev.attune.signals.Modality;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the newest cues of all modalities say together at one time; the sums of `affect-stream/2`. Immutable; the
/// arrays are by [Modality#ordinal()] and nobody changes them.
///
/// @param valence NaN when nobody tells it
/// @param values what each modality's valence is relative to this person's usual
/// @param levels likewise its arousal
/// @param probabilities by [Emotion#ordinal()], empty when nobody tells an expression
/// @param contradiction null while nobody contradicts anybody
/// @param contradictingSince since when the step before already did, in nanoseconds; -1 when it did not
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record Pooled(
        double valence,
        double valenceConfidence,
        double arousal,
        double arousalConfidence,
        double[] values,
        double[] valenceWeights,
        double[] levels,
        double[] arousalWeights,
        double[] expressionWeights,
        double[] probabilities,
        @Nullable Contradiction contradiction,
        long contradictingSince) {
    private static final double WHILE_SPEAKING = StreamNumbers.number("face.whileSpeaking");
    private static final double SHOWN_LEAST = StreamNumbers.number("shown.least");
    private static final double CLEAR = StreamNumbers.number("shown.clear");
    private static final double DOUBT_LEAST = StreamNumbers.number("doubt.least");
    private static final double AGREEMENT = StreamNumbers.number("expression.agreement");
    private static final double ENTER = StreamNumbers.number("contradiction.enter");
    private static final double LEAVE = StreamNumbers.number("contradiction.leave");
    private static final double SHARE = StreamNumbers.number("contradiction.share");
    private static final int EMOTIONS = Emotion.values().length;
    private static final Modality[] MODALITY = Modality.values();
    private static final Emotion[] EMOTION = Emotion.values();
    private static final double[] NONE = {};
    private static final double[] ZEROS = new double[MODALITIES];
    private static final double[] UNKNOWN = unknown();

    static final Pooled NOTHING =
            new Pooled(Double.NaN, 0, Double.NaN, 0, UNKNOWN, ZEROS, UNKNOWN, ZEROS, ZEROS, NONE, null, -1);

    /// @param latest the newest cue of each modality, null where there was none
    /// @param rule how much the face counts by what it displays
    /// @param since when they began to contradict each other, as of the step before; -1 when they did not
    static Pooled of(@Nullable Cue[] latest, PersonalLevels usual, DisplayRule rule, long since, long now) {
        var values = UNKNOWN.clone();
        var levels = UNKNOWN.clone();
        var valenceWeights = new double[MODALITIES];
        var arousalWeights = new double[MODALITIES];
        var expressionWeights = new double[MODALITIES];
        boolean speaking = isSpeaking(latest[VOICE], now);
        for (int m = 0; m < MODALITIES; m++) {
            var cue = latest[m];
            if (cue == null) continue;
            double trust = StreamNumbers.freshness(cue, now) * (m == FACE && speaking ? WHILE_SPEAKING : 1);
            if (trust == 0) continue;
            values[m] = relative(cue.valence(), usual.usualValence(m));
            levels[m] = relative(cue.arousal(), usual.usualArousal(m));
            if (!Double.isNaN(values[m]))
                valenceWeights[m] = VALENCE[m]
                        * cue.valenceConfidence()
                        * trust
                        * shown(values[m])
                        * (m == FACE ? rule.factor(values[m]) : 1);
            if (!Double.isNaN(levels[m]))
                arousalWeights[m] =
                        AROUSAL[m] * cue.arousalConfidence() * trust / (1 + BETWEEN[m] * usual.populationShare(m));
            if (cue.hasExpression())
                expressionWeights[m] =
                        EXPRESSION[m] * cue.quality() * trust * (m == FACE ? rule.factor(EMOTION[cue.top()]) : 1);
        }
        double doubt = valenceWeights[TEXT] > 0 ? doubt(values[FACE], values[TEXT]) : 1;
        var undoubted = doubt == 1 ? valenceWeights : valenceWeights.clone();
        valenceWeights[FACE] *= doubt;
        var contradiction = contradiction(values, undoubted, valenceWeights, since, now);
        double lost = 1;
        if (contradiction != null) {
            double all = sum(valenceWeights);
            keepSide(values, valenceWeights, contradiction.leading() == contradiction.pleasant());
            lost = sum(valenceWeights) / all;
        }
        double valenceConfidence = lost * normalise(valenceWeights, latest, true);
        double arousalConfidence = normalise(arousalWeights, latest, false);
        var probabilities =
                contradiction == null ? agreed(latest, expressionWeights) : beside(latest, expressionWeights);
        normalise(expressionWeights);
        return new Pooled(
                dot(values, valenceWeights),
                valenceConfidence,
                dot(levels, arousalWeights),
                arousalConfidence,
                values,
                valenceWeights,
                levels,
                arousalWeights,
                expressionWeights,
                probabilities,
                contradiction,
                since);
    }

    /// Ordinal of the most probable emotion; -1 without an expression.
    int top() {
        int top = probabilities.length == 0 ? -1 : 0;
        for (int i = 1; i < probabilities.length; i++) if (probabilities[i] > probabilities[top]) top = i;
        return top;
    }

    private static boolean isSpeaking(@Nullable Cue voice, long now) {
        return voice != null && voice.span().start().toNanos() <= now && StreamNumbers.freshness(voice, now) == 1;
    }

    private static double relative(double value, double usual) {
        return Double.isNaN(value) ? value : Math.clamp(value - usual, -1, 1);
    }

    /// How much what is displayed counts, by how clearly something is.
    private static double shown(double value) {
        return SHOWN_LEAST + (1 - SHOWN_LEAST) * Math.min(1, Math.abs(value) / CLEAR);
    }

    /// How much a face still counts over these words.
    ///
    /// @param face NaN when it displays no valence, likewise `words`
    private static double doubt(double face, double words) {
        if (!(face > 0 && words < 0)) return 1;
        return 1 - (1 - DOUBT_LEAST) * Math.min(1, face / CLEAR) * Math.min(1, -words / CLEAR);
    }

    /// The most weighty pleasant and unpleasant modality, if both are clear enough.
    ///
    /// @param weights before any doubt: what is doubted is still displayed, and named
    /// @param doubted by which one of them leads
    private static @Nullable Contradiction contradiction(
            double[] values, double[] weights, double[] doubted, long since, long now) {
        double clear = since < 0 ? ENTER : LEAVE;
        double least = SHARE * sum(weights);
        int pleasant = -1;
        int unpleasant = -1;
        for (int m = 0; m < MODALITIES; m++) {
            if (weights[m] == 0 || weights[m] < least) continue;
            if (values[m] >= clear && (pleasant < 0 || weights[m] > weights[pleasant])) pleasant = m;
            if (values[m] <= -clear && (unpleasant < 0 || weights[m] > weights[unpleasant])) unpleasant = m;
        }
        if (pleasant < 0 || unpleasant < 0) return null;
        var kind = pleasant == FACE ? Contradiction.Kind.MASKING : Contradiction.Kind.MIXED;
        int leading = side(values, doubted, true) >= side(values, doubted, false) ? pleasant : unpleasant;
        return new Contradiction(
                kind,
                Duration.ofNanos(since < 0 ? now : since),
                MODALITY[pleasant],
                values[pleasant],
                MODALITY[unpleasant],
                values[unpleasant],
                MODALITY[leading]);
    }

    private static double side(double[] values, double[] weights, boolean pleasant) {
        double sum = 0;
        for (int m = 0; m < MODALITIES; m++) if (isOn(values[m], pleasant)) sum += weights[m];
        return sum;
    }

    private static void keepSide(double[] values, double[] weights, boolean pleasant) {
        for (int m = 0; m < MODALITIES; m++) if (!isOn(values[m], pleasant)) weights[m] = 0;
    }

    private static boolean isOn(double value, boolean pleasant) {
        return pleasant ? value > 0 : value < 0;
    }

    /// Logarithmic pool: modalities that agree make each other surer.
    private static double[] agreed(@Nullable Cue[] latest, double[] weights) {
        double sum = sum(weights);
        if (sum == 0) return NONE;
        double largest = 0;
        for (double weight : weights) largest = Math.max(largest, weight);
        if (largest == sum) return alone(latest, weights);
        double surer = 1 + AGREEMENT * (sum / largest - 1);
        var scores = new double[EMOTIONS];
        double best = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < EMOTIONS; e++) {
            for (int m = 0; m < MODALITIES; m++) {
                var cue = latest[m];
                if (weights[m] > 0 && cue != null) scores[e] += surer * weights[m] / sum * cue.logarithm(e);
            }
            best = Math.max(best, scores[e]);
        }
        double all = 0;
        for (int e = 0; e < EMOTIONS; e++) all += scores[e] = StrictMath.exp(scores[e] - best);
        for (int e = 0; e < EMOTIONS; e++) scores[e] /= all;
        return scores;
    }

    /// The only modality that displays an expression is passed on unchanged.
    private static double[] alone(@Nullable Cue[] latest, double[] weights) {
        for (int m = 0; m < MODALITIES; m++) {
            var cue = latest[m];
            if (weights[m] > 0 && cue != null) return cue.probabilities();
        }
        return NONE;
    }

    /// Linear pool: both parts of a contradiction stay visible.
    private static double[] beside(@Nullable Cue[] latest, double[] weights) {
        double sum = sum(weights);
        if (sum == 0) return NONE;
        var mixed = new double[EMOTIONS];
        for (int m = 0; m < MODALITIES; m++) {
            var cue = latest[m];
            if (weights[m] > 0 && cue != null)
                for (int e = 0; e < EMOTIONS; e++) mixed[e] += weights[m] / sum * cue.probability(e);
        }
        return mixed;
    }

    /// Weights sum to 1 afterwards, or are all 0.
    ///
    /// @return the confidence in their mean
    private static double normalise(double[] weights, @Nullable Cue[] latest, boolean valence) {
        normalise(weights);
        double confidence = 0;
        for (int m = 0; m < MODALITIES; m++) {
            var cue = latest[m];
            if (weights[m] > 0 && cue != null)
                confidence += weights[m] * (valence ? cue.valenceConfidence() : cue.arousalConfidence());
        }
        return Math.clamp(confidence, 0, 1);
    }

    private static void normalise(double[] weights) {
        double sum = sum(weights);
        if (sum > 0) for (int m = 0; m < MODALITIES; m++) weights[m] /= sum;
    }

    /// NaN when nothing weighs anything.
    private static double dot(double[] values, double[] weights) {
        double sum = 0;
        boolean said = false;
        for (int m = 0; m < MODALITIES; m++)
            if (weights[m] > 0) {
                said = true;
                sum += weights[m] * values[m];
            }
        return said ? Math.clamp(sum, -1, 1) : Double.NaN;
    }

    private static double sum(double[] weights) {
        double sum = 0;
        for (double weight : weights) sum += weight;
        return sum;
    }

    private static double[] unknown() {
        var unknown = new double[MODALITIES];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }
}
