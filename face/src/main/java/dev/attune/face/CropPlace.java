package dev.attune.face;

/// Points of a face in pixels of the crop that its mesh was fitted in.
///
/// @param points `[478, 3]`, pixels of the picture
@SuppressWarnings("ArrayRecordComponent") // a view of the points, never compared
record CropPlace(double cos, double sin, Crop crop, float[] points) {
    private static final int SIZE = FaceMesh.INPUT_SIZE;

    CropPlace(Crop crop, float[] points) {
        this(Math.cos(crop.roll()) / crop.side() * SIZE, Math.sin(crop.roll()) / crop.side() * SIZE, crop, points);
    }

    double x(int point) {
        return dx(point) * cos + dy(point) * sin + SIZE / 2.0;
    }

    double y(int point) {
        return dy(point) * cos - dx(point) * sin + SIZE / 2.0;
    }

    private double dx(int point) {
        return points[3 * point] - crop.centreX();
    }

    private double dy(int point) {
        return points[3 * point + 1] - crop.centreY();
    }
}
