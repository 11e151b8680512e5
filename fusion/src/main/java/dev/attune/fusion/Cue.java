package dev.attune.fusion;

import dev.attune.signals.Affect;
import dev.attune.signals.Baseline;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import dev.attune.signals.TextObservation;
import dev.attune.signals.TimeSpan;
import dev.attune.signals.VoiceObservation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one modality displayed of one person by itself, complete at one media time: what the stream is made of, and
/// what is stored to play a session again. Holds no picture, no sound and no words.
///
/// Cues have a total order: by the time they were complete, then modality, then content. Two streams with the same cues
/// in that order are the same stream. Immutable.
public final class Cue implements Comparable<Cue> {
    /// Stands for "not measured" in the arrays.
    static final float ABSENT = Float.NaN;

    private static final double FLOOR = AffectFormula.definition().number("expression.floor");
    private static final double UNIT_FULL = AffectFormula.definition().number("expression.evidence.full");
    private static final float[] NOTHING = {};
    private static final Measurement NOT_TOLD = new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
    private static final DisplayPattern SILENT = new DisplayPattern.Abstained(Reason.NOT_ENOUGH_EVIDENCE);

    private final Modality modality;
    private final TimeSpan span;
    private final long at; // nanoseconds
    private final Baseline baseline;
    private final float quality;
    private final double valence;
    private final double valenceConfidence;
    private final double arousal;
    private final double arousalConfidence;
    private final float[] expression; // by Emotion.ordinal(), or empty
    private final float[] signs; // by Sign.place()
    private final double[] logarithms; // of the expression, floored; derived
    private final int top; // Emotion.ordinal() of the most probable, -1 without an expression

    private Cue(
            Modality modality,
            TimeSpan span,
            Baseline baseline,
            float quality,
            double valence,
            double valenceConfidence,
            double arousal,
            double arousalConfidence,
            float[] expression,
            float[] signs) {
        if (expression.length != 0 && expression.length != Emotion.values().length)
            throw new IllegalArgumentException("an expression has %d probabilities or none, got %d"
                    .formatted(Emotion.values().length, expression.length));
        if (signs.length != Sign.of(modality).size())
            throw new IllegalArgumentException("%s has %d signs, got %d"
                    .formatted(modality.id(), Sign.of(modality).size(), signs.length));
        this.modality = modality;
        this.span = span;
        this.at = span.end().toNanos();
        this.baseline = baseline;
        this.quality = quality;
        this.valence = valence;
        this.valenceConfidence = valenceConfidence;
        this.arousal = arousal;
        this.arousalConfidence = arousalConfidence;
        this.expression = expression;
        this.signs = signs;
        this.logarithms = new double[expression.length];
        int best = -1;
        for (int i = 0; i < expression.length; i++) {
            logarithms[i] = StrictMath.log(Math.max(FLOOR, expression[i]));
            if (best < 0 || expression[i] > expression[best]) best = i;
        }
        this.top = best;
    }

    /// @param signs of this modality; those that are absent were not measured
    public static Cue of(
            Modality modality,
            TimeSpan span,
            Measurement valence,
            Measurement arousal,
            DisplayPattern expression,
            Map<Sign, Double> signs,
            double quality,
            Baseline baseline) {
        var told = new float[Sign.of(modality).size()];
        Arrays.fill(told, ABSENT);
        signs.forEach((sign, value) -> {
            if (sign.modality() != modality)
                throw new IllegalArgumentException("%s is told by %s, not by %s"
                        .formatted(sign.id(), sign.modality().id(), modality.id()));
            told[sign.place()] = value.floatValue();
        });
        return new Cue(
                modality,
                span,
                baseline,
                (float) quality,
                value(valence),
                confidence(valence),
                value(arousal),
                confidence(arousal),
                probabilities(expression),
                told);
    }

    /// What a face displayed by itself.
    ///
    /// @param face before anything of other modalities joined it
    public static Cue of(Affect face) {
        return of(face, Posture.UNKNOWN);
    }

