package dev.attune.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private final UUID message = UUID.fromString("7b3c6b6e-6f0f-4a5e-9d4c-0f6a3a7e2b11");

    @Test
    void itGivesUpAfterAboutThreeDays() {
        var total = Duration.ZERO;
        int failed = 1;
        for (var pause = RetrySchedule.pauseAfter(failed, message, null);
                pause.isPresent();
                pause = RetrySchedule.pauseAfter(++failed, message, null)) total = total.plus(pause.get());

        assertThat(failed).isEqualTo(10);
        assertThat(total).isBetween(Duration.ofHours(75), Duration.ofHours(84));
    }

    @Test
    void messagesThatFailTogetherDoNotComeBackTogether() {
        var pauses = IntStream.range(0, 100)
                .mapToObj(i -> RetrySchedule.pauseAfter(2, new UUID(7, i), null).orElseThrow())
                .toList();

        assertThat(pauses)
                .allMatch(pause ->
                        pause.compareTo(Duration.ofMinutes(5)) >= 0 && pause.compareTo(Duration.ofSeconds(330)) <= 0);
        assertThat(pauses.stream().distinct().count()).isGreaterThan(50);
    }

    @Test
    void aWishToBeLeftAloneIsGrantedForADayAtMost() {
        assertThat(RetrySchedule.pauseAfter(1, message, Duration.ofMinutes(7))).contains(Duration.ofMinutes(7));
        assertThat(RetrySchedule.pauseAfter(1, message, Duration.ofDays(400))).contains(Duration.ofHours(24));
        assertThat(RetrySchedule.pauseAfter(4, message, Duration.ofSeconds(1)).orElseThrow())
                .isGreaterThanOrEqualTo(Duration.ofHours(2));
    }
}
