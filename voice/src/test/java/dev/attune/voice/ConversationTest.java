package dev.attune.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.TimeSpan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private final Conversation call = new Conversation();

    @Test
    void whereNobodyTellsWhenTheOtherSpeaksNothingIsMadeUp() {
        call.customerSpoke(span(1, 3), new SpeechRate(8, seconds(2), seconds(0)));
        call.heardUntil(seconds(10));
        assertThat(call.dynamics()).isEmpty();
        assertThat(call.customerSpoke()).isEqualTo(seconds(2));
        assertThat(call.length()).isEqualTo(seconds(10));
        assertThat(call.rate().perSpokenSecond()).isEqualTo(4);
    }

    @Test
    void aPartyThatIsToldToHaveSaidNothingIsKnownToHaveSaidNothing() {
        call.customerSpoke(span(1, 3), SpeechRate.NONE);
        call.otherIsTold();
        assertThat(call.dynamics()).get().satisfies(dynamics -> {
            assertThat(dynamics.other().spoken()).isZero();
            assertThat(dynamics.customer().share()).isEqualTo(1);
        });
    }

    @Test
    void whatIsToldLateOrInAnotherOrderCountsWhereItWasSaid() {
        call.customerSpoke(span(5, 8), SpeechRate.NONE);
        call.otherSpoke(span(8.5, 9));
        call.otherSpoke(span(0, 6));
        call.heardUntil(seconds(10));
        var dynamics = call.dynamics().orElseThrow();
        assertThat(dynamics.other().spoken()).isEqualTo(seconds(6.5));
        assertThat(dynamics.overlap()).isEqualTo(seconds(1));
        assertThat(dynamics.customer().interruptions()).isEqualTo(1);
        assertThat(dynamics.silence()).isEqualTo(seconds(1.5));
    }

    @Test
    void whatIsToldOfATimeThatWasNotHeardYetWaits() {
        call.heardUntil(seconds(4));
        call.otherSpoke(span(3, 7));
        call.otherSpoke(span(20, 30));
        assertThat(call.dynamics().orElseThrow().other().spoken()).isEqualTo(seconds(1));
        call.heardUntil(seconds(10));
        assertThat(call.dynamics().orElseThrow().other().spoken()).isEqualTo(seconds(4));
    }

    @Test
    void memoryIsBoundedAndTheSharesStayThoseOfThePartThatWasCounted() {
        for (int i = 0; i < 2 * Conversation.MOST_SPANS; i++) {
            call.customerSpoke(span(4 * i, 4 * i + 1), SpeechRate.NONE);
            call.otherSpoke(span(4 * i + 2, 4 * i + 3));
        }
        call.heardUntil(seconds(1e6));
        assertThat(call.length()).isLessThanOrEqualTo(seconds(2.0 * Conversation.MOST_SPANS));
        assertThat(call.dynamics().orElseThrow().customer().share()).isBetween(0.499, 0.501);
    }

    @Test
    void theLastSpanThatHasRoomCountsWithItsTime() {
        call.otherIsTold();
        for (int i = 0; i <= Conversation.MOST_SPANS; i++) call.customerSpoke(span(2 * i, 2 * i + 1), SpeechRate.NONE);
        var dynamics = call.dynamics().orElseThrow();
        assertThat(dynamics.customer().spoken()).isEqualTo(seconds(Conversation.MOST_SPANS));
        assertThat(call.length()).isEqualTo(seconds(2.0 * Conversation.MOST_SPANS - 1));
    }

    private static TimeSpan span(double from, double to) {
        return new TimeSpan(seconds(from), seconds(to));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
