package dev.attune.server.live;

import dev.attune.face.GazeCalibration;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceReading;
import dev.attune.signals.GazeReading;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the person before the screen looks: the gaze of the last minutes, and the calibration learnt from it. Only in
/// memory, and only while the person allows the gaze.
final class Screen {
    private static final int MOST_SAMPLES =
            6_000; // over three minutes at 30 frames/s; a calibration takes half a minute

    private final Deque<GazeCalibration.Sample> samples = new ArrayDeque<>();
    private @Nullable GazeCalibration calibration;
    private int trackId = -1; // whose gaze is kept

    /// Keeps the gaze of whoever is nearest; another person's is not mixed in.
    void saw(FaceReading reading) {
        var nearest = reading.faces().stream()
                .max(Comparator.comparingDouble(
                        face -> face.box().width() * face.box().height()));
        if (nearest.isEmpty()) return;
        var face = nearest.get();
        if (face.trackId() != trackId) forget();
        trackId = face.trackId();
        if (!(face.eyes().gaze() instanceof GazeReading.Seen seen)) return;
        if (samples.size() >= MOST_SAMPLES) samples.removeFirst();
        samples.addLast(new GazeCalibration.Sample(reading.at(), seen.both(), face.pose(), seen.confidence()));
    }

    GazeCalibration.Result calibrate(ClientMessage.Calibration wanted) {
        var result = GazeCalibration.fit(wanted.places(), wanted.validation(), wanted.viewport(), List.copyOf(samples));
        calibration = result instanceof GazeCalibration.Calibrated calibrated ? calibrated.calibration() : null;
        return result;
    }

    /// The calibration that holds for this face, if there is one.
    @Nullable
    GazeCalibration of(FaceObservation face) {
        return face.trackId() == trackId ? calibration : null;
    }

    void forget() {
        samples.clear();
        calibration = null;
        trackId = -1;
    }
}
