package dev.attune.server.dashboards;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Events of one hour or day with the same names, summed up.
final class Cell {
    private final Key key;
    private final Heads people = new Heads();
    private long events;
    private long readings;
    private double valence;
    private long negative;
    private long positive;

    /// @param names of the dimensions that are set; empty where the event said none
    record Key(Grain grain, Instant bucket, Map<Dimension, String> names) {
        Key {
            names = Map.copyOf(names);
        }

        String dims() {
            return Key.dims(names.keySet().toArray(Dimension[]::new));
        }

        static String dims(Dimension... dimensions) {
            return Arrays.stream(dimensions).sorted().map(Dimension::id).collect(Collectors.joining(","));
        }

        String name(Dimension dimension) {
            return names.getOrDefault(dimension, "");
        }
    }

    Cell(Key key) {
        this.key = key;
    }

    void add(String person, @Nullable Double reading, double negativeBelow, double positiveAbove) {
        events++;
        people.add(person);
        if (reading == null) return;
        readings++;
        valence += reading;
        if (reading < negativeBelow) negative++;
        if (reading > positiveAbove) positive++;
    }

    Key key() {
        return key;
    }

    Heads people() {
        return people;
    }

    long events() {
        return events;
    }

    long readings() {
        return readings;
    }

    double valence() {
        return valence;
    }

    long negative() {
        return negative;
    }

    long positive() {
        return positive;
    }
}
