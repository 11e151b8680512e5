package dev.attune.fusion;

import dev.attune.signals.ActionUnit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Rises and falls of several levels, one per kind, by hysteresis. Immutable.
///
/// An episode begins where the level passes `leave` upwards, counts once it reached `enter`, and ends where it was last
/// at or above `leave`.
///
/// @param open by kind, including rises that have not reached `enter` yet
record Episodes<K extends Comparable<? super K>>(Map<K, Open> open) {
    Episodes {
        open = Map.copyOf(open);
    }

    static <K extends Comparable<? super K>> Episodes<K> none() {
        return new Episodes<K>(Map.of());
    }

    /// @param levels in [0, 1]; a kind that is absent has no level now
    /// @param thresholds for every kind in `levels`
    /// @param patience how long a kind may have no level before its episode is over
    Step<K> next(
            Duration at,
            Map<K, Double> levels,
            List<ActionUnit> actionUnits,
            Map<K, Threshold> thresholds,
            Duration patience) {
        var after = ordered();
        var over = new LinkedHashMap<K, Open>();
        ordered().forEach((kind, episode) -> {
            var level = levels.get(kind);
            boolean fell =
                    level != null && level < thresholdOf(kind, thresholds).leave();
            if (fell || at.minus(episode.last()).compareTo(patience) > 0) over.put(kind, episode);
        });
        over.keySet().forEach(after::remove);
        levels.forEach((kind, level) -> {
            if (level < thresholdOf(kind, thresholds).leave()) return;
            var episode = after.get(kind);
            after.put(kind, episode == null ? Open.at(at, level, actionUnits) : episode.next(at, level, actionUnits));
        });
        return new Step<>(new Episodes<>(after), closed(over, thresholds));
    }

    /// Ends everything where it was last seen.
    List<Closed<K>> close(Map<K, Threshold> thresholds) {
        return closed(ordered(), thresholds);
    }

    private static <K extends Comparable<? super K>> List<Closed<K>> closed(
            Map<K, Open> over, Map<K, Threshold> thresholds) {
        var closed = new ArrayList<Closed<K>>();
        over.forEach((kind, episode) -> {
            if (episode.counts(thresholdOf(kind, thresholds))) closed.add(new Closed<>(kind, episode));
        });
        return closed;
    }

    private static <K extends Comparable<? super K>> Threshold thresholdOf(K kind, Map<K, Threshold> thresholds) {
        var threshold = thresholds.get(kind);
        if (threshold == null) throw new IllegalArgumentException("no threshold for " + kind);
        return threshold;
    }

    private Map<K, Open> ordered() {
        return new TreeMap<>(open);
    }

    /// @param enter level that makes a rise an episode
    /// @param leave level below which it ends
    /// @param minimum length below which it is not reported
    record Threshold(double enter, double leave, Duration minimum) {
        Threshold {
            if (!(leave <= enter))
                throw new IllegalArgumentException(
                        "an episode must enter at or above where it leaves, got %s and %s".formatted(enter, leave));
        }
    }

    /// @param last when the level was last at or above `leave`
    /// @param actionUnits at the apex
    record Open(Duration onset, Duration apex, double peak, Duration last, List<ActionUnit> actionUnits) {
        Open {
            actionUnits = List.copyOf(actionUnits);
        }

        static Open at(Duration at, double level, List<ActionUnit> actionUnits) {
            return new Open(at, at, level, at, actionUnits);
        }

        Open next(Duration at, double level, List<ActionUnit> atPeak) {
            return level > peak ? new Open(onset, at, level, at, atPeak) : new Open(onset, apex, peak, at, actionUnits);
        }

        boolean counts(Threshold threshold) {
            return peak >= threshold.enter() && last.minus(onset).compareTo(threshold.minimum()) >= 0;
        }
    }

    record Closed<K extends Comparable<? super K>>(K kind, Open episode) {}

    record Step<K extends Comparable<? super K>>(Episodes<K> episodes, List<Closed<K>> closed) {}
}
