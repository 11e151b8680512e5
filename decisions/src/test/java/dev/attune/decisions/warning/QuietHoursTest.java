package dev.attune.decisions.warning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final Duration STEP = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 2026-11-22T23:30:00Z, 2026-11-23T07:00:00Z",
        "22:00, 07:00, 2026-11-23T03:00:00Z, 2026-11-23T07:00:00Z",
        "22:00, 07:00, 2026-11-23T07:00:00Z, 2026-11-23T07:00:00Z",
        "12:00, 13:00, 2026-11-23T12:10:00Z, 2026-11-23T13:00:00Z",
        "12:00, 13:00, 2026-11-23T11:59:00Z, 2026-11-23T11:59:00Z",
        "08:00, 08:00, 2026-11-23T08:00:00Z, 2026-11-23T08:00:00Z",
    })
    void whoSleepsIsToldInTheMorning(LocalTime from, LocalTime to, Instant at, Instant told) {
        assertThat(new QuietHours(from, to, ZoneId.of("UTC")).firstAllowed(at)).isEqualTo(told);
    }

    /// In Berlin clocks are put forward over 02:30 on 28 March 2027 and back over it on 31 October.
    @ParameterizedTest
    @CsvSource({
        "22:00, 02:30, 2027-03-27T22:00:00Z",
        "22:00, 02:30, 2027-10-30T21:00:00Z",
        "22:00, 07:00, 2027-03-27T22:00:00Z",
        "22:00, 07:00, 2027-10-30T21:00:00Z",
    })
    void nobodyWaitsLongerThanTheQuietHoursWhenClocksArePutOnOrBack(LocalTime from, LocalTime to, Instant evening) {
        var quiet = new QuietHours(from, to, ZoneId.of("Europe/Berlin"));
        for (var at = evening; at.isBefore(evening.plus(Duration.ofHours(12))); at = at.plus(STEP)) {
            var told = quiet.firstAllowed(at);

            assertThat(quiet.contains(told)).as("at %s told %s", at, told).isFalse();
            for (var before = at; before.isBefore(told); before = before.plus(STEP))
                assertThat(quiet.contains(before))
                        .as("at %s, told %s", at, told)
                        .isTrue();
        }
    }
}
