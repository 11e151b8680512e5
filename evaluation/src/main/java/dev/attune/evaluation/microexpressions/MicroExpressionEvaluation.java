package dev.attune.evaluation.microexpressions;

import dev.attune.actor.Rig;
import dev.attune.face.FaceModels;
import dev.attune.media.MediaException;
import dev.attune.signals.FaceReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Plays movements of known time on synthetic people and counts what is spotted.
///
/// @param people each with a timeline and face of their own
/// @param seconds filmed of each
/// @param frameRateHz at which everybody is filmed; lower rates take every 2nd, 4th and 5th of the readings
public record MicroExpressionEvaluation(int people, double seconds, double frameRateHz, long seed) {
    private static final int[] FRACTIONS = {1, 2, 4, 5};
    private static final int COMPARED = 2; // noise and codecs are compared at half the rate

    public MicroExpressionEvaluation {
        if (people < 1) throw new IllegalArgumentException("at least one person is needed, got " + people);
        if (!(seconds >= 6)) throw new IllegalArgumentException("at least 6 seconds are needed, got " + seconds);
        if (!(frameRateHz >= 60 && frameRateHz <= 240))
            throw new IllegalArgumentException("the frame rate must be in 60..240, got " + frameRateHz);
    }

    /// @param progress told in words what is being done
    public MicroExpressionReport run(Rig rig, FaceModels models, Consumer<String> progress)
            throws IOException, MediaException {
        var rows = new Rows();
        for (int person = 0; person < people; person++) {
            long personSeed = 1000 * seed + person;
            var timeline = Timeline.of(seconds, personSeed);
            var take = film(rig, timeline, frameRateHz, personSeed, person, progress);
            var readings = take.read(models);
            for (int fraction : FRACTIONS)
                rows.add(rate(frameRateHz / fraction), Spotting.of(every(readings, fraction), timeline));
            progress.accept("person %d: noise and codecs".formatted(person + 1));
            var half = take.thinned(COMPARED);
            String at = " at %.0f fps".formatted(half.frameRateHz());
            for (double noise : new double[] {4, 8})
                rows.add(
                        "noise, sd %.0f levels".formatted(noise) + at,
                        Spotting.of(half.noisy(noise, personSeed).read(models), timeline));
            rows.add(
                    "H.264, quantizer 28" + at,
                    Spotting.of(half.compressed(".mp4", 28).read(models), timeline));
            rows.add(
                    "VP9, crf 40" + at, Spotting.of(half.compressed(".webm", 40).read(models), timeline));
        }
        var calm = Timeline.calm(seconds, 1000 * seed + people);
        var take = film(rig, calm, frameRateHz / 2, 1000 * seed + people, people, progress);
        rows.add(
                "nothing short played" + " at %.0f fps".formatted(frameRateHz / 2),
                Spotting.of(take.read(models), calm));
        return new MicroExpressionReport(this, rows.rows());
    }

    private static Take film(
            Rig rig, Timeline timeline, double hertz, long seed, int person, Consumer<String> progress) {
        double frames = timeline.script().length().toNanos() / 1e9 * hertz;
        var done = new int[1];
        return Take.film(rig, timeline, hertz, seed, () -> {
            if (++done[0] % 100 == 0)
                progress.accept("person %d: %d of %.0f frames filmed".formatted(person + 1, done[0], frames));
        });
    }

    private static String rate(double hertz) {
        return "%.0f fps".formatted(hertz);
    }

    private static List<FaceReading> every(List<FaceReading> readings, int n) {
        var kept = new ArrayList<FaceReading>();
        for (int i = 0; i < readings.size(); i += n) kept.add(readings.get(i));
        return kept;
    }

    /// Runs by condition, in the order in which conditions were first met.
    private static final class Rows {
        private final Map<String, List<Spotting>> runs = new LinkedHashMap<>();

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
