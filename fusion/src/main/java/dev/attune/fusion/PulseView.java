package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.PulseMethod;
import dev.attune.signals.PulseTrace;
import dev.attune.signals.Reason;
import dev.attune.signals.SkinPatch;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// One window of skin and head on a uniform grid, and what it says for and against a pulse.
final class PulseView {
    static final double HERTZ = PulseTrace.WAVE_HERTZ;

    private static final Definition DEFINITION = PulseMonitor.definition();
    private static final int SHORT_WINDOW = (int) Math.round(DEFINITION.number("method.seconds") * HERTZ);
    private static final double REGION_PIXELS = DEFINITION.number("region.pixels");
    private static final double REGION_SHARE = DEFINITION.number("region.share");
    private static final double REGION_SATURATED = DEFINITION.number("region.saturated");
    private static final int LEAST_REGIONS = (int) DEFINITION.number("region.least");
    private static final double DARK = DEFINITION.number("dark.green");
    private static final double LIGHT_RANGE = DEFINITION.number("light.range");
    private static final double SHIFT = DEFINITION.number("motion.shift");
    private static final double TURN = DEFINITION.number("motion.turn");
    private static final double MOTION_NEAR_HERTZ = DEFINITION.number("motion.nearHz");
    private static final double MOTION_DECIBELS = DEFINITION.number("motion.snrDb");
    private static final double SHIFT_AMPLITUDE = DEFINITION.number("motion.shiftAmplitude");
    private static final double TURN_AMPLITUDE = DEFINITION.number("motion.turnAmplitude");
    private static final double LOW = DEFINITION.number("band.lowHz");
    private static final double HIGH = DEFINITION.number("band.highHz");
    private static final double NOISE_HIGH = DEFINITION.number("noise.highHz");
    private static final double HALF_WIDTH = DEFINITION.number("peak.halfWidthHz");
    private static final double AGREE_HERTZ = DEFINITION.number("gate.agreeHz");
    private static final int AGREEING_REGIONS = (int) DEFINITION.number("gate.regions");
    private static final double SIGNATURE_COSINE = DEFINITION.number("signature.cosine");
    private static final double SIGNATURE_SHARE = DEFINITION.number("signature.leastShare");
    private static final double[] BLOOD = withoutGrey(0.33, 0.77, 0.53); // de Haan & van Leest 2014
    private static final List<Function<PulseSample, SkinPatch>> REGIONS = List.of(
            sample -> sample.skin().forehead(),
            sample -> sample.skin().leftCheek(),
            sample -> sample.skin().rightCheek());

    private final List<PulseSample> samples;
    private final PulseGrid grid;
    private final List<Function<PulseSample, SkinPatch>> regions; // those that can be used

    private PulseView(List<PulseSample> samples) {
        this.samples = samples;
        this.grid = new PulseGrid(samples, HERTZ);
        this.regions = REGIONS.stream()
                .filter(region -> isSeen(region) && meanOf(region, SkinPatch::saturated) <= REGION_SATURATED)
                .toList();
    }

    static PulseView of(List<PulseSample> samples) {
        return new PulseView(samples);
    }

    /// What stands in the way of any reading; null when nothing does.
    @Nullable
    Reason obstacle() {
        if (regions.size() < LEAST_REGIONS) return whyTooFewRegions();
        double[] light = smoothed(pooled().green());
        double lightest = 0;
        double darkest = Double.MAX_VALUE;
        double mean = 0;
        for (double value : light) {
            lightest = Math.max(lightest, value);
            darkest = Math.min(darkest, value);
            mean += value / light.length;
        }
        if (mean < DARK) return Reason.TOO_DARK;
        if ((lightest - darkest) / mean > LIGHT_RANGE) return Reason.LIGHT_CHANGING;
        return headMoves() ? Reason.HEAD_MOVING : null;
    }

    private Reason whyTooFewRegions() {
        for (var region : REGIONS)
            if (isSeen(region) && meanOf(region, SkinPatch::saturated) > REGION_SATURATED)
                return meanOf(region, SkinPatch::green) < DARK ? Reason.TOO_DARK : Reason.TOO_BRIGHT;
        double most = 0;
        for (var region : REGIONS) most = Math.max(most, meanOf(region, SkinPatch::pixels));
        return most < REGION_PIXELS ? Reason.FACE_TOO_SMALL : Reason.HEAD_TURNED;
    }

    /// The signal of the skin as a whole that stands out most. Green follows light as well as blood, so it may only
    /// confirm what a method says that does not.
    PulseCandidate candidate() {
        var whole = pooled();
        var green = PulseCandidate.of(PulseMethod.GREEN, whole.pulse(PulseMethod.GREEN, SHORT_WINDOW));
        var chrom = PulseCandidate.of(PulseMethod.CHROM, whole.pulse(PulseMethod.CHROM, SHORT_WINDOW));
        var pos = PulseCandidate.of(PulseMethod.POS, whole.pulse(PulseMethod.POS, SHORT_WINDOW));
        var best = chrom.snrDb() > pos.snrDb() ? chrom : pos;
        boolean confirms = Math.abs(green.hertz() - best.hertz()) <= AGREE_HERTZ;
        return confirms && green.snrDb() > best.snrDb() ? green : best;
    }

    /// Whether several regions show the same rate by a method that does not follow light alone.
    boolean regionsAgree(PulseCandidate candidate) {
        long agreeing = regions.stream()
                .filter(region ->
                        shows(candidate, region, PulseMethod.POS) || shows(candidate, region, PulseMethod.CHROM))
                .count();
        return agreeing >= AGREEING_REGIONS;
    }

