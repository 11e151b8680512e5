package dev.attune.text;

import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Measurement;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import dev.attune.signals.TextObservation;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What one utterance displays. The words themselves are not in it.
///
/// @param emotions anger, disgust, fear, joy, sadness, surprise in this order; empty when nothing could be read
/// @param neutral how far the words display none of them; probability 0 when nothing could be read
/// @param reasons why something is unknown or weak, the gravest first; empty when nothing is
/// @param models every set of weights and rules that spoke; empty when none did
public record TextReading(
        Language language,
        SentimentReading sentiment,
        List<EmotionReading> emotions,
        EmotionReading neutral,
        List<Reason> reasons,
        Set<TextFlag> flags,
        List<ModelRef> models) {

    /// The emotions that words are read for, in the order of [#emotions].
    public static final List<Emotion> EMOTIONS =
            List.of(Emotion.ANGER, Emotion.DISGUST, Emotion.FEAR, Emotion.JOY, Emotion.SADNESS, Emotion.SURPRISE);

    static final EmotionReading UNREAD_NEUTRAL = new EmotionReading(Emotion.NEUTRAL, 0, 1, 0);

    public TextReading {
        emotions = List.copyOf(emotions);
        reasons = List.copyOf(reasons);
        models = List.copyOf(models);
        flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
        var order = emotions.stream().map(EmotionReading::emotion).toList();
        if (!order.isEmpty() && !order.equals(EMOTIONS))
            throw new IllegalArgumentException("expected the emotions %s, got %s".formatted(EMOTIONS, order));
        if (sentiment.label() == Sentiment.UNKNOWN && reasons.isEmpty())
            throw new IllegalArgumentException("an unknown sentiment needs a reason");
    }

    static TextReading unknown(Language language, Reason reason, Set<TextFlag> flags) {
        return new TextReading(
                language, SentimentReading.UNREAD, List.of(), UNREAD_NEUTRAL, List.of(reason), flags, List.of());
    }

    /// The emotions that reach their threshold, the most probable first.
    public List<EmotionReading> displayed() {
        return emotions.stream()
                .filter(EmotionReading::displayed)
                .sorted((a, b) -> Double.compare(b.probability(), a.probability()))
                .toList();
    }

    /// The same for fusion with face and voice.
    ///
    /// @param at media time at which the utterance was complete
    public TextObservation observation(Duration at) {
        return new TextObservation(
                at,
                language.code(),
                valence(),
                arousal(),
                expression(),
                new Quality(confidence(), Set.copyOf(reasons)),
                models);
    }

    private double confidence() {
        return sentiment.label() == Sentiment.UNKNOWN ? 0 : sentiment.probability();
    }

    private Measurement valence() {
        return sentiment.label() == Sentiment.UNKNOWN
                ? new Measurement.NotMeasurable(reasons.getFirst())
                : new Measurement.Measured(sentiment.polarity() * sentiment.strength(), sentiment.probability());
    }

    /// The mean of what is displayed, each emotion at its place on the arousal axis.
    private Measurement arousal() {
        var displayed = displayed();
        if (displayed.isEmpty())
            return new Measurement.NotMeasurable(reasons.isEmpty() ? Reason.NOT_ENOUGH_EVIDENCE : reasons.getFirst());
        double sum = 0;
        double weights = 0;
        for (var reading : displayed) {
            sum += reading.probability() * EmotionPlane.arousal(reading.emotion());
            weights += reading.probability();
        }
        return new Measurement.Measured(sum / weights, confidence() * EmotionPlane.AROUSAL_CONFIDENCE);
    }

    /// Independent probabilities as shares of one; what they leave is neutral.
    private DisplayPattern expression() {
        if (emotions.isEmpty()) return new DisplayPattern.Abstained(reasons.getFirst());
        double sum = 0;
        double nothing = 1;
        for (var reading : emotions) {
            sum += reading.probability();
            nothing *= 1 - reading.probability();
        }
        var shares = new EnumMap<Emotion, Double>(Emotion.class);
        for (var reading : emotions)
            shares.put(reading.emotion(), sum == 0 ? 0 : (1 - nothing) * reading.probability() / sum);
        shares.put(Emotion.NEUTRAL, nothing);
        return new DisplayPattern.Displayed(EmotionDistribution.of(shares));
    }
}
