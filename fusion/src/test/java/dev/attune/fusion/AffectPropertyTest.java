package dev.attune.fusion;

import static dev.attune.fusion.AFace.aFace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Measurement;
import dev.attune.signals.Moment;
import dev.attune.signals.PulseReading;
import dev.attune.signals.Reason;
import dev.attune.signals.SpottingStatus;
import dev.attune.signals.StreamReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is seen, in whatever order and at whatever times, the numbers stay numbers and in range.
class AffectPropertyTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void everyNumberStaysInItsRange(long seed) {
        for (var event : play(seed)) {
            switch (event) {
                case Affect affect -> {
                    assertInRange(affect.valence(), -1, 1);
                    assertInRange(affect.arousal(), -1, 1);
                    affect.states().values().forEach(state -> assertInRange(state, 0, 1));
                    affect.actionUnits()
                            .forEach(unit -> assertThat(unit.intensity()).isBetween(0.0, 5.0));
                }
                case StreamReading stream -> {
                    assertInRange(stream.valence(), -1, 1);
                    assertInRange(stream.arousal(), -1, 1);
                    stream.states().forEach(state -> assertInRange(state.probability(), 0, 1));
                }
                case Moment moment -> assertThat(moment.strength()).isBetween(0.0, 1.0);
                case PulseReading pulse -> assertThat(pulse.window()).isPositive();
                case SpottingStatus status -> assertThat(status.measuredHz()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameSceneGivesTheSameNumbers(long seed) {
        assertThat(play(seed)).isNotEmpty().isEqualTo(play(seed));
    }

    private static List<AffectEvent> play(long seed) {
        var random = new Random(seed);
        var events = new ArrayList<AffectEvent>();
        var readings = new ArrayList<FaceReading>();
        var at = Duration.ZERO;
        for (int frame = 0; frame < 400; frame++) {
            var faces = new ArrayList<AFace>();
            for (int track = 0; track < 3; track++)
                if (random.nextInt(4) > 0) faces.add(randomFace(random).track(track));
            readings.add(new FaceReading(at, faces.stream().map(AFace::observed).toList()));
            at = switch (random.nextInt(20)) {
                case 0 -> at; // a duplicate
                case 1 -> Duration.ofMillis(random.nextInt(20_000)); // the clock is set
                default -> at.plusMillis(1 + random.nextInt(120));
            };
        }
        var state = Recording.play(FusionState.initial(), readings, events);
        events.addAll(AffectFusion.finish(state).events());
        return events;
    }

    private static AFace randomFace(Random random) {
        var weights = random.doubles(Emotion.values().length)
                .map(value -> value * value)
                .toArray();
        double sum = DoubleStream.of(weights).sum();
        var face = aFace().showing(EmotionDistribution.of(
                        DoubleStream.of(weights).map(weight -> weight / sum).toArray()))
                .readable(random.nextDouble(), random.nextBoolean() ? Reason.BLURRED : null)
                .turned(120 * random.nextDouble() - 60);
        if (random.nextBoolean()) face.showing(Emotion.NEUTRAL, 0.9);
        for (var measure : FaceMeasure.values()) face.moving(measure, 0.2 * random.nextGaussian());
        return face;
    }

    private static void assertInRange(Measurement measurement, double low, double high) {
        measurement.optional().ifPresent(value -> assertThat(value).isBetween(low, high));
    }
}
