package dev.attune.face;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which share of one tracked face is really seen; formula `face-cover/2`.
///
/// The mesh stays confident under a hand or a mask. So each region's pattern is compared with the average face
/// and with this face's own recent pattern; the better match counts, and a region that matches neither is
/// covered. By the average face alone 235 portraits with a drawn hand are told from 120 clean ones with an area
/// under the curve of .90, with a drawn mask .97. The own pattern is stricter once known, and makes beards,
/// glasses and harsh light count as uncovered after some time. What looks like a face and is none is told by
/// [CoverSigns]. One per track; not thread-safe.
final class CoverDetector {
    static final String FORMULA = "face-cover";
    static final String VERSION = "2";

    private static final double RANGE = 0.4; // of similarity, from covered to seen
    private static final double COVERED = 0.25; // a face that smiles stays above .6 against its own rest
    private static final double DOUBT =
            0.25; // the average face is a looser match: it starts lower, until the own is known

    private static final double LEARNABLE = 0.75; // visibility from which a region teaches the own pattern quickly
    private static final double LEARNING_SECONDS = 1.5;
    private static final double DOUBTFUL_LEARNING_SECONDS = 20; // longer than hands usually stay
    private static final double KNOWN = 0.6; // length of the own pattern, reached after 1.4 s of a steady view

    private final FacePattern patterns;
    private final Map<FaceRegion, double[]> own = new EnumMap<>(FaceRegion.class);
    private @Nullable Duration last;

    CoverDetector(FacePattern patterns) {
        this.patterns = patterns;
    }

    /// Share of the face that is seen, in [0, 1]; regions turned away do not count. Learns from what it sees.
    double visible(FaceAppearance appearance, double yawDegrees, Duration at) {
        double seconds = last == null ? 0 : Math.max(0, at.minus(last).toNanos() / 1e9);
        last = at;
        var signs = CoverSigns.of(appearance.luma(), patterns);
        double seen = 0;
        double total = 0;
        for (var region : FaceRegion.values()) {
            if (region.turnedAway(yawDegrees)) continue;
            double[] pattern = patterns.of(region, appearance.luma());
            double visibility = pattern == null ? 0 : visibility(region, pattern) * signs.of(region);
            boolean judged = region.typical() || familiarity(region) > KNOWN;
            if (judged) {
                seen += region.weight() * visibility;
                total += region.weight();
            }
            // A chin is not typical; while unknown it is learned as long as the rest of the face, judged before, is
            // seen.
            boolean trusted = judged ? visibility > LEARNABLE : seen > LEARNABLE * total;
            if (pattern != null)
                learn(region, pattern, seconds / (trusted ? LEARNING_SECONDS : DOUBTFUL_LEARNING_SECONDS));
        }
        return seen / total;
    }

    private double visibility(FaceRegion region, double[] pattern) {
        double[] remembered = own.get(region);
        double likeItself = remembered == null ? 0 : FacePattern.similarity(pattern, remembered) - COVERED;
        double likeOthers =
                region.typical() ? patterns.likePopulation(region, pattern) - DOUBT * familiarity(region) : 0;
        return Math.clamp(Math.max(likeItself, likeOthers) / RANGE, 0, 1);
    }

    /// 0 for a region never seen, towards 1 for one that keeps looking the same.
    private double familiarity(FaceRegion region) {
        double[] remembered = own.get(region);
        return remembered == null ? 0 : Math.sqrt(FacePattern.similarity(remembered, remembered));
    }

    /// The own pattern starts at length zero and grows towards one while it is confirmed: a short acquaintance counts
    /// little, and a face that comes in covered is not believed at once.
    private void learn(FaceRegion region, double[] pattern, double timeConstants) {
        double weight = 1 - Math.exp(-timeConstants);
        double[] remembered = own.computeIfAbsent(region, first -> new double[pattern.length]);
        for (int i = 0; i < pattern.length; i++) remembered[i] += weight * (pattern[i] - remembered[i]);
    }
}
