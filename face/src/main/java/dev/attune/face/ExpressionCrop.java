package dev.attune.face;

/// What Attune's own expression network is shown of a face: geometry and light, the same in training and at run time.
public final class ExpressionCrop {
    /// Side of the network's input in pixels. Its training pictures are 48 x 48 themselves.
    public static final int SIZE = 48;

    private static final double SIDE = 1.1 / MeshCrops.SIDE_PER_MESH; // share of the mesh crop: 1.1 bounding squares
    private static final double LEAST_CONTRAST = 4; // grey levels; below, noise would be amplified to a face
    private static final double FURTHEST = 3; // standard deviations; a lamp in the picture counts no more

    private ExpressionCrop() {}

    /// @param around the mesh, as [MeshCrops#around] gives it
    static Crop of(Crop around) {
        return around.scaled(SIDE);
    }

    /// In place: mean 0, standard deviation 1, cut off at three. Light and contrast of the picture are gone.
    ///
    /// @param grey `[SIZE, SIZE]`, 0..255
    public static void normalise(float[] grey) {
        double sum = 0;
        double squares = 0;
        for (float value : grey) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / grey.length;
        double deviation = Math.sqrt(Math.max(0, squares / grey.length - mean * mean));
        float scale = (float) (1 / Math.max(LEAST_CONTRAST, deviation));
        for (int i = 0; i < grey.length; i++)
            grey[i] = (float) Math.clamp((grey[i] - mean) * scale, -FURTHEST, FURTHEST);
    }
}
