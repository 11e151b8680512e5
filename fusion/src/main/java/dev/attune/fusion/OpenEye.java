package dev.attune.fusion;

import dev.attune.signals.Definition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How open one eye of one person is when it is open: a median of the recent past, shrunk to the population's.
/// Immutable; part of `eyelids/2`.
///
/// @param population opening over eye width
/// @param samples the latest openings that counted as open, in the order of time
/// @param last media time of the latest
/// @param open the current answer
record OpenEye(
        double population, List<Double> samples, @Nullable Duration last, double open) {
    private static final Definition DEFINITION = Definition.load(OpenEye.class, "eyelids", "2");
    private static final double SHARE = DEFINITION.number("open.share");
    private static final Duration INTERVAL = DEFINITION.seconds("open.sampleSeconds");
    private static final int MOST = (int) DEFINITION.number("open.most");
    private static final double PRIOR = DEFINITION.number("open.priorSeconds");

    OpenEye {
        samples = List.copyOf(samples);
    }

    static OpenEye of(double population) {
        return new OpenEye(population, List.of(), null, population);
    }

    OpenEye with(Duration at, double opening) {
        if (last != null && at.minus(last).compareTo(INTERVAL) < 0 || opening < SHARE * open) return this;
        var more = new ArrayList<>(samples.size() < MOST ? samples : samples.subList(1, samples.size()));
        more.add(opening);
        var sorted = more.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        double seconds = sorted.length * Seconds.of(INTERVAL);
        double own = seconds / (seconds + PRIOR);
        return new OpenEye(population, more, at, Smoothing.mix(population, sorted[sorted.length / 2], own));
    }

    OpenEye onNewClock() {
        return new OpenEye(population, samples, null, open);
    }
}