    static Cue of(Affect face, Posture posture) {
        var signs = new EnumMap<Sign, Double>(Sign.class);
        signs.putAll(posture.signs());
        putState(signs, Sign.ATTENTION, face, State.ATTENTION);
        putState(signs, Sign.ENGAGEMENT, face, State.ENGAGEMENT);
        putState(signs, Sign.INTEREST, face, State.INTEREST);
        putState(signs, Sign.CONFUSION, face, State.CONFUSION);
        putState(signs, Sign.BOREDOM, face, State.BOREDOM);
        putState(signs, Sign.FATIGUE, face, State.FATIGUE);
        putState(signs, Sign.STRESS, face, State.STRESS);
        for (var unit : face.actionUnits()) {
            double share = unit.reliability() * Math.min(1, unit.intensity() / UNIT_FULL);
            switch (unit.number()) {
                case 4 -> signs.put(Sign.BROW, share);
                case 12 -> signs.put(Sign.SMILE, share);
                case 23, 24 -> signs.merge(Sign.LIPS, share, Math::max);
                case 26, 27 -> signs.merge(Sign.JAW, share, Math::max);
                default -> {} // no sign of its own
            }
        }
        return of(
                Modality.FACE,
                new TimeSpan(face.at(), face.at()),
                face.valence(),
                face.arousal(),
                face.expression(),
                signs,
                face.quality().score(),
                face.baseline());
    }

    public static Cue of(VoiceObservation voice) {
        var signs = new EnumMap<Sign, Double>(Sign.class);
        voice.anger().optional().ifPresent(anger -> signs.put(Sign.ANGER_IN_TONE, anger));
        return of(
                Modality.VOICE,
                voice.span(),
                voice.valence(),
                voice.arousal(),
                voice.expression(),
                signs,
                voice.quality().score(),
                voice.baseline());
    }

    public static Cue of(TextObservation words) {
        return of(
                Modality.TEXT,
                new TimeSpan(words.at(), words.at()),
                words.valence(),
                words.arousal(),
                words.expression(),
                Map.of(),
                words.quality().score(),
                Baseline.POPULATION);
    }

    /// What sensors tell of a body.
    static Cue of(Body body) {
        return of(
                Modality.PHYSIOLOGY,
                new TimeSpan(body.at(), body.at()),
                NOT_TOLD,
                body.arousal(),
                SILENT,
                Map.of(),
                body.quality().score(),
                Baseline.PERSONAL);
    }

    /// Nothing is told from now on: nobody, or more than one, is in view.
    static Cue nothing(Modality modality, Duration at) {
        return of(modality, new TimeSpan(at, at), NOT_TOLD, NOT_TOLD, SILENT, Map.of(), 0, Baseline.POPULATION);
    }

    private static void putState(Map<Sign, Double> signs, Sign sign, Affect face, State state) {
        var measured = face.states().get(state);
        if (measured != null) measured.optional().ifPresent(value -> signs.put(sign, value));
    }

    public Modality modality() {
        return modality;
    }

    /// From when on it was displayed, and when it was complete.
    public TimeSpan span() {
        return span;
    }

    public Baseline baseline() {
        return baseline;
    }

    /// In [0, 1].
    public double quality() {
        return quality;
    }

    /// NaN when it was not measured; so are arousal, signs and probabilities.
    double valence() {
        return valence;
    }

    double valenceConfidence() {
        return valenceConfidence;
    }

    double arousal() {
        return arousal;
    }

    double arousalConfidence() {
        return arousalConfidence;
    }

    /// Whether anything was told at all.
    boolean hasTold() {
        return hasExpression() || !Double.isNaN(valence) || !Double.isNaN(arousal);
    }

    boolean hasExpression() {
        return top >= 0;
    }

    double probability(int emotion) {
        return hasExpression() ? expression[emotion] : ABSENT;
    }

    /// By [Emotion#ordinal()], a copy.
    double[] probabilities() {
        var doubles = new double[expression.length];
        for (int i = 0; i < doubles.length; i++) doubles[i] = expression[i];
        return doubles;
    }

    /// Natural logarithm of a probability, floored so that no cue votes with certainty.
    double logarithm(int emotion) {
        return logarithms[emotion];
    }

