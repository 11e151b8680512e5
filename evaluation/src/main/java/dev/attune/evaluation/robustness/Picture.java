package dev.attune.evaluation.robustness;

import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import dev.attune.actor.Shot;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// Pixels with the places of the face known in them. Treated as immutable.
///
/// @param bgr `[height, width, 3]`, blue, green, red
/// @param points pixels
/// @param eyeDistance between the irises of the same head seen from the front, pixels: the unit of landmark errors
public record Picture(int width, int height, byte[] bgr, Map<Place, Point> points, double eyeDistance) {
    /// A face is about so many times as wide as its irises lie apart (140 mm and 63 mm, adults).
    public static final double FACE_PER_EYE_DISTANCE = 2.2;

    public static Picture of(Shot shot, double eyeDistance) {
        return new Picture(
                shot.frame().width(),
                shot.frame().height(),
                shot.frame().bgr(),
                shot.truth().points(),
                eyeDistance);
    }

    Point point(Place place) {
        return Objects.requireNonNull(points.get(place));
    }

    Point middle(Place one, Place other) {
        Point a = point(one), b = point(other);
        return new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2);
    }

    Point betweenEyes() {
        return middle(Place.LEFT_IRIS, Place.RIGHT_IRIS);
    }

    Point mouth() {
        return middle(Place.LEFT_MOUTH_CORNER, Place.RIGHT_MOUTH_CORNER);
    }

    Picture withPixels(byte[] changed) {
        return new Picture(width, height, changed, points, eyeDistance);
    }

    /// @param scale of lengths
    Picture moved(int newWidth, int newHeight, byte[] changed, double scale, UnaryOperator<Point> where) {
        var moved = new EnumMap<Place, Point>(Place.class);
        points.forEach((place, point) -> moved.put(place, where.apply(point)));
        return new Picture(newWidth, newHeight, changed, moved, eyeDistance * scale);
    }

    /// Lays what is between the four pixels around a place over three channels; a pixel's value holds in its middle.
    ///
    /// @param at the first of the channels
    void blend(double x, double y, double opacity, byte[] over, int at) {
        int left = (int) Math.floor(x), top = (int) Math.floor(y);
        double right = x - left, below = y - top;
        int c0 = Math.clamp(left, 0, width - 1), c1 = Math.clamp(left + 1, 0, width - 1);
        int r0 = Math.clamp(top, 0, height - 1) * width, r1 = Math.clamp(top + 1, 0, height - 1) * width;
        for (int channel = 0; channel < 3; channel++) {
            double upper =
                    (1 - right) * (bgr[3 * (r0 + c0) + channel] & 0xff) + right * (bgr[3 * (r0 + c1) + channel] & 0xff);
            double lower =
                    (1 - right) * (bgr[3 * (r1 + c0) + channel] & 0xff) + right * (bgr[3 * (r1 + c1) + channel] & 0xff);
            double value = (1 - below) * upper + below * lower;
            over[at + channel] = (byte) Math.round(opacity * value + (1 - opacity) * (over[at + channel] & 0xff));
        }
    }

    /// 0..255, of the nearest pixel inside.
    int value(int x, int y, int channel) {
        int column = Math.clamp(x, 0, width - 1), row = Math.clamp(y, 0, height - 1);
        return bgr[3 * (row * width + column) + channel] & 0xff;
    }
}
