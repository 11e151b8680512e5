package dev.attune.server.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.Modality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileFoldTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration EXPIRY = Duration.ofDays(90);

    @Test
    void oneFreshRemarkCountsHalf() {
        var attitude = toLamp(affect(0, -1, "lamp"));

        assertThat(attitude.valence()).isEqualTo(-0.5);
        assertThat(attitude.weight()).isEqualTo(1);
        assertThat(attitude.expires()).isEqualTo(NOW.plus(EXPIRY));
    }

    @Test
    void anAttitudeFadesByHalfInAMonthAndIsGoneAtItsExpiry() {
        var faded = toLamp(affect(30, -1, "lamp"));

        assertThat(faded.weight()).isCloseTo(0.5, within(1e-12));
        assertThat(faded.valence()).isCloseTo(-1.0 / 3, within(1e-12));
        assertThat(fold(affect(90, -1, "lamp")).attitudes()).isEmpty();
    }

    @Test
    void theOrderOfArrivalChangesNothing() {
        var events = new ArrayList<CustomerEvent>();
        var random = new Random(7);
        for (int i = 0; i < 60; i++) {
            events.add(
                    affect(random.nextInt(80), Math.round(random.nextDouble(-10, 10)) / 10.0, "p" + random.nextInt(3)));
            events.add(answer(random.nextDouble(0, 80), 1 + random.nextInt(5)));
        }
        var inOrder = fold(events.toArray(CustomerEvent[]::new));
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(events, random);
            var shuffled = fold(events.toArray(CustomerEvent[]::new));

            assertThat(latest(shuffled)).isEqualTo(latest(inOrder));
            assertThat(shuffled.attitudes().keySet())
                    .isEqualTo(inOrder.attitudes().keySet());
            shuffled.attitudes()
                    .forEach((key, attitude) -> assertThat(attitude.valence())
                            .isCloseTo(
                                    Objects.requireNonNull(inOrder.attitudes().get(key))
                                            .valence(),
                                    within(1e-9)));
            assertThat(shuffled.dynamics().weeks())
                    .hasSameSizeAs(inOrder.dynamics().weeks());
        }
    }

    @Test
    void aMoodThatSoursWeekByWeekHasAFallingTrend() {
        var dynamics = fold(affect(21, 0.6, null), affect(14, 0.2, null), affect(7, -0.2, null), affect(0, -0.6, null))
                .dynamics();

        assertThat(dynamics.trend()).isCloseTo(-0.4, within(1e-9));
        assertThat(dynamics.volatility()).isCloseTo(0.516, within(1e-3));
        assertThat(fold(affect(7, 0.5, null), affect(0, -0.5, null)).dynamics().trend())
                .isNull();
    }

    @Test
    void answersNeverBecomeAffectNorAffectAnAnswer() {
        var folded = fold(answer(0, 1), answer(0.5, 1));

        assertThat(folded.attitudes()).isEmpty();
        assertThat(folded.dynamics().weeks())
                .allSatisfy(week -> assertThat(week.valence()).isNull());
        assertThat(fold(affect(0, -1, "lamp")).answers()).isEqualTo(SatisfactionAnswers.NONE);
    }

    @Test
    void whatIsUsualIsKnownOnlyOfWhatMayBeRemembered() {
        var events = List.of(
                affect(1, 0.2, null),
                affect(2, 0.2, null),
                affect(3, 0.2, null),
                affect(4, 0.2, null),
                affect(5, 0.2, null));

        assertThat(new ProfileFold(NOW, EXPIRY, Set.of())
                        .fold(events)
                        .dynamics()
                        .baseline())
                .isNull();
        assertThat(new ProfileFold(NOW, EXPIRY, Set.of(Modality.FACE))
                        .fold(events)
                        .dynamics()
                        .baseline())
                .isCloseTo(0.2, within(1e-9));
        assertThat(new ProfileFold(NOW, EXPIRY, Set.of(Modality.VOICE))
                        .fold(events)
                        .dynamics()
                        .baseline())
                .isNull();
    }

    private static double latest(ProfileFold.Folded folded) {
        return Objects.requireNonNull(folded.answers().csat()).latest();
    }

    private static Attitude toLamp(CustomerEvent event) {
        return Objects.requireNonNull(fold(event).attitudes().get("product:lamp"));
    }

    private static ProfileFold.Folded fold(CustomerEvent... events) {
        return new ProfileFold(NOW, EXPIRY, Set.of()).fold(List.of(events));
    }

    private static CustomerEvent affect(double daysAgo, double valence, @Nullable String product) {
        var at = NOW.minusSeconds(Math.round(daysAgo * 86_400));
        return new CustomerEvent(
                UUID.randomUUID(),
                "p-1",
                "affect:session",
                at,
                at,
                null,
                product,
                null,
                valence,
                null,
                null,
                Map.of("modality", "face"));
    }

    private static CustomerEvent answer(double daysAgo, double score) {
        var at = NOW.minusSeconds(Math.round(daysAgo * 86_400));
        return new CustomerEvent(
                UUID.randomUUID(), "p-1", "survey:csat", at, at, null, null, null, null, null, score, Map.of());
    }
}
