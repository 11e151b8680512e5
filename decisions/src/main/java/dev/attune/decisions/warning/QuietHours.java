package dev.attune.decisions.warning;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/// When nobody is to be disturbed, by the clock of one place; may run over midnight.
///
/// @param from included
/// @param to not included; the same as `from` for never
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

    public boolean contains(Instant at) {
        var time = LocalTime.ofInstant(at, zone);
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !from.equals(to) && (!time.isBefore(from) || time.isBefore(to));
    }

    /// `at`, or the end of the quiet hours that it lies in.
    public Instant firstAllowed(Instant at) {
        if (!contains(at)) return at;
        var local = at.atZone(zone);
        var end = local.with(to);
        return (end.isAfter(local) ? end : end.plusDays(1)).toInstant();
    }
}
