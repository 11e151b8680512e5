package dev.attune.fusion;

import dev.attune.signals.Baseline;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.Reason;
import dev.attune.signals.TimeSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What modalities displayed at times of a scripted session.
final class Cues {
    private static final Measurement UNKNOWN = new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);

    private Cues() {}

    static Cue face(double at, double valence, double arousal, Emotion emotion) {
        return cue(Modality.FACE, at, 0, valence, arousal, emotion, Map.of(Sign.ATTENTION, 1.0));
    }

    static Cue faceLookingAway(double at) {
        return cue(Modality.FACE, at, 0, 0, 0, Emotion.NEUTRAL, Map.of(Sign.ATTENTION, 0.0));
    }

    static Cue unreadableFace(double at) {
        var span = new TimeSpan(seconds(at), seconds(at));
        return Cue.of(
                Modality.FACE,
                span,
                UNKNOWN,
                UNKNOWN,
                new DisplayPattern.Abstained(Reason.OCCLUDED),
                Map.of(),
                0.1,
                Baseline.POPULATION);
    }

    static Cue voice(double at, double arousal, Emotion emotion) {
        return cue(
                Modality.VOICE,
                at,
                2,
                0,
                arousal,
                emotion,
                Map.of(Sign.ANGER_IN_TONE, emotion == Emotion.ANGER ? 0.9 : 0.2));
    }

    static Cue words(double at, double valence, Emotion emotion) {
        return cue(Modality.TEXT, at, 0, valence, 0, emotion, Map.of());
    }

    static Cue cue(
            Modality modality,
            double at,
            double length,
            double valence,
            double arousal,
            Emotion emotion,
            Map<Sign, Double> signs) {
        return Cue.of(
                modality,
                new TimeSpan(seconds(Math.max(0, at - length)), seconds(at)),
                new Measurement.Measured(valence, 0.9),
                new Measurement.Measured(arousal, 0.9),
                new DisplayPattern.Displayed(showing(emotion, 0.8)),
                signs,
                0.9,
                Baseline.PERSONAL);
    }

    /// Faces at 30 a second, a voice in turns, words now and then, of somebody who is at rest, delighted and
    /// displeased.
    static List<Cue> session(Random random, double length) {
        var cues = new ArrayList<Cue>();
        for (double at = 0; at < length; at += 1.0 / 30) {
            var emotion = Emotion.values()[(int) (at / 7) % Emotion.values().length];
            double valence = Math.sin(at / 5) * 0.7 + 0.1 * random.nextGaussian();
            if (random.nextInt(20) == 0) cues.add(unreadableFace(at));
            else cues.add(face(at, Math.clamp(valence, -1, 1), 0.3 * Math.cos(at / 4), emotion));
            if (random.nextInt(30) == 0) cues.add(voice(at + 0.001, random.nextDouble() - 0.3, emotion));
            if (random.nextInt(200) == 0) cues.add(words(at + 0.002, 2 * random.nextDouble() - 1, emotion));
        }
        return cues;
    }

    static EmotionDistribution showing(Emotion emotion, double probability) {
        var probabilities = new EnumMap<Emotion, Double>(Emotion.class);
        for (var each : Emotion.values())
            probabilities.put(each, each == emotion ? probability : (1 - probability) / (Emotion.values().length - 1));
        return EmotionDistribution.of(probabilities);
    }

    static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
