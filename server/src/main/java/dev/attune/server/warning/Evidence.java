package dev.attune.server.warning;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/// What an alert rests on.
///
/// @param kind `fall`: means before and since; `share`: the share that is permitted and the one observed
/// @param signal what was watched
/// @param before see `kind`
/// @param now see `kind`
/// @param since when the fall probably began, or the window did
/// @param readingsBefore,readings how many; for a share only the latter
record Evidence(
        String kind, String signal, double before, double now, Instant since, long readingsBefore, long readings) {

    /// In English, for other systems.
    String sentence() {
        var day = since.atOffset(ZoneOffset.UTC).toLocalDate();
        return kind.equals("fall")
                ? String.format(
                        Locale.ROOT,
                        "%s fell from %.2f (%d readings) to %.2f (%d readings since %s)",
                        subject(),
                        before,
                        readingsBefore,
                        now,
                        readings,
                        day)
                : String.format(
                        Locale.ROOT,
                        "%.0f %% of %d readings since %s are negative, more than %.0f %%; %s",
                        100 * now,
                        readings,
                        day,
                        100 * before,
                        subject());
    }

    private String subject() {
        return signal.equals("affect") ? "displayed valence" : "the answer " + signal;
    }
}
