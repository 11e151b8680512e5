package dev.attune.decisions.warning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

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
}
