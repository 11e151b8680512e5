package dev.attune.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.face.FaceModels;
import dev.attune.models.ModelStore;
import dev.attune.signals.Affect;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.Measurement;
import dev.attune.signals.Moment;
import dev.attune.signals.Reason;
import dev.attune.signals.SpottingGrade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// One adult, 19.7 s: lowered eyes, a hand before the mouth from 6.8 to 9 s, a broad smile afterwards.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealRecordingTest {
    private static final String CLIP = "data/video/WolfgangLanger_Pexels.mp4";

    private Shopper shopper;

    @BeforeAll
    void watch() throws Exception {
        var clip = clip();
        assumeTrue(clip.isPresent(), "skipped: no " + CLIP + " beside this project; set ATTUNE_SHARED");
        try (var models = FaceModels.open(ModelStore.bundled())) {
            shopper = Shopper.watched(clip.orElseThrow(), "confirmation", models);
        }
    }

    @Test
    void onePersonSmilesLateAndIsThanked() {
        assertThat(shopper.affects).extracting(Affect::trackId).containsOnly(0);
        assertThat(shopper.between(12.5, 17))
                .allSatisfy(affect -> assertThat(joy(affect)).isGreaterThan(0.5));
        assertThat(shopper.between(6.5, 9))
                .allSatisfy(affect -> assertThat(joy(affect)).isLessThan(0.5));
        assertThat(shopper.actions()).containsExactly("thank-warmly");
    }

    @Test
    void aHandBeforeTheMouthLowersTheConfidenceIsNamedAndLeavesTheExpressionOpen() {
        assertThat(shopper.between(7, 8.9)).isNotEmpty().allSatisfy(affect -> {
            assertThat(affect.quality().reasons()).contains(Reason.OCCLUDED);
            assertThat(affect.quality().score()).isLessThan(0.7);
            assertThat(confidence(affect)).isLessThan(0.4);
            assertThat(affect.expression()).isEqualTo(new DisplayPattern.Abstained(Reason.OCCLUDED));
        });
        assertThat(shopper.between(12.5, 17)).allSatisfy(affect -> {
            assertThat(affect.quality().score()).isGreaterThan(0.9);
            assertThat(confidence(affect)).isGreaterThan(0.45); // he never rests long enough to have his own baseline
        });
    }

    @Test
    void shortMovementsAreRefusedBecauseTheFrameRateIsTooLow() {
        assertThat(shopper.spotting).isNotEmpty().allSatisfy(status -> {
            assertThat(status.grade()).isEqualTo(SpottingGrade.NOT_MEASURABLE);
            assertThat(status.measuredHz()).isCloseTo(23.98 / 3, within(0.1)); // the shopper sees every third frame
            assertThat(status.neededHz()).isEqualTo(60);
        });
        assertThat(shopper.moments).noneMatch(Moment.MicroExpression.class::isInstance);
    }

    @Test
    void withoutConsentToPhysiologyThereIsNoPulse() {
        assertThat(shopper.pulses).isEmpty();
    }

    private static double joy(Affect affect) {
        return switch (affect.expression()) {
            case DisplayPattern.Displayed displayed -> displayed.probabilities().of(Emotion.JOY);
            case DisplayPattern.Abstained abstained -> 0;
        };
    }

    private static double confidence(Affect affect) {
        return switch (affect.valence()) {
            case Measurement.Measured measured -> measured.confidence();
            case Measurement.NotMeasurable missing -> 0;
        };
    }

    private static Optional<Path> clip() throws IOException {
        var named = Optional.ofNullable(System.getenv("ATTUNE_SHARED"));
        for (var root : named.isPresent() ? new String[] {named.get()} : new String[] {"../../shared", "../shared"}) {
            var clip = Path.of(root).resolve(CLIP);
            if (Files.isReadable(clip)) return Optional.of(clip);
        }
        if (Optional.ofNullable(System.getenv("ATTUNE_REQUIRE")).orElse("").contains("data"))
            throw new IOException(
                    CLIP + " is required here (ATTUNE_REQUIRE) and was not found. Maybe set ATTUNE_SHARED.");
        return Optional.empty();
    }
}