    /// Ordinal of the most probable emotion; -1 without an expression.
    int top() {
        return top;
    }

    double sign(int place) {
        return signs[place];
    }

    double sign(Sign sign) {
        return sign.modality() == modality ? signs[sign.place()] : ABSENT;
    }

    long atNanos() {
        return at;
    }

    /// The expression as others know it; null without one.
    @Nullable
    EmotionDistribution distribution() {
        return hasExpression() ? EmotionDistribution.of(probabilities()) : null;
    }

    /// Format 2: everything that was given, exactly.
    public void writeTo(DataOutput out) throws IOException {
        out.writeByte(modality.ordinal());
        out.writeLong(at);
        out.writeLong(at - span.start().toNanos());
        out.writeByte(baseline.ordinal());
        out.writeFloat(quality);
        out.writeDouble(valence);
        out.writeDouble(valenceConfidence);
        out.writeDouble(arousal);
        out.writeDouble(arousalConfidence);
        out.writeBoolean(hasExpression());
        for (float probability : expression) out.writeFloat(probability);
        for (float sign : signs) out.writeFloat(sign);
    }

    /// @throws IOException when these bytes are no cue
    public static Cue readFrom(DataInput in) throws IOException {
        try {
            var modality = Modality.values()[in.readByte()];
            long at = in.readLong();
            long length = in.readLong();
            var baseline = Baseline.values()[in.readByte()];
            float quality = in.readFloat();
            double valence = in.readDouble();
            double valenceConfidence = in.readDouble();
            double arousal = in.readDouble();
            double arousalConfidence = in.readDouble();
            var expression = in.readBoolean() ? floats(in, Emotion.values().length) : NOTHING;
            var signs = floats(in, Sign.of(modality).size());
            var span = new TimeSpan(Duration.ofNanos(at - length), Duration.ofNanos(at));
            return new Cue(
                    modality,
                    span,
                    baseline,
                    quality,
                    valence,
                    valenceConfidence,
                    arousal,
                    arousalConfidence,
                    expression,
                    signs);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("these bytes are no cue: " + e.getMessage(), e);
        }
    }

    private static float[] floats(DataInput in, int count) throws IOException {
        var floats = new float[count];
        for (int i = 0; i < count; i++) floats[i] = in.readFloat();
        return floats;
    }

    @Override
    public int compareTo(Cue other) {
        if (at != other.at) return Long.compare(at, other.at);
        int order = modality.compareTo(other.modality);
        if (order == 0) order = span.start().compareTo(other.span.start());
        if (order == 0) order = baseline.compareTo(other.baseline);
        if (order == 0) order = Float.compare(quality, other.quality);
        if (order == 0) order = Double.compare(valence, other.valence);
        if (order == 0) order = Double.compare(valenceConfidence, other.valenceConfidence);
        if (order == 0) order = Double.compare(arousal, other.arousal);
        if (order == 0) order = Double.compare(arousalConfidence, other.arousalConfidence);
        if (order == 0) order = Arrays.compare(expression, other.expression);
        return order == 0 ? Arrays.compare(signs, other.signs) : order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cue that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(at) + modality.hashCode();
    }

    @Override
    public String toString() {
        return "%s at %s: valence %s, arousal %s".formatted(modality.id(), span.end(), valence, arousal);
    }

    private static double value(Measurement measurement) {
        return measurement.optional().orElse(ABSENT);
    }

    private static double confidence(Measurement measurement) {
        return switch (measurement) {
            case Measurement.Measured measured -> measured.confidence();
            case Measurement.NotMeasurable missing -> 0;
        };
    }

    private static float[] probabilities(DisplayPattern pattern) {
        return switch (pattern) {
            case DisplayPattern.Abstained abstained -> NOTHING;
            case DisplayPattern.Displayed displayed -> {
                var all = displayed.probabilities().toArray();
                var floats = new float[all.length];
                for (int i = 0; i < all.length; i++) floats[i] = (float) all[i];
                yield floats;
            }
        };
    }
}
