package dev.attune.decisions.warning;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

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
        var end = local.toLocalDate().atTime(to);
        if (!end.isAfter(local.toLocalDateTime())) end = end.plusDays(1);
        var skipped = zone.getRules().getTransition(end);
        if (skipped != null && skipped.isGap()) return skipped.getInstant(); // clocks are put forward over the end
        return ZonedDateTime.ofLocal(end, zone, local.getOffset()).toInstant();
    }
}
