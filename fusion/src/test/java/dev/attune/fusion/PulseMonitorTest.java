package dev.attune.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.Measurement;
import dev.attune.signals.PulseReading;
import dev.attune.signals.Reason;
import dev.attune.signals.Skin;
import dev.attune.signals.SkinPatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PulseMonitorTest {
    private static final double BEATS = 72;
    private static final double[] BLOOD = {0.33 / 0.77, 1, 0.53 / 0.77};
    private static final double[] LIGHT = {1, 1, 1};

    @Test
    void aPulseOfHalfAPercentIsReadWithinABeat() {
        var readings = aFace().beating(BEATS, 0.005, BLOOD).readings(20);

        assertThat(rates(readings))
                .hasSizeGreaterThan(5)
                .allSatisfy(rate -> assertThat(rate).isCloseTo(BEATS, within(1.0)));
        assertThat(readings.getLast().trace())
                .isNotNull()
                .satisfies(trace -> assertThat(trace.wave()).hasSize(60));
    }

    @Test
    void theSameSkinWithoutAPulseGivesNoReliableSignal() {
        assertThat(reasons(aFace().readings(30))).containsOnly(Reason.NOT_ENOUGH_EVIDENCE, Reason.NO_RELIABLE_SIGNAL);
        assertThat(rates(aFace().readings(30))).isEmpty();
    }

    @Test
    void aChangeOfAllChannelsAlikeIsLightAndNoPulse() {
        assertThat(rates(aFace().beating(BEATS, 0.02, LIGHT).readings(30))).isEmpty();
    }

    @Test
    void aRateAtWhichTheHeadNodsIsNotBelieved() {
        var readings =
                aFace().beating(BEATS, 0.005, BLOOD).nodding(BEATS / 60, 1).readings(20);

        assertThat(rates(readings)).isEmpty();
        assertThat(reasons(readings)).contains(Reason.HEAD_MOVING);
    }

    @Test
    void tenSecondsAreNeeded() {
        assertThat(reasons(aFace().beating(BEATS, 0.01, BLOOD).readings(9.5)))
                .isNotEmpty()
                .containsOnly(Reason.NOT_ENOUGH_EVIDENCE);
    }

    @Test
    void framesMayComeIrregularlyAndBeLost() {
        assertThat(rates(aFace().beating(BEATS, 0.006, BLOOD).irregular(0.6).readings(20)))
                .hasSizeGreaterThan(3)
                .allSatisfy(rate -> assertThat(rate).isCloseTo(BEATS, within(1.5)));
    }

    @Test
    void fewerThanTwelveFramesASecondAreTooFew() {
        assertThat(reasons(aFace().beating(BEATS, 0.01, BLOOD).every(1 / 8.0).readings(15)))
                .contains(Reason.FRAME_RATE_TOO_LOW)
                .isSubsetOf(Reason.FRAME_RATE_TOO_LOW, Reason.NOT_ENOUGH_EVIDENCE);
    }

    @Test
    void skinThatIsTooDarkOrTooSmallSaysSo() {
        assertThat(reasons(aFace().lit(0.08).readings(12))).contains(Reason.TOO_DARK);
        assertThat(reasons(aFace().pixels(10).readings(12))).contains(Reason.FACE_TOO_SMALL);
    }

    @Test
    void aGapStartsTheWindowOver() {
        var samples = new ArrayList<PulseSample>();
        for (var sample : aFace().beating(BEATS, 0.01, BLOOD).samples(25)) {
            double at = Seconds.of(sample.at());
            if (at < 14 || at > 15) samples.add(sample);
        }

        var readings = play(samples);

        assertThat(rates(readings.stream().filter(r -> Seconds.of(r.at()) < 14).toList()))
                .isNotEmpty();
        assertThat(reasons(
                        readings.stream().filter(r -> Seconds.of(r.at()) > 15.5).toList()))
                .containsOnly(Reason.NOT_ENOUGH_EVIDENCE);
    }

    @Test
    void variabilityIsRefusedUnlessTheSignalIsVeryClear() {
        for (var reading : aFace().beating(BEATS, 0.001, BLOOD).readings(35))
            assertThat(reading.variability()).isInstanceOf(Measurement.NotMeasurable.class);

        var clear = aFace().beating(BEATS, 0.008, BLOOD).readings(35).getLast().variability();
        assertThat(clear)
                .isInstanceOfSatisfying(
                        Measurement.Measured.class,
                        measured -> assertThat(measured.value())
                                .isLessThan(20)); // these beats are perfectly regular: what is read is the error
    }

    @Test
    void whatIsRememberedDoesNotGrow() {
        var state = PulseState.initial();
        for (var sample : aFace().samples(90))
            state = PulseMonitor.step(state, 0, sample).state();

        assertThat(state.samples(Duration.ZERO)).hasSizeLessThan(43 * 30);
    }

    private static Skins aFace() {
        return new Skins();
    }

    private static List<Double> rates(List<PulseReading> readings) {
        return readings.stream()
                .flatMap(reading -> reading.rate().optional().stream().boxed())
                .toList();
    }

    private static List<Reason> reasons(List<PulseReading> readings) {
        return readings.stream()
                .map(PulseReading::rate)
                .filter(Measurement.NotMeasurable.class::isInstance)
                .map(missing -> ((Measurement.NotMeasurable) missing).reason())
                .toList();
    }

    private static List<PulseReading> play(List<PulseSample> samples) {
        var readings = new ArrayList<PulseReading>();
        var state = PulseState.initial();
        for (var sample : samples) {
            var step = PulseMonitor.step(state, 0, sample);
            state = step.state();
            if (step.reading() != null) readings.add(step.reading());
        }
        return readings;
    }

    /// Skin of three regions with a tenth of a percent of noise in every channel and frame.
    private static final class Skins {
        private final SplittableRandom random = new SplittableRandom(20261122);
        private DoubleUnaryOperator wave = t -> 0;
        private double[] colour = BLOOD;
        private DoubleUnaryOperator nod = t -> 0;
        private double interval = 1 / 30.0;
        private double irregularity;
        private double light = 1;
        private int pixels = 900;

        Skins beating(double perMinute, double amplitude, double[] channels) {
            wave = t -> -amplitude * Math.sin(2 * Math.PI * perMinute / 60 * t);
            colour = channels;
            return this;
        }

        Skins nodding(double hertz, double degrees) {
            nod = t -> degrees * Math.sin(2 * Math.PI * hertz * t);
            return this;
        }

        Skins every(double seconds) {
            interval = seconds;
            return this;
        }

        Skins irregular(double share) {
            irregularity = share;
            return this;
        }

        Skins lit(double factor) {
            light = factor;
            return this;
        }

        Skins pixels(int count) {
            pixels = count;
            return this;
        }

        List<PulseReading> readings(double seconds) {
            return play(samples(seconds));
        }

        List<PulseSample> samples(double seconds) {
            var samples = new ArrayList<PulseSample>();
            for (double t = 0; t < seconds; t += interval * (1 + irregularity * (2 * random.nextDouble() - 1)))
                samples.add(new PulseSample(
                        Duration.ofNanos(Math.round(t * 1e9)),
                        new Skin(patch(t), patch(t), patch(t)),
                        5 + 0.002 * random.nextGaussian(),
                        4 + 0.002 * random.nextGaussian(),
                        4.5,
                        0.05 * random.nextGaussian(),
                        nod.applyAsDouble(t) + 0.05 * random.nextGaussian(),
                        0));
            return samples;
        }

        private SkinPatch patch(double t) {
            return new SkinPatch(channel(180, 0, t), channel(140, 1, t), channel(120, 2, t), pixels, 0);
        }

        private double channel(double level, int k, double t) {
            return light * level * (1 + colour[k] * wave.applyAsDouble(t) + 0.001 * random.nextGaussian());
        }
    }
}
