package dev.attune.face;

/// Signs of a cover that the pattern of light and dark misses: dark lenses look like the dark of the eyes, and fingers
/// or cloth may happen to shade like a mouth. Part of `face-cover/2`.
///
/// Bounds set on 716 portraits as they are and on every tenth with a drawn cover. Eyes: 53 faces with drawn dark
/// lenses lie at a median of .17, one portrait in a hundred below .57. Mouth: 67 with drawn fingers across it lie at
/// .021 (and .07 of the eyes' contrast), one portrait in a hundred below .095 (.38).
///
/// @param eyes how far the eyes are not behind dark lenses, in [0, 1]
/// @param mouth how far it has the contrast of a mouth, in [0, 1]
record CoverSigns(double eyes, double mouth) {
    private static final int[][] AROUND_THE_EYES = {
        {247, 30, 29, 27, 28, 56, 190}, {31, 228, 229, 230, 231, 232, 233}, // the right: above, below
        {467, 260, 259, 257, 258, 286, 414}, {261, 448, 449, 450, 451, 452, 453}
    };
    private static final int[] NOSE_CHEEKS_FOREHEAD = {5, 4, 195, 50, 205, 36, 280, 425, 266, 151, 108, 337};

    private static final double LENS = 0.3;
    private static final double NO_LENS = 0.55;
    private static final double FLAT = 0.03;
    private static final double LIKE_A_MOUTH = 0.08;
    private static final double FLAT_BESIDE_THE_EYES = 0.15;
    private static final double LIKE_A_MOUTH_BESIDE_THE_EYES = 0.33;

    static CoverSigns of(float[] luma, FacePattern patterns) {
        double lightest = 0; // of the four: make-up, sockets and brows darken one side of an eye alone
        for (int[] side : AROUND_THE_EYES) lightest = Math.max(lightest, mean(luma, side));
        double mouth = mean(patterns, luma, FaceRegion.RIGHT_MOUTH, FaceRegion.LEFT_MOUTH);
        double eyes = mean(patterns, luma, FaceRegion.RIGHT_EYE, FaceRegion.LEFT_EYE);
        return new CoverSigns(
                rise(lightest / mean(luma, NOSE_CHEEKS_FOREHEAD), LENS, NO_LENS),
                Math.max(
                        rise(mouth, FLAT, LIKE_A_MOUTH),
                        rise(mouth / eyes, FLAT_BESIDE_THE_EYES, LIKE_A_MOUTH_BESIDE_THE_EYES)));
    }

    /// How much of the region is seen as far as these signs tell.
    double of(FaceRegion region) {
        return switch (region) {
            case BROWS, RIGHT_EYE, LEFT_EYE -> eyes; // lenses reach up to the brows
            case RIGHT_MOUTH, LEFT_MOUTH -> mouth;
            case NOSE, CHIN -> 1;
        };
    }

    /// From 0 to 1 between the two; 1, no sign of a cover, where a part lies outside the picture.
    private static double rise(double value, double from, double to) {
        return Double.isNaN(value) ? 1 : Math.clamp((value - from) / (to - from), 0, 1);
    }

    private static double mean(FacePattern patterns, float[] luma, FaceRegion one, FaceRegion other) {
        return (patterns.contrast(one, luma) + patterns.contrast(other, luma)) / 2;
    }

    private static double mean(float[] luma, int[] points) {
        double sum = 0;
        for (int point : points) sum += luma[point];
        return sum / points.length;
    }
}
