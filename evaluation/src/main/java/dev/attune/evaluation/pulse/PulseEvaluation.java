package dev.attune.evaluation.pulse;

import dev.attune.actor.Identity;
import dev.attune.actor.Pulse;
import dev.attune.actor.Renderer;
import dev.attune.actor.Rig;
import dev.attune.actor.Scene;
import dev.attune.actor.Script;
import dev.attune.face.FaceModels;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Puts pulses of known rate into skin, and things that are no pulse, and counts what is read.
///
/// @param runs simulated runs of 40 s per condition, each with a rate between 50 and 150 of its own; controls get twice
///     as many
/// @param clip a recording to put pulses into, pixel by pixel; its own pulse is unknown
public record PulseEvaluation(int runs, long seed, Optional<Path> clip) {
    private static final double LEAST_BEATS = 50;
    private static final double MOST_BEATS = 150;
    private static final double ACTOR_HERTZ = 25;
    private static final double ACTOR_SECONDS = 15;
    private static final int ACTOR_SIZE = 192;
    private static final BiFunction<SkinRun, SplittableRandom, SkinRun> NOTHING = (run, random) -> run;

    public PulseEvaluation {
        if (runs < 1) throw new IllegalArgumentException("at least one run is needed, got " + runs);
    }

    /// @param progress told in words what is being done
    public PulseReport run(Rig rig, FaceModels models, Consumer<String> progress) throws IOException, MediaException {
        var rows = new ArrayList<PulseReport.Row>();
        progress.accept("simulated skin");
        simulated(rows);
        controls(rows);
        filmed(rows, rig, models, progress);
        if (clip.isPresent()) recorded(rows, clip.get(), models, progress);
        return new PulseReport(this, rows);
    }

    private void simulated(List<PulseReport.Row> rows) {
        var still = SimulatedSkin.still();
        for (double amplitude : new double[] {0.002, 0.0035, 0.005, 0.01})
            rows.add(pulse("still face, ±%.2f %%".formatted(100 * amplitude), still, amplitude, NOTHING));
        rows.add(pulse("24 fps, ±0.5 %", still.at(24, 0), 0.005, NOTHING));
        rows.add(pulse("15 fps, uneven, ±0.5 %", still.at(15, 0.3), 0.005, NOTHING));
        rows.add(pulse("noise x2, ±0.5 %", still.noisy(2), 0.005, NOTHING));
        rows.add(pulse("noise x4, ±0.5 %", still.noisy(4), 0.005, NOTHING));
        rows.add(pulse("noise x4, ±1 %", still.noisy(4), 0.01, NOTHING));
        rows.add(pulse("light drifts ±12 %, ±0.5 %", still, 0.005, (run, random) -> run.lit(SkinGain.drift(0.12))));
        rows.add(pulse("white flicker ±1 %, ±0.5 %", still, 0.005, PulseEvaluation::flickering));
        rows.add(pulse("head sways 2°, ±0.5 %", still.moving(2), 0.005, NOTHING));
        rows.add(pulse("head sways 5°, ±0.5 %", still.moving(5), 0.005, NOTHING));
    }

    private void controls(List<PulseReport.Row> rows) {
        var still = SimulatedSkin.still();
        rows.add(control("no pulse", still, NOTHING));
        rows.add(control("no pulse, noise x4", still.noisy(4), NOTHING));
        rows.add(control("no pulse, 15 fps, uneven", still.at(15, 0.3), NOTHING));
        rows.add(control("no pulse, head sways 5°", still.moving(5), NOTHING));
        rows.add(control("white flicker ±1 %", still, PulseEvaluation::flickering));
        rows.add(control(
                "white flicker ±5 %",
                still, (run, random) -> run.lit(SkinGain.whiteFlicker(0.8 + 2 * random.nextDouble(), 0.05))));
        rows.add(control(
                "warm-cold flicker ±0.5 %",
                still, (run, random) -> run.lit(SkinGain.hueFlicker(0.8 + 2 * random.nextDouble(), 0.005))));
        rows.add(control("nodding 1.2 Hz, 0.3°", still.nodding(1.2, 0.3), NOTHING));
        rows.add(control("nodding 1.2 Hz, 1°", still.nodding(1.2, 1), NOTHING));
        rows.add(control("nodding 0.8 Hz, 3°", still.nodding(0.8, 3), NOTHING));
    }

    private static SkinRun flickering(SkinRun run, SplittableRandom random) {
        return run.lit(SkinGain.whiteFlicker(0.8 + 2 * random.nextDouble(), 0.01));
    }

