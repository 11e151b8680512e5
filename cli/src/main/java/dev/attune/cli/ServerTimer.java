package dev.attune.cli;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A timer of a server, as its histogram in Prometheus' text format tells it.
///
/// @param below how many took at most so many seconds
record ServerTimer(TreeMap<Double, Double> below) {
    private static final Pattern BOUND = Pattern.compile("le=\"([^\"]+)\"");

    /// @param metrics the whole text
    /// @param name without `_bucket`
    /// @param label that the lines must have, for example `stage="send"`; empty for a timer without labels
    static ServerTimer of(String metrics, String name, String label) {
        var below = new TreeMap<Double, Double>();
        var line = Pattern.compile("(?m)^" + Pattern.quote(name) + "_bucket\\{([^}]*)} ([0-9.E+]+)")
                .matcher(metrics);
        while (line.find()) {
            var bound = BOUND.matcher(line.group(1));
            if (!line.group(1).contains(label) || !bound.find()) continue;
            below.put(
                    bound.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound.group(1)),
                    Double.parseDouble(line.group(2)));
        }
        return new ServerTimer(below);
    }

    /// What was timed after another look at the same timer.
    ServerTimer since(ServerTimer before) {
        var more = new TreeMap<Double, Double>();
        below.forEach((bound, count) -> more.put(bound, count - before.below.getOrDefault(bound, 0.0)));
        return new ServerTimer(more);
    }

    double count() {
        return below.isEmpty() ? 0 : below.lastEntry().getValue();
    }

    /// The share that took at most so many seconds; `seconds` is one of the bounds.
    double shareWithin(double seconds) {
        return below.getOrDefault(seconds, Double.NaN) / count();
    }

    /// The least bound in seconds that so many stayed below; empty when nothing was timed, infinite beyond the last
    /// bound.
    OptionalDouble quantile(double share) {
        double wanted = share * count();
        if (wanted <= 0) return OptionalDouble.empty();
        return below.entrySet().stream()
                .filter(bucket -> bucket.getValue() >= wanted)
                .mapToDouble(Map.Entry::getKey)
                .findFirst();
    }
}