    private boolean shows(PulseCandidate candidate, Function<PulseSample, SkinPatch> region, PulseMethod method) {
        var here = PulseCandidate.of(method, signal(region).pulse(method, SHORT_WINDOW));
        return Math.abs(here.hertz() - candidate.hertz()) <= AGREE_HERTZ;
    }

    /// Whether the colour changes along blood volume. A grey change is light; another hue is a lamp, a screen, a
    /// shadow.
    boolean isColouredLikeBlood(PulseCandidate candidate) {
        var whole = pooled();
        var reference = Spectrum.of(SkinSignal.relative(whole.green(), SHORT_WINDOW), HERTZ);
        double[] change = new double[3];
        change[0] = Spectrum.of(SkinSignal.relative(whole.red(), SHORT_WINDOW), HERTZ)
                .along(reference, candidate.hertz());
        change[1] = reference.along(reference, candidate.hertz());
        change[2] = Spectrum.of(SkinSignal.relative(whole.blue(), SHORT_WINDOW), HERTZ)
                .along(reference, candidate.hertz());
        double[] hue = withoutGrey(change[0], change[1], change[2]);
        double size = length(hue);
        return size >= SIGNATURE_SHARE * length(change) && dot(hue, BLOOD) >= SIGNATURE_COSINE * size * length(BLOOD);
    }

    /// Whether the head swings at this rate or at half of it, whose harmonic it then is.
    boolean headMovesAt(double hertz) {
        for (var axis : Axis.values()) {
            var spectrum = Spectrum.of(axis.quick(grid), HERTZ);
            double peak = spectrum.peakHz(LOW / 2, HIGH);
            boolean near =
                    Math.abs(peak - hertz) <= MOTION_NEAR_HERTZ || Math.abs(2 * peak - hertz) <= MOTION_NEAR_HERTZ;
            double snr = spectrum.snrDb(peak, HALF_WIDTH, LOW / 2, NOISE_HIGH);
            if (near && snr > MOTION_DECIBELS && spectrum.amplitude(peak) > axis.amplitude) return true;
        }
        return false;
    }

    private boolean headMoves() {
        for (var axis : Axis.values()) {
            double squares = 0;
            double[] quick = axis.quick(grid);
            for (double value : quick) squares += value * value / quick.length;
            if (Math.sqrt(squares) > axis.most) return true;
        }
        return false;
    }

    /// All usable regions, each pixel counting once.
    SkinSignal pooled() {
        return new SkinSignal(
                grid.of(sample -> pooled(sample, SkinPatch::red)),
                grid.of(sample -> pooled(sample, SkinPatch::green)),
                grid.of(sample -> pooled(sample, SkinPatch::blue)));
    }

    private double pooled(PulseSample sample, ToDoubleFunction<SkinPatch> channel) {
        double sum = 0;
        double pixels = 0;
        for (var region : regions) {
            var patch = region.apply(sample);
            sum += patch.pixels() * channel.applyAsDouble(patch);
            pixels += patch.pixels();
        }
        return pixels == 0 ? 0 : sum / pixels;
    }

    private SkinSignal signal(Function<PulseSample, SkinPatch> region) {
        return new SkinSignal(
                grid.of(
                        sample -> isSeen(region, sample),
                        sample -> region.apply(sample).red()),
                grid.of(
                        sample -> isSeen(region, sample),
                        sample -> region.apply(sample).green()),
                grid.of(
                        sample -> isSeen(region, sample),
                        sample -> region.apply(sample).blue()));
    }

    private boolean isSeen(Function<PulseSample, SkinPatch> region) {
        long seen = samples.stream().filter(sample -> isSeen(region, sample)).count();
        return seen >= REGION_SHARE * samples.size();
    }

    private static boolean isSeen(Function<PulseSample, SkinPatch> region, PulseSample sample) {
        return region.apply(sample).pixels() >= REGION_PIXELS;
    }

    private double meanOf(Function<PulseSample, SkinPatch> region, ToDoubleFunction<SkinPatch> value) {
        return samples.stream()
                .mapToDouble(sample -> value.applyAsDouble(region.apply(sample)))
                .average()
                .orElse(0);
    }

    private static double[] smoothed(double[] values) {
        double[] relative = SkinSignal.relative(values, SHORT_WINDOW);
        double[] smooth = new double[values.length];
        for (int i = 0; i < values.length; i++) smooth[i] = values[i] / (1 + relative[i]);
        return smooth;
    }

    private static double[] withoutGrey(double red, double green, double blue) {
        double grey = (red + green + blue) / 3;
        return new double[] {red - grey, green - grey, blue - grey};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double length(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /// One way a head can move.
    private enum Axis {
        ACROSS(PulseSample::across, SHIFT, SHIFT_AMPLITUDE),
        DOWN(PulseSample::down, SHIFT, SHIFT_AMPLITUDE),
        SIZE(PulseSample::size, SHIFT, SHIFT_AMPLITUDE),
        YAW(PulseSample::yaw, TURN, TURN_AMPLITUDE),
        PITCH(PulseSample::pitch, TURN, TURN_AMPLITUDE),
        ROLL(PulseSample::roll, TURN, TURN_AMPLITUDE);

        private final ToDoubleFunction<PulseSample> value;
        private final double most;
        private final double amplitude;

        Axis(ToDoubleFunction<PulseSample> value, double most, double amplitude) {
            this.value = value;
            this.most = most;
            this.amplitude = amplitude;
        }

        /// Without slow drift.
        double[] quick(PulseGrid grid) {
            double[] values = grid.of(value);
            double[] quick = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                int from = Math.max(0, i - SHORT_WINDOW / 2);
                int to = Math.min(values.length, i + SHORT_WINDOW / 2 + 1);
                double mean = 0;
                for (int j = from; j < to; j++) mean += values[j] / (to - from);
                quick[i] = values[i] - mean;
            }
            return quick;
        }
    }
}
