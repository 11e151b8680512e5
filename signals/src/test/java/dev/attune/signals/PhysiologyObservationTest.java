package dev.attune.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PhysiologyObservationTest {
    private static final TimeSpan SECOND = new TimeSpan(Duration.ZERO, Duration.ofSeconds(1));

    @Test
    void anImpossibleHeartRateIsRefusedAndPrinted() {
        assertThatThrownBy(() -> heartRate(7200))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("heart rate")
                .hasMessageContaining("7200");
    }

    @Test
    void anObservationWithoutAnySignalIsRefused() {
        assertThatThrownBy(() -> observation(OptionalDouble.empty(), List.of())).hasMessageContaining("no signal");
    }

    @Test
    void anElectrodeStandsInAnObservationOnce() {
        var electrode = new BandPowers("F3", Map.of(EegBand.ALPHA, 10.0));
        assertThatThrownBy(() -> observation(OptionalDouble.empty(), List.of(electrode, electrode)))
                .hasMessageContaining("F3");
    }

    @Test
    void aPowerIsAboveZero() {
        assertThatThrownBy(() -> new BandPowers("Cz", Map.of(EegBand.BETA, 0.0)))
                .hasMessageContaining("beta")
                .hasMessageContaining("Cz")
                .hasMessageContaining("0.0");
    }

    @Test
    void frontalAsymmetryIsTheLogarithmOfRightOverLeft() {
        var seen = eeg(
                new BandPowers("F3", Map.of(EegBand.ALPHA, 10.0)), new BandPowers("F4", Map.of(EegBand.ALPHA, 20.0)));
        assertThat(seen.frontalAlphaAsymmetry().optional().orElseThrow()).isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void oneElectrodeShowsNoAsymmetry() {
        assertThat(eeg(new BandPowers("F3", Map.of(EegBand.ALPHA, 10.0))).frontalAlphaAsymmetry())
                .isEqualTo(new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE));
    }

    @Test
    void theEngagementIndexSumsElectrodesThatTellAllThreeBands() {
        var seen = eeg(
                new BandPowers("Pz", Map.of(EegBand.THETA, 2.0, EegBand.ALPHA, 4.0, EegBand.BETA, 3.0)),
                new BandPowers("Cz", Map.of(EegBand.THETA, 3.0, EegBand.ALPHA, 1.0, EegBand.BETA, 2.0)),
                new BandPowers("P3", Map.of(EegBand.BETA, 100.0)));
        assertThat(seen.engagementIndex().optional().orElseThrow()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void withoutElectrodesThereIsNoEngagementIndex() {
        assertThat(heartRate(70).engagementIndex())
                .isEqualTo(new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE));
    }

    @Test
    void aFaceThatTellsNothingIsNone() {
        assertThatThrownBy(() -> new FaceUnits(0, List.of(), null, null, null, Quality.PERFECT, List.of()))
                .hasMessageContaining("neither action units nor an expression");
    }

    private static PhysiologyObservation heartRate(double perMinute) {
        return observation(OptionalDouble.of(perMinute), List.of());
    }

    private static PhysiologyObservation eeg(BandPowers... electrodes) {
        return observation(OptionalDouble.empty(), List.of(electrodes));
    }

    private static PhysiologyObservation observation(OptionalDouble heartRate, List<BandPowers> eeg) {
        return new PhysiologyObservation(
                SECOND,
                heartRate,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                eeg,
                Quality.PERFECT,
                "strap",
                List.of());
    }
}
