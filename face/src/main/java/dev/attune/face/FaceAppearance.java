package dev.attune.face;

/// What the face looks like in the crop the mesh was fitted in: light, sharpness, and the grey value at each point.
///
/// @param luma `[468]` mean grey value of a small patch at every base point, 0..1; NaN where it lies outside the crop
/// @param brightness mean of `luma`, 0..1
/// @param wrinkles of the nose
/// @param sharpness variance of the Laplacian over the middle of the crop, with the light normalised to mid-grey
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
record FaceAppearance(float[] luma, double brightness, double sharpness, NoseWrinkles wrinkles, FaceTint tint) {
    private static final int SIZE = FaceMesh.INPUT_SIZE;
    private static final int PATCH_RADIUS = 2;
    private static final double MID_GREY = 128;

    /// @param grey `[192, 192]`, 0..1
    /// @param points `[478, 3]`, pixels of the picture
    /// @param rgb `[192, 192, 3]`, 0..1
    static FaceAppearance of(float[] grey, float[] rgb, Crop crop, float[] points) {
        var luma = new float[MeshTopology.BASE_POINTS];
        double cos = Math.cos(crop.roll()) / crop.side() * SIZE;
        double sin = Math.sin(crop.roll()) / crop.side() * SIZE;
        double sum = 0;
        int inside = 0;
        for (int i = 0; i < luma.length; i++) {
            double dx = points[3 * i] - crop.centreX();
            double dy = points[3 * i + 1] - crop.centreY();
            luma[i] = patch(grey, (int) Math.floor(dx * cos + dy * sin + SIZE / 2.0), (int)
                    Math.floor(dy * cos - dx * sin + SIZE / 2.0));
            if (Float.isNaN(luma[i])) continue;
            sum += luma[i];
            inside++;
        }
        double brightness = inside == 0 ? 0 : Math.min(1, sum / inside);
        return new FaceAppearance(
                luma,
                brightness,
                sharpness(grey, brightness),
                NoseWrinkles.of(SkinTexture.of(grey, crop, points)),
                FaceTint.of(rgb, crop, points));
    }

    private static float patch(float[] grey, int column, int row) {
        if (column < PATCH_RADIUS || row < PATCH_RADIUS || column >= SIZE - PATCH_RADIUS || row >= SIZE - PATCH_RADIUS)
            return Float.NaN;
        float sum = 0;
        for (int y = row - PATCH_RADIUS; y <= row + PATCH_RADIUS; y++)
            for (int x = column - PATCH_RADIUS; x <= column + PATCH_RADIUS; x++) sum += grey[y * SIZE + x];
        int width = 2 * PATCH_RADIUS + 1;
        return sum / (width * width);
    }

    private static double sharpness(float[] grey, double brightness) {
        int from = SIZE / 4; // the mesh fills two thirds of the crop; its middle half holds eyes, nose and mouth
        int to = SIZE - from;
        double sum = 0;
        double squares = 0;
        for (int row = from; row < to; row++)
            for (int column = from; column < to; column++) {
                int at = row * SIZE + column;
                float laplacian = grey[at - 1] + grey[at + 1] + grey[at - SIZE] + grey[at + SIZE] - 4 * grey[at];
                sum += laplacian;
                squares += laplacian * laplacian;
            }
        int n = (to - from) * (to - from);
        double toMidGrey = MID_GREY / Math.max(1e-3, brightness);
        return (squares / n - sum / n * (sum / n)) * toMidGrey * toMidGrey;
    }
}
