package dev.attune.face;

import dev.attune.signals.FaceQuality;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Rates how far one face in one frame can be read; formula `face-quality/1`.
///
/// The score is the product of five factors, each falling from 1 to 0 between a good and a hopeless value; a factor
/// below [#WORTH_NAMING] names its reason. The bounds are Attune's own choice, set on degraded copies of good
/// pictures.
final class QualityMeter {
    static final String FORMULA = "face-quality";
    static final String VERSION = "1";

    private static final double WORTH_NAMING = 0.8;

    private static final double EYE_PIXELS_GOOD = 48; // net A is at its input size; below, detail is invented
    private static final double EYE_PIXELS_HOPELESS = 12;
    private static final double POSE_GOOD_DEGREES = 20; // measures leak beyond about 15
    private static final double POSE_HOPELESS_DEGREES = 65; // half the mesh is hidden
    private static final double SHARP_GOOD = 12;
    private static final double SHARP_HOPELESS = 1;
    private static final double DARK_GOOD = 0.12; // the mesh still fits at an exposure of 1/12
    private static final double DARK_HOPELESS = 0.02;
    private static final double BRIGHT_GOOD = 0.88;
    private static final double BRIGHT_HOPELESS = 0.99;
    private static final double VISIBLE_GOOD = 0.9; // half of the mouth or nose is half hidden
    private static final double VISIBLE_HOPELESS = 0.6; // the whole mouth is hidden

    private QualityMeter() {}

    /// @param visible share of the face that is not covered, in [0, 1]
    static FaceQuality rate(double eyeDistancePixels, FaceAppearance appearance, double poseDegrees, double visible) {
        var weakened = new EnumMap<Reason, Double>(Reason.class);
        double score = 1;
        score *= factor(eyeDistancePixels, EYE_PIXELS_HOPELESS, EYE_PIXELS_GOOD, Reason.FACE_TOO_SMALL, weakened);
        score *= factor(poseDegrees, POSE_HOPELESS_DEGREES, POSE_GOOD_DEGREES, Reason.HEAD_TURNED, weakened);
        score *= factor(appearance.sharpness(), SHARP_HOPELESS, SHARP_GOOD, Reason.BLURRED, weakened);
        score *= factor(appearance.brightness(), DARK_HOPELESS, DARK_GOOD, Reason.TOO_DARK, weakened);
        score *= factor(appearance.brightness(), BRIGHT_HOPELESS, BRIGHT_GOOD, Reason.TOO_BRIGHT, weakened);
        score *= factor(visible, VISIBLE_HOPELESS, VISIBLE_GOOD, Reason.OCCLUDED, weakened);
        return new FaceQuality(
                eyeDistancePixels,
                appearance.sharpness(),
                appearance.brightness(),
                poseDegrees,
                visible,
                new Quality(score, gravestFirst(weakened)));
    }

    private static Set<Reason> gravestFirst(Map<Reason, Double> weakened) {
        return weakened.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Linear from 0 at `hopeless` to 1 at `good`, in whichever direction that is.
    private static double factor(
            double value, double hopeless, double good, Reason reason, Map<Reason, Double> weakened) {
        double factor = Math.clamp((value - hopeless) / (good - hopeless), 0, 1);
        if (factor < WORTH_NAMING) weakened.put(reason, factor);
        return factor;
    }
}
