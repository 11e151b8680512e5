package dev.attune.evaluation.fusion;

import dev.attune.fusion.Cue;
import dev.attune.signals.Outlook;
import java.util.List;
import java.util.Map;

/// One generated session: what arrived, and the truth.
///
/// @param stretches of one mood each, without gaps, from 0
/// @param arrivals in the order of arrival
/// @param events when the person would have left or asked for a human, in seconds; absent when not at all
record GeneratedSession(List<Stretch> stretches, List<Arrival> arrivals, Map<Outlook.Event, Double> events) {
    GeneratedSession {
        stretches = List.copyOf(stretches);
        arrivals = List.copyOf(arrivals);
        events = Map.copyOf(events);
    }

    /// @param from,until in seconds
    record Stretch(Mood mood, double from, double until) {}

    /// @param at in seconds of the session's clock
    record Arrival(double at, Cue cue) {}

    double seconds() {
        return stretches.getLast().until();
    }

    /// The truth at one time.
    Mood mood(double at) {
        for (var stretch : stretches) if (at < stretch.until()) return stretch.mood();
        return stretches.getLast().mood();
    }
}
