package dev.attune.evaluation.pulse;

import dev.attune.face.FaceAnalyzer;
import dev.attune.face.FaceModels;
import dev.attune.face.FaceOptions;
import dev.attune.fusion.PulseSample;
import dev.attune.media.ClipWriter;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import dev.attune.signals.Landmarks;
import dev.attune.signals.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;

/// Frames of one face in memory: what goes from pixels through codec and mesh to a rate.
///
/// @param frames each with pixels of its own, in order
record PulseClip(double frameRateHz, List<Frame> frames) {
    private static final double LONGEST_SECONDS = 20; // a window; more would only cost memory

    // The outline of the face in the mesh, clockwise from the top of the forehead (MediaPipe's face oval).
    private static final int[] OVAL = {
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
        150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
    };

    /// The first 20 s of a recording.
    static PulseClip open(Path file) throws MediaException {
        var frames = new ArrayList<Frame>();
        try (var source = MediaFile.open(file)) {
            for (Frame frame; (frame = source.next()) != null && seconds(frame) < LONGEST_SECONDS; )
                frames.add(copy(frame, frame.bgr().clone()));
            return new PulseClip(source.info().frameRateHz(), frames);
        }
    }

    /// Every pixel within the outline of the face, multiplied and rounded to 8 bits as a camera would.
    ///
    /// @param gain red, green, blue at media seconds
    PulseClip withFaceLit(FaceModels models, DoubleFunction<double[]> gain) {
        var lit = new ArrayList<Frame>();
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.live())) {
            for (var frame : frames) {
                byte[] bgr = frame.bgr().clone();
                for (var face : analyzer.analyze(frame).faces())
                    multiply(bgr, frame, face.landmarks(), gain.apply(seconds(frame)));
                lit.add(copy(frame, bgr));
            }
        }
        return new PulseClip(frameRateHz, lit);
    }

    /// Through a codec and back.
    ///
    /// @param ending `.mp4` for H.264, `.webm` for VP9
    PulseClip compressed(String ending, int quantizer) throws IOException, MediaException {
        var file = Files.createTempFile("attune-pulse", ending);
        try {
            var first = frames.getFirst();
            try (var writer = ClipWriter.open(file, first.width(), first.height(), frameRateHz, quantizer)) {
                for (var frame : frames) writer.write(frame);
            }
            return open(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// The skin of the face with the lowest track id.
    SkinRun skin(FaceModels models) {
        var samples = new ArrayList<PulseSample>();
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.live())) {
            for (var frame : frames)
                analyzer.analyze(frame, Set.of(Modality.FACE, Modality.PHYSIOLOGY)).faces().stream()
                        .filter(face -> face.quality().overall().score() > 0)
                        .findFirst()
                        .flatMap(face -> PulseSample.of(frame.at(), face))
                        .ifPresent(samples::add);
        }
        return new SkinRun(samples);
    }

    private static void multiply(byte[] bgr, Frame frame, Landmarks face, double[] gain) {
        for (int row = 0; row < frame.height(); row++) {
            var crossings = new ArrayList<Double>();
            for (int i = 0, j = OVAL.length - 1; i < OVAL.length; j = i++) {
                double y = face.y(OVAL[i]);
                double before = face.y(OVAL[j]);
                if (y > row + 0.5 == before > row + 0.5) continue;
                crossings.add(
                        face.x(OVAL[j]) + (row + 0.5 - before) / (y - before) * (face.x(OVAL[i]) - face.x(OVAL[j])));
            }
            crossings.sort(null);
            for (int i = 0; i + 1 < crossings.size(); i += 2) {
                int last = (int) Math.min(frame.width() - 1, Math.floor(crossings.get(i + 1) - 0.5));
                for (int column = (int) Math.max(0, Math.ceil(crossings.get(i) - 0.5)); column <= last; column++) {
                    int at = 3 * (row * frame.width() + column);
                    for (int k = 0; k < 3; k++)
                        bgr[at + k] = (byte) Math.clamp(Math.round((bgr[at + k] & 255) * gain[2 - k]), 0, 255);
                }
            }
        }
    }

    private static Frame copy(Frame frame, byte[] bgr) {
        return new Frame(frame.at(), frame.width(), frame.height(), bgr);
    }

    private static double seconds(Frame frame) {
        return frame.at().toNanos() / 1e9;
    }
}
