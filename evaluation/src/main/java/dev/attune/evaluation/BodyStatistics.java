package dev.attune.evaluation;

import dev.attune.fusion.PersonalUsual;
import dev.attune.signals.ModelRef;
import dev.attune.signals.PhysiologyObservation;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What sensors told of the body over one recording, in bounded memory.
final class BodyStatistics {
    private final Map<BodyValue, RunningValue> values = new EnumMap<>(BodyValue.class);
    private final Set<String> devices = new TreeSet<>();
    private final Set<ModelRef> spoke = new TreeSet<>(Comparator.comparing(ModelRef::toString));
    private Duration end = Duration.ZERO;
    private long observations;

    BodyStatistics() {
        for (var value : BodyValue.values()) values.put(value, new RunningValue());
    }

    /// @param usual what was known of the heart rate before
    void add(PhysiologyObservation body, PersonalUsual usual) {
        observations++;
        end = body.at();
        devices.add(body.device());
        spoke.addAll(body.models());
        values.forEach(
                (value, running) -> value.of(body, usual).ifPresent(measured -> running.add(body.at(), measured)));
    }

    RunningValue of(BodyValue value) {
        return values.getOrDefault(value, new RunningValue());
    }

    /// In alphabetical order.
    Set<String> devices() {
        return devices;
    }

    Set<ModelRef> spoke() {
        return Set.copyOf(spoke);
    }

    /// Media time of the last observation.
    Duration end() {
        return end;
    }

    long observations() {
        return observations;
    }
}
