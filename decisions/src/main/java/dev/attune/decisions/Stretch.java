package dev.attune.decisions;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Affect;
import dev.attune.signals.Baseline;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.EyeActivity;
import dev.attune.signals.Measurement;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A part of a made-up session in which nothing changes.
///
/// @param shows what is displayed, by the last word of its path: `AU04` in 0..5, `joy` and `confusion` in 0..1,
///     `valence` and `arousal` in -1..1, `quality` in 0..1; what is left of an expression is neutral. Null: nobody is
///     looked at
public record Stretch(
        Duration lasts,
        PageContext page,
        Map<String, Object> facts,
        @Nullable Map<String, Double> shows) {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final double CONFIDENCE = 0.8; // of a good frontal recording
    private static final double GOOD_QUALITY = 0.9; // likewise
    private static final ModelRef MADE_UP = new ModelRef("made-up-session", "1");

    public Stretch {
        if (lasts.isNegative() || lasts.isZero() || lasts.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException("a stretch lasts up to an hour, got " + lasts);
        facts = Map.copyOf(facts);
        if (shows != null) {
            shows = Map.copyOf(shows);
            affect(Duration.ZERO, shows); // refuses what cannot be displayed
        }
    }

    Situation situation(Duration at) {
        return new Situation(at, shows == null ? null : affect(at, shows), page, facts);
    }

    private static Affect affect(Duration at, Map<String, Double> shows) {
        var units = new ArrayList<ActionUnit>();
        var states = new EnumMap<State, Measurement>(State.class);
        var emotions = new EnumMap<Emotion, Double>(Emotion.class);
        double valence = 0;
        double arousal = 0;
        double quality = GOOD_QUALITY;
        for (var shown : new TreeMap<>(shows).entrySet()) {
            var name = shown.getKey();
            double value = shown.getValue();
            switch (name) {
                case "valence" -> valence = value;
                case "arousal" -> arousal = value;
                case "quality" -> quality = value;
                default -> {
                    if (name.matches("AU\\d\\d")) {
                        units.add(new ActionUnit(Integer.parseInt(name.substring(2)), value, value, CONFIDENCE));
                        continue;
                    }
                    var emotion = Arrays.stream(Emotion.values())
                            .filter(each -> each.id().equals(name))
                            .findFirst();
                    if (emotion.isPresent()) emotions.put(emotion.get(), value);
                    else states.put(state(name), new Measurement.Measured(value, CONFIDENCE));
                }
            }
        }
        double named =
                emotions.values().stream().mapToDouble(Double::doubleValue).sum();
        emotions.merge(Emotion.NEUTRAL, Math.max(0, 1 - named), Double::sum);
        var expression = new DisplayPattern.Displayed(EmotionDistribution.of(emotions));
        return new Affect(
                at,
                0,
                new Measurement.Measured(valence, CONFIDENCE),
                new Measurement.Measured(arousal, CONFIDENCE),
                expression,
                expression,
                null,
                states,
                units,
                EyeActivity.notMeasurable(Reason.NOT_ENOUGH_EVIDENCE, 0),
                Baseline.PERSONAL,
                new Quality(quality, Set.of()),
                Duration.ZERO,
                List.of(),
                MADE_UP);
    }

    private static State state(String name) {
        return Arrays.stream(State.values())
                .filter(state -> state.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "nobody can display '%s'. Maybe AU04, joy, confusion, valence, arousal or quality."
                                .formatted(name)));
    }
}
