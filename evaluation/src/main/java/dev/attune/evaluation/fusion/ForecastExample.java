package dev.attune.evaluation.fusion;

import dev.attune.signals.Outlook;
import java.time.Duration;

/// What was known of a person at one time of a generated session, and whether something came within a horizon.
///
/// @param person drawn with the moods: the same number is the same day
/// @param mood the true one at that time, by its place
/// @param inputs by [dev.attune.fusion.Forecast.Input#ordinal()]
@SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
public record ForecastExample(
        Outlook.Event event, Duration horizon, int person, int mood, double[] inputs, boolean came) {
    /// Of the true moods.
    public static int moods() {
        return Mood.values().length;
    }
}
