package dev.attune.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.TimeSpan;
import dev.attune.voice.ConversationDynamics.Spoken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConversationDynamicsTest {

    @Test
    void tellsWhoSpokeHowMuchAndHowLongNobodyDid() {
        var call = ConversationDynamics.of(spoken(span(0, 3), span(6, 9)), List.of(span(3.5, 5.5)), seconds(10));
        assertThat(call.customer().spoken()).isEqualTo(seconds(6));
        assertThat(call.customer().share()).isCloseTo(0.75, within(1e-9));
        assertThat(call.customer().turns()).isEqualTo(2);
        assertThat(call.overlap()).isZero();
        assertThat(call.silence()).isEqualTo(seconds(2));
        assertThat(call.holds()).isEmpty();
    }

    @Test
    void aPauseIsInsideATurnAndAnAnswerIsNot() {
        var call = ConversationDynamics.of(
                spoken(span(0, 1), span(1.1, 2), span(3, 4), span(8, 9)), List.of(span(5, 7)), seconds(9));
        assertThat(call.customer().pauses()).isEqualTo(1); // 2..3; 1..1.1 is articulation, 4..8 is the other's turn
        assertThat(call.customer().paused()).isEqualTo(seconds(1));
        assertThat(call.customer().turns()).isEqualTo(2);
        assertThat(call.customer().longestTurn()).isEqualTo(seconds(4));
    }

    @Test
    void breakingInAndGoingOnInterruptsAndAListenersWordDoesNot() {
        var call = ConversationDynamics.of(spoken(span(2, 5)), List.of(span(0, 3)), seconds(6));
        assertThat(call.customer().interruptions()).isEqualTo(1);
        assertThat(call.other().interruptions()).isZero();
        assertThat(call.overlap()).isEqualTo(seconds(1));

        var listening = ConversationDynamics.of(spoken(span(1, 1.4)), List.of(span(0, 3)), seconds(4));
        assertThat(listening.customer().interruptions()).isZero();
        var smooth = ConversationDynamics.of(spoken(span(2.8, 5)), List.of(span(0, 3)), seconds(6));
        assertThat(smooth.customer().interruptions()).isZero();
    }

    @Test
    void aLongSilenceIsAHoldWhereverItIs() {
        var call = ConversationDynamics.of(spoken(span(12, 13)), List.of(span(13, 14)), seconds(30));
        assertThat(call.holds()).containsExactly(span(0, 12), span(14, 30));
    }

    @Test
    void aCallInWhichNobodySpeaksIsAllSilence() {
        var call = ConversationDynamics.of(spoken(), List.of(), seconds(5));
        assertThat(call.silence()).isEqualTo(seconds(5));
        assertThat(call.customer().share()).isZero();
    }

    @Test
    void speechAfterTheEndIsRefused() {
        assertThatThrownBy(() -> ConversationDynamics.of(spoken(span(0, 6)), List.of(), seconds(5)))
                .hasMessageContaining("PT6S")
                .hasMessageContaining("PT5S");
    }

    @Test
    void spokenOverlapAndSilenceAlwaysAddUpToTheWhole() {
        var random = new Random(5);
        for (int run = 0; run < 100; run++) {
            var call = ConversationDynamics.of(
                    spoken(spans(random).toArray(TimeSpan[]::new)), spans(random), seconds(100));
            assertThat(call.customer()
                            .spoken()
                            .plus(call.other().spoken())
                            .minus(call.overlap())
                            .plus(call.silence()))
                    .isEqualTo(seconds(100));
        }
    }

    @Test
    void theSpeechRateCountsPausesAsTimeAndTheArticulationRateDoesNot() {
        var call = ConversationDynamics.of(
                List.of(
                        new Spoken(span(0, 2), new SpeechRate(8, seconds(2), seconds(0.4))),
                        new Spoken(span(3, 5), new SpeechRate(6, seconds(2), seconds(0)))),
                List.of(span(6, 8)),
                seconds(9));
        assertThat(call.speechRate().optional().orElseThrow()).isCloseTo(14 / 5.0, within(1e-9)); // 1 s between them
        assertThat(call.articulationRate().optional().orElseThrow()).isCloseTo(14 / 3.6, within(1e-9));
    }

    @Test
    void aSilentCustomerHasNoSpeechRate() {
        var call = ConversationDynamics.of(List.of(), List.of(span(0, 2)), seconds(5));
        assertThat(call.speechRate().optional()).isEmpty();
        assertThat(call.articulationRate().optional()).isEmpty();
    }

    private static List<Spoken> spoken(TimeSpan... spans) {
        return Arrays.stream(spans)
                .map(span -> new Spoken(span, SpeechRate.NONE))
                .toList();
    }

    private static List<TimeSpan> spans(Random random) {
        var spans = new ArrayList<TimeSpan>();
        for (int i = random.nextInt(12); i > 0; i--) {
            double from = random.nextInt(90);
            spans.add(span(from, from + random.nextInt(1, 10)));
        }
        return spans;
    }

    private static TimeSpan span(double from, double to) {
        return new TimeSpan(seconds(from), seconds(to));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
