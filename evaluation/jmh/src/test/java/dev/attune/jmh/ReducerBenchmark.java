package dev.attune.jmh;

import dev.attune.evaluation.fusion.StreamBench;
import dev.attune.fusion.AffectFusion;
import dev.attune.fusion.AffectStream;
import dev.attune.fusion.Cue;
import dev.attune.fusion.FusionState;
import dev.attune.fusion.FusionStep;
import dev.attune.fusion.TrackState;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.Quality;
import dev.attune.signals.UnitsReading;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The reducer on one thread: observations a second, and with `-prof gc` the garbage of each.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ReducerBenchmark {
    private static final int SEED = 1;
    private static final Duration FRAME = Duration.ofNanos(1_000_000_000 / 30);
    private static final HeadTurn AHEAD = new HeadTurn(0, 0, 0);

    private final List<Cue> cues = new StreamBench(SEED).cues();
    private TrackState person = TrackState.initial();
    private int next;

    private FusionState wearer = FusionState.initial();
    private long frame;

    /// One cue of a face, a voice or words, a third of them out of order, into the stream of one person.
    @Benchmark
    public TrackState cueIntoTheStream() {
        if (next == cues.size()) {
            next = 0;
            person = TrackState.initial();
        }
        person = AffectStream.step(person, cues.get(next++)).state();
        return person;
    }

    /// What the live server does for a headset's face: action units, lids, states, stream, and both estimates.
    @Benchmark
    public FusionStep toldFaceIntoAnEstimate() {
        double smile = 2.5 + 2 * Math.sin(frame / 20.0);
        double lids = frame % 120 < 4 ? 5 : 0; // a blink each four seconds
        var units = List.of(unit(6, smile / 2), unit(12, smile), unit(26, 0), unit(43, lids));
        var face = new FaceUnits(0, units, null, AHEAD, null, Quality.PERFECT, List.of());
        var step = AffectFusion.step(wearer, new UnitsReading(FRAME.multipliedBy(frame++), List.of(face)));
        wearer = step.state();
        return step;
    }

    /// The whole state of one person as bytes, as it is handed to another process.
    @Benchmark
    public byte[] stateToBytes() {
        if (!person.hasBegun())
            for (var cue : cues.subList(0, cues.size() / 2))
                person = AffectStream.step(person, cue).state();
        return person.toBytes();
    }

    private static ActionUnit unit(int number, double intensity) {
        return new ActionUnit(number, intensity, intensity, 0.8);
    }
}
