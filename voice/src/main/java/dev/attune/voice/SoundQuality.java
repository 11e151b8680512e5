package dev.attune.voice;

import dev.attune.signals.Definition;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import java.util.LinkedHashSet;

/// How far the sound of a stretch can be trusted. Listens to the pauses too: they tell how loud the
/// noise is.
final class SoundQuality {
    private static final Definition DEFINITION = Definition.load(SoundQuality.class, "sound-quality", "1");
    private static final double PAUSE = DEFINITION.number("pause-probability");
    private static final double SMOOTHING = DEFINITION.number("noise-smoothing");
    private static final double TOO_NOISY_DB = DEFINITION.number("too-noisy-db");
    private static final double CLIPPED_SHARE = DEFINITION.number("clipped-share");
    private static final int FLAT = DEFINITION.whole("flat-samples");
    private static final double NEAR_PEAK = DEFINITION.number("near-peak");
    private static final double LEAST_PEAK = DEFINITION.number("least-peak");
    private static final double LEAST_VOICE_SECONDS = DEFINITION.number("least-voice-seconds");
    private static final double NARROW_BAND_COST = DEFINITION.number("narrow-band-cost");
    private static final double GAPS_COST = DEFINITION.number("gaps-cost");
    private static final double CLIPPED_COST = DEFINITION.number("clipped-cost");

    private double noise = Double.NaN; // mean square of the pauses

    static ModelRef definition() {
        return DEFINITION.ref();
    }

    void hear(float[] chunk, double speech) {
        if (speech >= PAUSE) return;
        double power = 0;
        for (float sample : chunk) power += sample * sample;
        power /= chunk.length;
        noise = Double.isNaN(noise) ? power : noise + SMOOTHING * (power - noise);
    }

    void reset() {
        noise = Double.NaN;
    }

    Quality of(Stretch stretch, boolean narrowBand, boolean gaps) {
        var reasons = new LinkedHashSet<Reason>();
        double score = 1;
        if (stretch.voicedSeconds() < LEAST_VOICE_SECONDS) {
            reasons.add(Reason.TOO_SHORT);
            score = 0;
        }
        if (noise > 0 && stretch.levelDb() - 10 * Math.log10(noise) < TOO_NOISY_DB) {
            reasons.add(Reason.TOO_NOISY);
            score = 0;
        }
        if (clippedShare(stretch.sound()) > CLIPPED_SHARE) {
            reasons.add(Reason.CLIPPED);
            score -= CLIPPED_COST;
        }
        if (gaps) {
            reasons.add(Reason.GAPS);
            score -= GAPS_COST;
        }
        if (narrowBand) {
            reasons.add(Reason.NARROW_BAND);
            score -= NARROW_BAND_COST;
        }
        return new Quality(Math.max(0, score), reasons);
    }

    /// Samples in runs of at least [#FLAT] at the peak. Sound that was clipped and turned down
    /// afterwards counts too.
    static double clippedShare(float[] sound) {
        double peak = 0;
        for (float sample : sound) peak = Math.max(peak, Math.abs(sample));
        if (peak < LEAST_PEAK) return 0;
        int clipped = 0;
        int run = 0;
        for (float sample : sound) {
            if (Math.abs(sample) >= NEAR_PEAK * peak) {
                run++;
                if (run == FLAT) clipped += FLAT;
                else if (run > FLAT) clipped++;
            } else {
                run = 0;
            }
        }
        return (double) clipped / sound.length;
    }
}
