package dev.attune.evaluation.actionunits;

import dev.attune.actor.Rehearsal;
import dev.attune.actor.Rehearsal.Kind;
import dev.attune.actor.Renderer;
import dev.attune.actor.Rig;
import dev.attune.evaluation.actionunits.RehearsedPerson.Face;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.face.NeutralFace;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.FaceObservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/// Renders rehearsals and lets Attune look at them. A person takes about ten seconds of one core.
public final class Rehearsals {
    /// Seeds from here on are for measuring, those below for fitting: nobody is both.
    public static final long FIRST_HELD_OUT_SEED = 100_000;

    /// Each picture stands alone: the takes are no film.
    private static final FaceOptions ONE_FACE = new FaceOptions(1, 0, 40, Duration.ZERO, 3, 0, Duration.ZERO);

    private static final double MAD_TO_STANDARD_DEVIATION = 1.4826; // of a normal distribution
    private static final double SPREAD_FLOOR = 0.003; // personal-baseline/1

    private Rehearsals() {}

    /// All people of the seeds whose neutral face was found, in the order of the seeds.
    ///
    /// @param rehearsal for one seed: for fitting or for measuring
    /// @param threads people looked at side by side; the result does not depend on it
    /// @param progress told in words how many are done, from any thread
    public static List<RehearsedPerson> watch(
            LongStream seeds,
            LongFunction<Rehearsal> rehearsal,
            Rig rig,
            FaceModels models,
            int threads,
            Consumer<String> progress)
            throws InterruptedException {
        var running = new ArrayList<Future<Optional<RehearsedPerson>>>();
        var wanted = seeds.toArray();
        var done = new AtomicInteger();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (long seed : wanted)
                running.add(pool.submit(() -> {
                    var person = watch(seed, rehearsal.apply(seed), rig, models);
                    progress.accept("person %d of %d".formatted(done.incrementAndGet(), wanted.length));
                    return person;
                }));
            var people = new ArrayList<RehearsedPerson>();
            for (var person : running) person.get().ifPresent(people::add);
            return people;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a rehearsal could not be watched", e.getCause());
        }
    }

    private static Optional<RehearsedPerson> watch(long seed, Rehearsal rehearsal, Rig rig, FaceModels models) {
        var renderer = new Renderer(rig, rehearsal.identity(), rehearsal.scene());
        var faces = new ArrayList<Face>();
        try (var analyzer = new FaceAnalyzer(models, ONE_FACE)) {
            for (int i = 0; i < rehearsal.takes().size(); i++) {
                var take = rehearsal.takes().get(i);
                var shot = renderer.render(take.expression(), Duration.ofSeconds(i));
                for (var face : analyzer.analyze(shot.frame()).faces()) faces.add(new Face(take, sameTrack(face)));
            }
        }
        var neutral = faces.stream()
                .filter(face -> face.take().kind() == Kind.NEUTRAL)
                .map(face -> face.observation().measures())
                .toList();
        return neutral.isEmpty()
                ? Optional.empty()
                : Optional.of(new RehearsedPerson(seed, rehearsal.takes(), neutral(neutral), faces));
    }

    private static FaceObservation sameTrack(FaceObservation face) {
        return new FaceObservation(
                0,
                face.box(),
                face.presence(),
                face.landmarks(),
                face.pose(),
                face.eyes(),
                face.measures(),
                face.actionUnits(),
                face.expression(),
                face.quality(),
                face.skin(),
                face.models());
    }

    /// Median and robust spread, as a personal baseline would know them after a while.
    private static NeutralFace neutral(List<FaceMeasures> faces) {
        int count = FaceMeasure.values().length;
        var centre = new double[2][count];
        var spread = new double[2][count];
        for (var measure : FaceMeasure.values()) {
            int i = measure.ordinal();
            fill(faces, face -> face.left(measure), centre[0], spread[0], i);
            fill(faces, face -> face.right(measure), centre[1], spread[1], i);
        }
        return new NeutralFace("own", new FaceMeasures(centre[0], centre[1]), new FaceMeasures(spread[0], spread[1]));
    }

    private static void fill(
            List<FaceMeasures> faces, ToDoubleFunction<FaceMeasures> value, double[] centre, double[] spread, int i) {
        var values = faces.stream().mapToDouble(value).toArray();
        double middle = median(values);
        centre[i] = middle;
        var distances = Arrays.stream(values).map(x -> Math.abs(x - middle)).toArray();
        spread[i] = Math.max(SPREAD_FLOOR, MAD_TO_STANDARD_DEVIATION * median(distances));
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
