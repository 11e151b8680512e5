package dev.attune.voice;

import static dev.attune.voice.Descriptor.ALPHA_RATIO;
import static dev.attune.voice.Descriptor.F0;
import static dev.attune.voice.Descriptor.FLUX;
import static dev.attune.voice.Descriptor.HAMMARBERG;
import static dev.attune.voice.Descriptor.LOUDNESS;
import static dev.attune.voice.Descriptor.MFCC_1;
import static dev.attune.voice.Descriptor.MFCC_2;
import static dev.attune.voice.Descriptor.MFCC_3;
import static dev.attune.voice.Descriptor.MFCC_4;
import static dev.attune.voice.Descriptor.SLOPE_0_500;
import static dev.attune.voice.Descriptor.SLOPE_500_1500;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// One number that sums up a stretch of speech: the 88 functionals of eGeMAPS (Eyben et al. 2016), then
/// 65 of the mel cepstrum that the classifier uses besides.
public final class VoiceFeature {
    /// The paper's, first in [#ALL].
    public static final int EGEMAPS = 88;

    private static final List<Descriptor> BALANCE = List.of(ALPHA_RATIO, HAMMARBERG, SLOPE_0_500, SLOPE_500_1500);
    private static final List<Descriptor> CEPSTRUM = List.of(MFCC_1, MFCC_2, MFCC_3, MFCC_4);

    /// In the order of [VoiceFeatures#values()].
    public static final List<VoiceFeature> ALL = Collections.unmodifiableList(all());

    private final String name;
    private final String unit;
    private final ToDoubleFunction<Stretch> value;

    private VoiceFeature(String name, String unit, ToDoubleFunction<Stretch> value) {
        this.name = name;
        this.unit = unit;
        this.value = value;
    }

    /// For example `F0 mean`.
    public String name() {
        return name;
    }

    public String unit() {
        return unit;
    }

    /// NaN where the stretch has nothing to count.
    double of(Stretch stretch) {
        return value.applyAsDouble(stretch);
    }

    private static List<VoiceFeature> all() {
        var all = new ArrayList<VoiceFeature>();
        contour(all, F0);
        contour(all, LOUDNESS);
        for (var descriptor : Descriptor.values())
            if (descriptor.voicedOnly() && descriptor != F0)
                meanAndVariation(all, descriptor, "", stretch -> stretch.track(descriptor));
        for (var descriptor : BALANCE)
            meanAndVariation(all, descriptor, ", voiced", stretch -> stretch.voiced(descriptor));
        for (var descriptor : BALANCE) unvoicedMean(all, descriptor);
        meanAndVariation(all, FLUX, "", stretch -> stretch.track(FLUX));
        meanAndVariation(all, FLUX, ", voiced", stretch -> stretch.voiced(FLUX));
        unvoicedMean(all, FLUX);
        for (var descriptor : CEPSTRUM) {
            meanAndVariation(all, descriptor, "", stretch -> stretch.track(descriptor));
            meanAndVariation(all, descriptor, ", voiced", stretch -> stretch.voiced(descriptor));
        }
        add(all, "loudness peaks", "1/s", stretch -> stretch.track(LOUDNESS).peaksPerSecond());
        add(all, "voiced segments", "1/s", Stretch::voicedSegmentsPerSecond);
        add(
                all,
                "voiced segment length mean",
                "s",
                stretch -> stretch.lengths(true).mean());
        add(
                all,
                "voiced segment length deviation",
                "s",
                stretch -> stretch.lengths(true).deviation());
        add(
                all,
                "unvoiced segment length mean",
                "s",
                stretch -> stretch.lengths(false).mean());
        add(
                all,
                "unvoiced segment length deviation",
                "s",
                stretch -> stretch.lengths(false).deviation());
        add(all, "equivalent sound level", "dB re full scale", Stretch::levelDb);
        for (int c = 0; c < Timbre.CEPSTRUM; c++) cepstrum(all, c);
        return all;
    }

    private static void contour(List<VoiceFeature> all, Descriptor of) {
        meanAndVariation(all, of, "", stretch -> stretch.track(of));
        for (int percent : new int[] {20, 50, 80})
            add(
                    all,
                    of.title() + " percentile " + percent,
                    of.unit(),
                    stretch -> stretch.track(of).percentile(percent / 100.0));
        add(
                all,
                of.title() + " range 20-80",
                of.unit(),
                stretch -> stretch.track(of).percentile(0.8) - stretch.track(of).percentile(0.2));
        for (boolean rising : new boolean[] {true, false}) {
            var slope = of.title() + (rising ? " rising slope" : " falling slope");
            add(
                    all,
                    slope + " mean",
                    of.unit() + "/s",
                    stretch -> stretch.track(of).slopes(rising).mean());
            add(
                    all,
                    slope + " deviation",
                    of.unit() + "/s",
                    stretch -> stretch.track(of).slopes(rising).deviation());
        }
    }

    private static void meanAndVariation(
            List<VoiceFeature> all, Descriptor of, String where, Function<Stretch, Track> track) {
        add(
                all,
                of.title() + " mean" + where,
                of.unit(),
                stretch -> track.apply(stretch).mean());
        add(
                all,
                of.title() + " variation" + where,
                "ratio",
                stretch -> track.apply(stretch).variation());
    }

    private static void unvoicedMean(List<VoiceFeature> all, Descriptor of) {
        add(
                all,
                of.title() + " mean, unvoiced",
                of.unit(),
                stretch -> stretch.unvoiced(of).mean());
    }

    private static void cepstrum(List<VoiceFeature> all, int coefficient) {
        var name = "cepstrum " + coefficient;
        add(all, name + " mean", "1", stretch -> stretch.cepstrum(coefficient).mean());
        add(
                all,
                name + " deviation",
                "1",
                stretch -> stretch.cepstrum(coefficient).deviation());
        add(
                all,
                name + " change",
                "1",
                stretch -> stretch.cepstrum(coefficient).difference(2).deviation());
        add(
                all,
                name + " percentile 10",
                "1",
                stretch -> stretch.cepstrum(coefficient).percentile(0.1));
        add(
                all,
                name + " percentile 90",
                "1",
                stretch -> stretch.cepstrum(coefficient).percentile(0.9));
    }

    private static void add(List<VoiceFeature> all, String name, String unit, ToDoubleFunction<Stretch> value) {
        all.add(new VoiceFeature(name, unit, value));
    }

    @Override
    public String toString() {
        return "%s (%s)".formatted(name, unit);
    }
}
