package dev.attune.evaluation.microexpressions;

import dev.attune.actor.Identity;
import dev.attune.actor.Renderer;
import dev.attune.actor.Rig;
import dev.attune.actor.Scene;
import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.media.ClipWriter;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import dev.attune.signals.FaceReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// One person filmed through one timeline.
///
/// @param frames at `frameRateHz`, each with pixels of its own
record Take(Timeline timeline, double frameRateHz, List<Frame> frames) {
    private static final int SIZE = 192; // about 70 pixels between the outer eye corners

    /// @param tick told after each frame
    static Take film(Rig rig, Timeline timeline, double frameRateHz, long seed, Runnable tick) {
        var scene = Scene.portrait(SIZE, SIZE)
                .withFraming(new Scene.Framing(2.6, 0.42))
                .withSensor(new Scene.Sensor(1.2, 0, 1, false))
                .withSamplesPerSide(1)
                .withSeed(seed);
        var renderer = new Renderer(rig, Identity.seeded(seed), scene);
        var frames = new ArrayList<Frame>();
        double seconds = timeline.script().length().toNanos() / 1e9;
        for (int i = 0; i < Math.round(seconds * frameRateHz); i++) {
            var at = Duration.ofNanos(Math.round(i * 1e9 / frameRateHz));
            frames.add(renderer.render(timeline.script().at(at), at).frame());
            tick.run();
        }
        return new Take(timeline, frameRateHz, frames);
    }

    /// Every `n`th frame.
    Take thinned(int n) {
        var kept = new ArrayList<Frame>();
        for (int i = 0; i < frames.size(); i += n) kept.add(frames.get(i));
        return new Take(timeline, frameRateHz / n, kept);
    }

    /// With more sensor noise, standard deviation in 8-bit levels.
    Take noisy(double deviation, long seed) {
        return changed(frame -> {
            var random = new SplittableRandom(seed + frame.at().toNanos());
            byte[] bgr = frame.bgr().clone();
            for (int i = 0; i < bgr.length; i++) {
                // the sum of twelve uniform draws is near enough to normal and much faster
                double draw = -6;
                long bits = random.nextLong();
                for (int k = 0; k < 8; k++) draw += ((bits >>> (8 * k)) & 255) / 255.0 * 1.5;
                bgr[i] = (byte) Math.clamp(Math.round((bgr[i] & 255) + deviation * draw * 0.816), 0, 255);
            }
            return new Frame(frame.at(), frame.width(), frame.height(), bgr);
        });
    }

    private Take changed(UnaryOperator<Frame> change) {
        return new Take(timeline, frameRateHz, frames.stream().map(change).toList());
    }

    /// Through a codec and back.
    ///
    /// @param ending `.mp4` for H.264, `.webm` for VP9
    Take compressed(String ending, int quantizer) throws IOException, MediaException {
        var file = Files.createTempFile("attune-micro-expressions", ending);
        try {
            write(file, quantizer);
            var decoded = new ArrayList<Frame>();
            try (var source = MediaFile.open(file)) {
                for (Frame frame; (frame = source.next()) != null; )
                    decoded.add(new Frame(
                            frame.at(),
                            frame.width(),
                            frame.height(),
                            frame.bgr().clone()));
            }
            return new Take(timeline, frameRateHz, decoded);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void write(Path file, int quantizer) throws IOException {
        var first = frames.getFirst();
        try (var writer = ClipWriter.open(file, first.width(), first.height(), frameRateHz, quantizer)) {
            for (var frame : frames) writer.write(frame);
        }
    }

    List<FaceReading> read(FaceModels models) {
        var readings = new ArrayList<FaceReading>();
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.live())) {
            for (var frame : frames) readings.add(analyzer.analyze(frame));
        }
        return readings;
    }
}
