package dev.attune.voice;

import dev.attune.models.ModelException;
import dev.attune.models.OperatorModel;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Measurement;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Reason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What an operator's own network hears in a stretch of speech. Thread-safe.
///
/// Its input is the sound, mono at 16 kHz in -1..1. Its outputs say by their names what they are: `arousal` and
/// `valence` in -1..1, and a probability for each [Tone] it knows (`anger`, `neutral`, ...). What it has no output for
/// is read by Attune's own network.
final class OperatorTone implements AutoCloseable {
    private static final String AROUSAL = "arousal";
    private static final String VALENCE = "valence";

    private final OperatorModel model;
    private final boolean knowsTones;

    /// @throws ModelException when it has none of the outputs
    OperatorTone(OperatorModel model) {
        this.model = model;
        Set<String> known = new LinkedHashSet<>(Set.of(AROUSAL, VALENCE));
        for (var tone : Tone.values()) known.add(tone.id());
        if (model.outputs().stream().noneMatch(known::contains)) {
            var outputs = model.outputs();
            model.close();
            throw ModelException.of("The network %s has the outputs %s, none of which is one of %s. Maybe rename them."
                    .formatted(model.file(), outputs, known.stream().sorted().collect(Collectors.joining(", "))));
        }
        knowsTones =
                Arrays.stream(Tone.values()).anyMatch(tone -> model.outputs().contains(tone.id()));
    }

    ModelRef ref() {
        return model.ref();
    }

    Reading read(float[] samples) {
        var told = model.run(samples);
        return new Reading(told, knowsTones);
    }

    /// @param told the numbers of the outputs by name
    record Reading(Map<String, Float> told, boolean knowsTones) {
        Measurement arousal(Measurement otherwise) {
            return signed(AROUSAL, otherwise);
        }

        Measurement valence(Measurement otherwise) {
            return signed(VALENCE, otherwise);
        }

        /// Shares of what the network tells of tones; a sum of nothing, or no number, is no answer.
        DisplayPattern pattern(DisplayPattern otherwise, double leastConfidence) {
            if (!knowsTones) return otherwise;
            var emotions = new EnumMap<Emotion, Double>(Emotion.class);
            double sum = 0;
            for (var tone : Tone.values()) {
                double probability = told.getOrDefault(tone.id(), 0f);
                if (!(probability >= 0)) return new DisplayPattern.Abstained(Reason.LOW_CONFIDENCE);
                emotions.merge(tone.emotion(), probability, Double::sum);
                sum += probability;
            }
            if (!(sum > 0 && sum < Double.POSITIVE_INFINITY))
                return new DisplayPattern.Abstained(Reason.LOW_CONFIDENCE);
            double all = sum;
            emotions.replaceAll((emotion, share) -> share / all);
            var distribution = EmotionDistribution.of(emotions);
            return distribution.of(distribution.top()) < leastConfidence
                    ? new DisplayPattern.Abstained(Reason.LOW_CONFIDENCE)
                    : new DisplayPattern.Displayed(distribution);
        }

        /// As sure as it is far from 0: a network without a confidence of its own.
        private Measurement signed(String output, Measurement otherwise) {
            var value = told.get(output);
            if (value == null) return otherwise;
            if (Float.isNaN(value)) return new Measurement.NotMeasurable(Reason.LOW_CONFIDENCE);
            double bounded = Math.clamp(value, -1, 1);
            return new Measurement.Measured(bounded, (1 + Math.abs(bounded)) / 2);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
