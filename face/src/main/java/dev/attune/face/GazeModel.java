package dev.attune.face;

import dev.attune.signals.Gaze;
import dev.attune.signals.HeadPose;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// The direction of an eye in the head, linear in [GazeEvidence], turned by the head; formula `gaze-eyes/2`.
///
/// Where the weights come from stands in their file: rendered heads, so the fit knows no real eye.
public final class GazeModel {
    static final String FORMULA = "gaze-eyes";
    static final String VERSION = "2";
    private static final String BUNDLED = "gaze-eyes-2.csv";
    private static final double MOST_YAW = 50; // an eye turns no further
    private static final double MOST_PITCH = 40;

    private final double[] yaw;
    private final double[] pitch;

    /// @param yaw degrees in the head per unit of each input of a right eye
    /// @param pitch likewise
    public GazeModel(double[] yaw, double[] pitch) {
        if (yaw.length != GazeEvidence.SIZE || pitch.length != GazeEvidence.SIZE)
            throw new IllegalArgumentException("a gaze model has %d weights an angle, got %d and %d"
                    .formatted(GazeEvidence.SIZE, yaw.length, pitch.length));
        this.yaw = yaw.clone();
        this.pitch = pitch.clone();
    }

    /// The weights that come with this build.
    public static GazeModel bundled() {
        var stream = Objects.requireNonNull(GazeModel.class.getResourceAsStream(BUNDLED), BUNDLED);
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lines `yaw,pitch` after a header, one per input; `#` starts a comment.
    static GazeModel read(Reader reader) throws IOException {
        try (var lines = new BufferedReader(reader)) {
            var rows = lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("yaw,"))
                    .map(line -> line.split(","))
                    .collect(Collectors.toList());
            var yaw = new double[rows.size()];
            var pitch = new double[rows.size()];
            for (int i = 0; i < rows.size(); i++) {
                yaw[i] = Double.parseDouble(rows.get(i)[0]);
                pitch[i] = Double.parseDouble(rows.get(i)[1]);
            }
            return new GazeModel(yaw, pitch);
        }
    }

    /// What [#read] reads.
    public String toCsv() {
        var text = new StringBuilder("yaw,pitch\n");
        for (int i = 0; i < yaw.length; i++) text.append(String.format(Locale.ROOT, "%.6g,%.6g\n", yaw[i], pitch[i]));
        return text.toString();
    }

    /// In the camera's frame.
    public Gaze right(GazeEvidence evidence) {
        return inCamera(sum(yaw, evidence.right()), sum(pitch, evidence.right()), evidence.pose());
    }

    /// In the camera's frame.
    public Gaze left(GazeEvidence evidence) {
        return inCamera(-sum(yaw, evidence.left()), sum(pitch, evidence.left()), evidence.pose());
    }

    /// Both eyes, each by its weight.
    public Gaze both(GazeEvidence evidence, double rightWeight, double leftWeight) {
        double all = rightWeight + leftWeight;
        return inCamera(
                (rightWeight * sum(yaw, evidence.right()) - leftWeight * sum(yaw, evidence.left())) / all,
                (rightWeight * sum(pitch, evidence.right()) + leftWeight * sum(pitch, evidence.left())) / all,
                evidence.pose());
    }

    /// Turns a direction in the head by the head.
    private static Gaze inCamera(double yawDegrees, double pitchDegrees, HeadPose pose) {
        double yaw = Math.toRadians(Math.clamp(yawDegrees, -MOST_YAW, MOST_YAW));
        double pitch = Math.toRadians(Math.clamp(pitchDegrees, -MOST_PITCH, MOST_PITCH));
        double x = Math.sin(yaw) * Math.cos(pitch);
        double y = Math.sin(pitch);
        double z = Math.cos(yaw) * Math.cos(pitch);
        var head = Rotation.ofDegrees(pose.yaw(), pose.pitch(), pose.roll());
        return new Gaze(
                Math.toDegrees(Math.atan2(head.x(x, y, z), head.z(x, y, z))),
                Math.toDegrees(Math.asin(Math.clamp(head.y(x, y, z), -1, 1))));
    }

    /// The inverse: a gaze in the camera's frame as yaw and pitch in the head, degrees; what a trainer fits to.
    public static double[] inHead(Gaze gaze, HeadPose pose) {
        double yaw = Math.toRadians(gaze.yaw());
        double pitch = Math.toRadians(gaze.pitch());
        double x = Math.sin(yaw) * Math.cos(pitch);
        double y = Math.sin(pitch);
        double z = Math.cos(yaw) * Math.cos(pitch);
        var camera = Rotation.ofDegrees(pose.yaw(), pose.pitch(), pose.roll()).inverse();
        return new double[] {
            Math.toDegrees(Math.atan2(camera.x(x, y, z), camera.z(x, y, z))),
            Math.toDegrees(Math.asin(Math.clamp(camera.y(x, y, z), -1, 1)))
        };
    }

    /// How much an eye counts: the far eye of a turned head is foreshortened.
    ///
    /// @param yawAway degrees the head is turned to this eye's side
    public static double weight(double yawAway) {
        return Math.clamp(1 - Math.max(0, yawAway) / 50, 0.05, 1);
    }

    private static double sum(double[] weights, double[] inputs) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) sum += weights[i] * inputs[i];
        return sum;
    }
}
