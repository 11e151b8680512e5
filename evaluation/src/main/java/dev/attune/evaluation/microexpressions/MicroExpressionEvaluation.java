package dev.attune.evaluation.microexpressions;

import dev.attune.actor.Rig;
import dev.attune.face.FaceModels;
import dev.attune.media.MediaException;
import dev.attune.signals.FaceReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Consumer;

/// Plays movements of known time on synthetic people and counts what is spotted.
///
/// @param people each with a timeline and face of their own
/// @param seconds filmed of each
/// @param ratesHz frame rates to compare; those that divide another take every nth of its readings
public record MicroExpressionEvaluation(int people, double seconds, List<Integer> ratesHz, long seed) {
    private static final int COMPARED_HERTZ = 60; // noise, codecs and paces, where there is such a rate
    private static final int SLOW_HERTZ = 30; // noise and codecs again, as most cameras film
    private static final double[] NOISES = {4, 8};

    public MicroExpressionEvaluation {
        if (people < 1) throw new IllegalArgumentException("at least one person is needed, got " + people);
        if (!(seconds >= 6)) throw new IllegalArgumentException("at least 6 seconds are needed, got " + seconds);
        if (ratesHz.isEmpty()) throw new IllegalArgumentException("at least one frame rate is needed, got none");
        for (int rate : ratesHz)
            if (rate < 10 || rate > 240)
                throw new IllegalArgumentException("frame rates must be in 10..240, got " + rate);
        ratesHz = ratesHz.stream().distinct().sorted().toList();
    }

    /// @param progress told in words what is being done
    public MicroExpressionReport run(Rig rig, FaceModels models, Consumer<String> progress)
            throws IOException, MediaException {
        var rows = new Rows();
        for (int rate : ratesHz) rows.expect(rate(rate));
        for (int person = 0; person < people; person++) {
            long personSeed = 1000 * seed + person;
            var timeline = Timeline.of(seconds, personSeed);
            for (int filmed : filmedHertz()) {
                var take = film(rig, timeline, filmed, personSeed, person, progress);
                var readings = take.read(models);
                for (int rate : ratesHz)
                    if (isTakenFrom(rate, filmed))
                        rows.add(rate(rate), Spotting.of(every(readings, filmed / rate), timeline));
                for (int rate : worsenedHertz())
                    if (isTakenFrom(rate, filmed))
                        worsen(rows, take.thinned(filmed / rate), rate, personSeed, models, progress);
            }
            var spaced = Timeline.spaced(seconds, personSeed);
            rows.add(
                    "movements further apart" + at(comparedHertz()),
                    Spotting.of(
                            film(rig, spaced, comparedHertz(), personSeed, person, progress)
                                    .read(models),
                            spaced));
        }
        long calmSeed = 1000 * seed + people;
        var calm = Timeline.calm(2 * seconds, calmSeed);
        rows.add(
                "nothing short played" + at(comparedHertz()),
                Spotting.of(
                        film(rig, calm, comparedHertz(), calmSeed, people, progress)
                                .read(models),
                        calm));
        return new MicroExpressionReport(this, rows.rows());
    }

    /// The same film, worse.
    private static void worsen(
            Rows rows, Take take, int hertz, long personSeed, FaceModels models, Consumer<String> progress)
            throws IOException, MediaException {
        progress.accept("noise and codecs" + at(hertz));
        for (double noise : NOISES)
            rows.add(
                    "noise, sd %.0f levels".formatted(noise) + at(hertz),
                    Spotting.of(take.noisy(noise, personSeed).read(models), take.timeline()));
        rows.add(
                "H.264, quantizer 28" + at(hertz),
                Spotting.of(take.compressed(".mp4", 28).read(models), take.timeline()));
        rows.add(
                "VP9, crf 40" + at(hertz),
                Spotting.of(take.compressed(".webm", 40).read(models), take.timeline()));
    }

    /// The fewest films that all rates can be taken from, fastest first.
    SequencedSet<Integer> filmedHertz() {
        var filmed = new LinkedHashSet<Integer>();
        for (int rate : ratesHz.reversed()) if (filmed.stream().noneMatch(film -> film % rate == 0)) filmed.add(rate);
        return filmed;
    }

    /// Of several films that would do, the first.
    private boolean isTakenFrom(int rate, int filmed) {
        return filmedHertz().stream()
                        .filter(film -> film % rate == 0)
                        .findFirst()
                        .orElseThrow()
                == filmed;
    }

    private int comparedHertz() {
        return nearest(COMPARED_HERTZ);
    }

    SequencedSet<Integer> worsenedHertz() {
        return new LinkedHashSet<>(List.of(comparedHertz(), nearest(SLOW_HERTZ)));
    }

    private int nearest(int hertz) {
        return ratesHz.stream()
                .min(Comparator.comparingInt(rate -> Math.abs(rate - hertz)))
                .orElseThrow();
    }

    private static String at(int hertz) {
        return " at " + rate(hertz);
    }

    private static Take film(Rig rig, Timeline timeline, int hertz, long seed, int person, Consumer<String> progress) {
        double frames = timeline.script().length().toNanos() / 1e9 * hertz;
        var done = new int[1];
        return Take.film(rig, timeline, hertz, seed, () -> {
            if (++done[0] % 100 == 0)
                progress.accept("person %d at %s: %d of %.0f frames filmed"
                        .formatted(person + 1, rate(hertz), done[0], frames));
        });
    }

    static String rate(int hertz) {
        return "%d fps".formatted(hertz);
    }

    private static List<FaceReading> every(List<FaceReading> readings, int n) {
        var kept = new ArrayList<FaceReading>();
        for (int i = 0; i < readings.size(); i += n) kept.add(readings.get(i));
        return kept;
    }

    /// Runs by condition, in the order in which conditions were first named.
    private static final class Rows {
        private final Map<String, List<Spotting>> runs = new LinkedHashMap<>();

        void expect(String condition) {
            runs.put(condition, new ArrayList<>());
        }

        void add(String condition, Spotting run) {
            runs.computeIfAbsent(condition, first -> new ArrayList<>()).add(run);
        }

        List<MicroExpressionReport.Row> rows() {
            return runs.entrySet().stream()
                    .map(entry -> new MicroExpressionReport.Row(entry.getKey(), Spotting.together(entry.getValue())))
                    .toList();
        }
    }
}
