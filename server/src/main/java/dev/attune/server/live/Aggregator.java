package dev.attune.server.live;

import dev.attune.server.sessions.SessionLog;
import dev.attune.signals.Affect;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.Measurement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gathers the affect of one second of media time per person, which is all that is ever stored of it.
///
/// A second is stored once. Estimates do not always come in the order of their times: words are told of behind the
/// voice they were said with. So the latest seconds stay open, and what comes behind them is not stored.
final class Aggregator {
    private static final int OPEN = 3; // seconds; a row is written no later than that

    private final NavigableMap<Integer, Map<Integer, Sums>> open = new TreeMap<>(); // by second, then by track

    /// @return the seconds that are complete now, none while they are still open
    List<SessionLog.Second> add(Affect affect) {
        int second = (int) affect.at().toSeconds();
        open.computeIfAbsent(second, fresh -> new TreeMap<>())
                .computeIfAbsent(affect.trackId(), track -> new Sums())
                .add(affect);
        return open.size() > OPEN ? close() : List.of();
    }

    List<SessionLog.Second> finish() {
        var complete = new ArrayList<SessionLog.Second>();
        while (!open.isEmpty()) complete.addAll(close());
        return complete;
    }

    /// The earliest.
    private List<SessionLog.Second> close() {
        var earliest = open.pollFirstEntry();
        int second = earliest.getKey();
        var complete = new ArrayList<SessionLog.Second>();
        earliest.getValue().forEach((track, sums) -> complete.add(sums.means(track, second)));
        return complete;
    }

    private static final class Sums {
        private int frames;
        private final Mean valence = new Mean();
        private final Mean arousal = new Mean();
        private final Mean quality = new Mean();
        private final Map<String, Mean> expression = new HashMap<>();
        private final Map<String, Mean> states = new HashMap<>();

        void add(Affect affect) {
            frames++;
            valence.add(affect.valence());
            arousal.add(affect.arousal());
            quality.add(affect.quality().score());
            if (affect.expression() instanceof DisplayPattern.Displayed displayed)
                for (var emotion : Emotion.values())
                    mean(expression, emotion.id()).add(displayed.probabilities().of(emotion));
            affect.states().forEach((state, value) -> mean(states, state.id()).add(value));
        }

        SessionLog.Second means(int track, int second) {
            Double score = quality.value();
            return new SessionLog.Second(
                    track,
                    second,
                    frames,
                    valence.value(),
                    arousal.value(),
                    score == null ? 0 : score,
                    values(expression),
                    values(states));
        }

        private static Mean mean(Map<String, Mean> means, String name) {
            return means.computeIfAbsent(name, unused -> new Mean());
        }

        private static Map<String, Double> values(Map<String, Mean> means) {
            var values = new HashMap<String, Double>();
            means.forEach((name, mean) -> {
                Double value = mean.value();
                if (value != null) values.put(name, value);
            });
            return values;
        }
    }

    private static final class Mean {
        private double sum;
        private int count;

        void add(Measurement measurement) {
            measurement.optional().ifPresent(this::add);
        }

        void add(double value) {
            sum += value;
            count++;
        }

        @Nullable
        Double value() {
            return count == 0 ? null : sum / count;
        }
    }
}