    private PulseReport.Row pulse(
            String condition,
            SimulatedSkin skin,
            double amplitude,
            BiFunction<SkinRun, SplittableRandom, SkinRun> disturbance) {
        var random = new SplittableRandom(seed + condition.hashCode());
        var scores = new ArrayList<PulseScore>();
        for (int i = 0; i < runs; i++) {
            double beats = LEAST_BEATS + (MOST_BEATS - LEAST_BEATS) * random.nextDouble();
            var run = skin.run(random).lit(SkinGain.pulse(beats, amplitude));
            scores.add(PulseScore.of(disturbance.apply(run, random), beats));
        }
        return new PulseReport.Row("simulated", condition, true, scores);
    }

    private PulseReport.Row control(
            String condition, SimulatedSkin skin, BiFunction<SkinRun, SplittableRandom, SkinRun> disturbance) {
        var random = new SplittableRandom(seed + condition.hashCode());
        var scores = new ArrayList<PulseScore>();
        for (int i = 0; i < 2 * runs; i++) scores.add(PulseScore.of(disturbance.apply(skin.run(random), random), 0));
        return new PulseReport.Row("simulated", condition, false, scores);
    }

    /// Pixels of the synthetic person, through codecs and mesh.
    private void filmed(List<PulseReport.Row> rows, Rig rig, FaceModels models, Consumer<String> progress)
            throws IOException, MediaException {
        var random = new SplittableRandom(seed);
        double beats = 60 + 40 * random.nextDouble();
        var beating = film(rig, new Pulse(beats, 0.02), progress);
        var without = film(rig, Pulse.NONE, progress);
        progress.accept("codecs");
        var clips = new LinkedHashMap<String, Codec>();
        clips.put("8 bits, not compressed", clip -> clip);
        for (int quantizer : new int[] {18, 23, 28})
            clips.put("H.264, quantizer " + quantizer, clip -> clip.compressed(".mp4", quantizer));
        clips.put("VP9, crf 28", clip -> clip.compressed(".webm", 28));
        for (var codec : clips.entrySet()) {
            var through = codec.getValue();
            rows.add(row("filmed", codec.getKey(), true, through.of(beating).skin(models), beats));
            rows.add(row("filmed", codec.getKey(), false, through.of(without).skin(models), 0));
        }
    }

    private PulseClip film(Rig rig, Pulse pulse, Consumer<String> progress) {
        var scene = Scene.portrait(ACTOR_SIZE, ACTOR_SIZE)
                .withFraming(new Scene.Framing(2.6, 0.42))
                .withSensor(new Scene.Sensor(1.2, 0, 1, false))
                .withSamplesPerSide(1)
                .withSeed(seed);
        var renderer = new Renderer(rig, Identity.seeded(seed), scene);
        var script = Script.lasting(Duration.ofMillis((long) (1000 * ACTOR_SECONDS)))
                .alive(seed)
                .sway(0.8, seed)
                .build();
        var frames = new ArrayList<Frame>();
        int count = (int) (ACTOR_SECONDS * ACTOR_HERTZ);
        for (int i = 0; i < count; i++) {
            var at = Duration.ofNanos(Math.round(i * 1e9 / ACTOR_HERTZ));
            frames.add(renderer.render(script.at(at), at, pulse).frame());
            if (i % 100 == 99) progress.accept("%d of %d frames filmed".formatted(i + 1, count));
        }
        return new PulseClip(ACTOR_HERTZ, frames);
    }

    /// Pulses of several rates in the skin of a real clip, whose own pulse, if it shows, nobody knows.
    private void recorded(List<PulseReport.Row> rows, Path file, FaceModels models, Consumer<String> progress)
            throws IOException, MediaException {
        var clip = PulseClip.open(file);
        progress.accept("the recording as it is");
        rows.add(row("recording", "as it is; its own pulse is unknown", false, clip.skin(models), 0));
        var random = new SplittableRandom(seed + 1);
        double beats = 60 + 60 * random.nextDouble();
        for (double amplitude : new double[] {0.005, 0.01}) {
            progress.accept("the recording with a pulse of ±%.1f %%".formatted(100 * amplitude));
            var lit = clip.withFaceLit(models, SkinGain.pulse(beats, amplitude));
            String name = "pulse of ±%.1f %% put in".formatted(100 * amplitude);
            rows.add(row("recording", name, true, lit.skin(models), beats));
            rows.add(row(
                    "recording",
                    name + ", H.264 quantizer 23",
                    true,
                    lit.compressed(".mp4", 23).skin(models),
                    beats));
        }
        var grey = clip.withFaceLit(models, SkinGain.whiteFlicker(beats / 60, 0.01));
        rows.add(row("recording", "all channels alike ±1 %: light, no pulse", false, grey.skin(models), 0));
    }

    private static PulseReport.Row row(String source, String condition, boolean pulse, SkinRun run, double beats) {
        return new PulseReport.Row(source, condition, pulse, List.of(PulseScore.of(run, beats)));
    }

    private interface Codec {
        PulseClip of(PulseClip clip) throws IOException, MediaException;
    }
}
