package dev.attune.face;

/// Colours of skin, eyes with brows, and lips, whatever the exposure: the second thing that tells faces apart which
/// take each other's place. It moves with the colour of the light, so it may refuse an id, never give one.
///
/// @param logRatios `[6]`, of each part red to green and blue to green
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
record FaceTint(double[] logRatios) {
    private static final int SIZE = FaceMesh.INPUT_SIZE;
    private static final double DARK = 0.02; // of full scale: darker pixels have no colour to speak of

    /// Of 492 portraits 95 % stay within .03 when turned, smiling, darker, noisy or smaller; one man in 20 s of film
    /// moves by .015 a second. Of rendered heads under one light half differ by more.
    private static final double SAME = 0.04;

    /// @param rgb `[192, 192, 3]`, 0..1
    /// @param points `[478, 3]`, pixels of the picture
    static FaceTint of(float[] rgb, Crop crop, float[] points) {
        var part = new int[MeshTopology.BASE_POINTS]; // 0 is the skin
        for (int point : MeshTopology.RIGHT_EYE) part[point] = 1;
        for (int point : MeshTopology.LEFT_EYE) part[point] = 1;
        for (int point : MeshTopology.LIPS) part[point] = 2;
        double cos = Math.cos(crop.roll()) / crop.side() * SIZE;
        double sin = Math.sin(crop.roll()) / crop.side() * SIZE;
        var sums = new double[9];
        for (int i = 0; i < part.length; i++) {
            double dx = points[3 * i] - crop.centreX(), dy = points[3 * i + 1] - crop.centreY();
            int column = (int) Math.floor(dx * cos + dy * sin + SIZE / 2.0);
            int row = (int) Math.floor(dy * cos - dx * sin + SIZE / 2.0);
            if (column < 0 || row < 0 || column >= SIZE || row >= SIZE) continue;
            for (int channel = 0; channel < 3; channel++)
                sums[3 * part[i] + channel] += DARK + rgb[3 * (row * SIZE + column) + channel];
        }
        var ratios = new double[6];
        for (int i = 0; i < 3; i++) {
            if (sums[3 * i] == 0) continue; // nothing of it is in the picture
            ratios[2 * i] = Math.log(sums[3 * i] / sums[3 * i + 1]);
            ratios[2 * i + 1] = Math.log(sums[3 * i + 2] / sums[3 * i + 1]);
        }
        return new FaceTint(ratios);
    }

    boolean mayBe(FaceTint other) {
        double squares = 0;
        for (int i = 0; i < logRatios.length; i++)
            squares += (logRatios[i] - other.logRatios[i]) * (logRatios[i] - other.logRatios[i]);
        return Math.sqrt(squares / logRatios.length) <= SAME;
    }
}
