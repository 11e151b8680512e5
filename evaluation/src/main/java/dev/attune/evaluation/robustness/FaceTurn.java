package dev.attune.evaluation.robustness;

import dev.attune.models.CanonicalFace;
import dev.attune.signals.Landmarks;
import java.util.Comparator;
import java.util.List;

/// Turns the face of a picture a little and draws its mouth wider, by moving the triangles of its mesh: what a portrait
/// does not show of the person stays unknown, so only a few degrees are honest.
final class FaceTurn {
    private static final int RIGHT_EYE_OUTER = 33;
    private static final int LEFT_EYE_OUTER = 263;
    private static final int RIGHT_MOUTH_CORNER = 61;
    private static final int LEFT_MOUTH_CORNER = 291;
    private static final int BASE_POINTS = 468;
    private static final double NECK = 0.5; // eye-corner distances behind the middle of the mesh: what heads turn about
    private static final double MOUTH_REACH = 0.35; // eye-corner distances around the mouth that follow it

    private final List<CanonicalFace.Triangle> triangles;
    private final double yaw;
    private final double pitch;
    private final double smile;

    /// @param yawDegrees,pitchDegrees about the neck
    /// @param smile by which the mouth's corners go out and up, in distances of the outer eye corners
    FaceTurn(CanonicalFace face, double yawDegrees, double pitchDegrees, double smile) {
        this.triangles = face.triangles();
        this.yaw = Math.toRadians(yawDegrees);
        this.pitch = Math.toRadians(pitchDegrees);
        this.smile = smile;
    }

    Landmarks moved(Landmarks from) {
        float[] points = from.toArray();
        double unit = Math.hypot(
                from.x(LEFT_EYE_OUTER) - from.x(RIGHT_EYE_OUTER), from.y(LEFT_EYE_OUTER) - from.y(RIGHT_EYE_OUTER));
        double x0 = 0, y0 = 0, z0 = NECK * unit;
        for (int i = 0; i < BASE_POINTS; i++) {
            x0 += from.x(i) / BASE_POINTS;
            y0 += from.y(i) / BASE_POINTS;
            z0 += from.z(i) / BASE_POINTS;
        }
        double mouthX = (from.x(RIGHT_MOUTH_CORNER) + from.x(LEFT_MOUTH_CORNER)) / 2;
        double mouthY = (from.y(RIGHT_MOUTH_CORNER) + from.y(LEFT_MOUTH_CORNER)) / 2;
        for (int i = 0; i < points.length; i += 3) {
            double off = Math.hypot(points[i] - mouthX, points[i + 1] - mouthY) / unit;
            double follows = Math.exp(-off * off / (2 * MOUTH_REACH * MOUTH_REACH));
            double side = Math.clamp((points[i] - mouthX) / (0.3 * unit), -1, 1);
            double x = points[i] + smile * unit * side * follows - x0;
            double y = points[i + 1] - smile * unit * Math.abs(side) * follows - y0;
            double z = points[i + 2] - z0;
            double turnedZ = z * Math.cos(yaw) - x * Math.sin(yaw);
            points[i] = (float) (x0 + x * Math.cos(yaw) + z * Math.sin(yaw));
            points[i + 1] = (float) (y0 + y * Math.cos(pitch) - turnedZ * Math.sin(pitch));
            points[i + 2] = (float) (z0 + y * Math.sin(pitch) + turnedZ * Math.cos(pitch));
        }
        return new Landmarks(points);
    }

    /// The pixels with every triangle drawn where it moved to, the nearest last.
    byte[] drawn(Picture picture, Landmarks from, Landmarks to) {
        var bgr = picture.bgr().clone();
        triangles.stream()
                .sorted(Comparator.comparingDouble(
                        (CanonicalFace.Triangle each) -> -to.z(each.a()) - to.z(each.b()) - to.z(each.c())))
                .forEach(each -> draw(picture, from, to, each, bgr));
        return bgr;
    }

    private static void draw(
            Picture picture, Landmarks from, Landmarks to, CanonicalFace.Triangle triangle, byte[] bgr) {
        int a = triangle.a(), b = triangle.b(), c = triangle.c();
        double ax = to.x(a), ay = to.y(a), bx = to.x(b), by = to.y(b), cx = to.x(c), cy = to.y(c);
        double area = (by - cy) * (ax - cx) + (cx - bx) * (ay - cy);
        if (area == 0) return;
        int left = (int) Math.max(0, Math.min(ax, Math.min(bx, cx)));
        int right = (int) Math.min(picture.width() - 1, Math.max(ax, Math.max(bx, cx)) + 1);
        int top = (int) Math.max(0, Math.min(ay, Math.min(by, cy)));
        int bottom = (int) Math.min(picture.height() - 1, Math.max(ay, Math.max(by, cy)) + 1);
        for (int y = top; y <= bottom; y++)
            for (int x = left; x <= right; x++) {
                double u = ((by - cy) * (x - cx) + (cx - bx) * (y - cy)) / area;
                double v = ((cy - ay) * (x - cx) + (ax - cx) * (y - cy)) / area;
                double w = 1 - u - v;
                if (u < 0 || v < 0 || w < 0) continue;
                double sourceX = u * from.x(a) + v * from.x(b) + w * from.x(c);
                double sourceY = u * from.y(a) + v * from.y(b) + w * from.y(c);
                picture.blend(sourceX, sourceY, 1, bgr, 3 * (y * picture.width() + x));
            }
    }
}
