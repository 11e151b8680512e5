package dev.attune.face;

import static dev.attune.face.MeshTopology.*;

import dev.attune.media.Frame;
import dev.attune.signals.Landmarks;

/// Which way brightness changes in the skin beside the nose, on one side of the face: two patches that the mesh places,
/// one from the nose's root down its side, one on the furrow from its wing to the mouth's corner. Each is cut into
/// 3 x 3 cells, each cell counts the gradients of log brightness in 8 directions (after Dalal and Triggs 2005), and the
/// patch is brought to length 1: light and camera drop out.
///
/// 24 pixels to the outer-eye distance: as much as a small webcam face holds, so that a sharper picture reads alike.
/// Sides are mirrored, so one set of weights reads both.
public final class SkinTexture {
    /// Numbers of one side.
    public static final int SIZE = 2 * SkinTexture.CELLS * SkinTexture.CELLS * SkinTexture.DIRECTIONS;

    private static final int CELLS = 3;
    private static final int DIRECTIONS = 8;
    private static final double PIXELS_PER_UNIT = 24;
    private static final int SAMPLES = 4; // to each side of a pixel
    private static final double SAMPLED_WIDTH = 1.6; // pixels: neighbours overlap, or fine grain would alias
    private static final double DARK = 12 / 255.0; // keeps the noise of black pixels out of the logarithm
    private static final double FLAT = 0.02; // a patch with less contrast is not blown up to length 1
    private static final int CROP = FaceMesh.INPUT_SIZE;

    private final float[] grey;
    private final CropPlace place;
    private final double rightwardX;
    private final double rightwardY;

    /// Of the subject's two sides, [#SIZE] numbers each.
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Sides(double[] left, double[] right) {}

    /// @param landmarks of a face in this picture
    public static Sides of(Frame picture, Landmarks landmarks) {
        var points = landmarks.toArray();
        var crop = MeshCrops.around(points);
        var rgb = new CropSampler(CROP).sample(picture, crop);
        var grey = new float[CROP * CROP];
        for (int i = 0; i < grey.length; i++)
            grey[i] = (0.299f * rgb[3 * i] + 0.587f * rgb[3 * i + 1] + 0.114f * rgb[3 * i + 2]) / 255; // BT.601
        return of(grey, crop, points);
    }

    /// @param grey `[192, 192]`, 0..1, the crop the mesh was fitted in
    /// @param points `[478, 3]`, pixels of the picture
    static Sides of(float[] grey, Crop crop, float[] points) {
        var texture = new SkinTexture(grey, new CropPlace(crop, points));
        return new Sides(
                texture.side(1, LEFT_NOSE_WING, LEFT_MOUTH_CORNER),
                texture.side(-1, RIGHT_NOSE_WING, RIGHT_MOUTH_CORNER));
    }

    private SkinTexture(float[] grey, CropPlace place) {
        this.grey = grey;
        this.place = place;
        rightwardX = place.x(LEFT_EYE_OUTER) - place.x(RIGHT_EYE_OUTER); // one outer-eye distance in the picture
        rightwardY = place.y(LEFT_EYE_OUTER) - place.y(RIGHT_EYE_OUTER);
    }

    /// @param outwards 1 for the subject's left, which is the picture's right
    private double[] side(int outwards, int wing, int corner) {
        var values = new double[SIZE];
        patch(values, 0, NOSE_ROOT, NOSE_BRIDGE, 0.10, 0.12, 0.20, outwards);
        patch(values, SIZE / 2, wing, corner, 0.05, 0.14, 0.18, outwards);
        return values;
    }

    /// About the middle of two points and `shift` outwards; lengths in outer-eye distances.
    private void patch(
            double[] into, int at, int a, int b, double shift, double halfWidth, double halfHeight, int outwards) {
        double x = (place.x(a) + place.x(b)) / 2 + shift * outwards * rightwardX;
        double y = (place.y(a) + place.y(b)) / 2 + shift * outwards * rightwardY;
        int columns = (int) Math.round(2 * halfWidth * PIXELS_PER_UNIT);
        int rows = (int) Math.round(2 * halfHeight * PIXELS_PER_UNIT);
        var light = new double[rows + 2][columns + 2]; // a border, for the gradients at the edge
        for (int row = 0; row < rows + 2; row++)
            for (int column = 0; column < columns + 2; column++)
                light[row][column] = light(x, y, column - (columns + 1) / 2.0, row - (rows + 1) / 2.0, outwards);
        double share = 1.0 / (rows * columns);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) {
                double dx = light[row + 1][column + 2] - light[row + 1][column];
                double dy = light[row + 2][column + 1] - light[row][column + 1];
                double turn = Math.atan2(dy, dx) / (2 * Math.PI);
                double direction = (turn < 0 ? turn + 1 : turn) * DIRECTIONS;
                int first = (int) direction;
                double second = direction - first;
                int cell = at + (row * CELLS / rows * CELLS + column * CELLS / columns) * DIRECTIONS;
                double length = share * Math.hypot(dx, dy);
                into[cell + first % DIRECTIONS] += length * (1 - second);
                into[cell + (first + 1) % DIRECTIONS] += length * second;
            }
        double squares = FLAT * FLAT;
        for (int i = at; i < at + SIZE / 2; i++) squares += into[i] * into[i];
        for (int i = at; i < at + SIZE / 2; i++) into[i] /= Math.sqrt(squares);
    }

    /// Log of the mean brightness about one pixel of a patch, counted from the patch's middle.
    private double light(double x, double y, double column, double row, int outwards) {
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double down = (row + SAMPLED_WIDTH * ((i + 0.5) / SAMPLES - 0.5)) / PIXELS_PER_UNIT;
            for (int j = 0; j < SAMPLES; j++) {
                double across = outwards * (column + SAMPLED_WIDTH * ((j + 0.5) / SAMPLES - 0.5)) / PIXELS_PER_UNIT;
                int px = (int) Math.floor(x + across * rightwardX - down * rightwardY);
                int py = (int) Math.floor(y + across * rightwardY + down * rightwardX);
                sum += grey[Math.clamp(py, 0, CROP - 1) * CROP + Math.clamp(px, 0, CROP - 1)];
            }
        }
        return Math.log(sum / (SAMPLES * SAMPLES) + DARK);
    }
}
