package dev.attune.voice;

import dev.attune.signals.Measurement;
import dev.attune.signals.Prosody;
import dev.attune.signals.Reason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Descriptors of one stretch of speech, smoothed and split into what is voiced and what is not.
final class Stretch {
    private static final double HOP_SECONDS = (double) VoiceFrame.HOP / Sound.RATE_HZ;

    /// Praat's manual asks for longer; here a value is full evidence after half a second of voiced sound.
    private static final double ENOUGH_VOICE_SECONDS = 0.5;

    private final Descriptors descriptors;
    private final float[] sound;
    private final Map<Descriptor, Track> smoothed = new EnumMap<>(Descriptor.class);

    /// @param frames 10 ms apart
    /// @param sound the stretch alone; the middle of frame 0 lies at [VoiceFrame#FIRST]
    Stretch(List<VoiceFrame> frames, float[] sound) {
        this.sound = sound;
        this.descriptors = new Descriptors(frames, sound, VoiceFrame.FIRST);
    }

    Track track(Descriptor descriptor) {
        return smoothed.computeIfAbsent(descriptor, d -> new Track(descriptors.of(d)).smoothed());
    }

    Track voiced(Descriptor descriptor) {
        return where(true, descriptor);
    }

    Track unvoiced(Descriptor descriptor) {
        return where(false, descriptor);
    }

    private Track where(boolean voiced, Descriptor descriptor) {
        var kept = descriptors.of(descriptor).clone();
        for (int t = 0; t < kept.length; t++) if (descriptors.isVoiced(t) != voiced) kept[t] = Double.NaN;
        return new Track(kept);
    }

    Track cepstrum(int coefficient) {
        var values = new double[descriptors.length()];
        for (int t = 0; t < values.length; t++)
            values[t] = descriptors.frame(t).spectrum().cepstrum()[coefficient];
        return new Track(values);
    }

    double voicedSegmentsPerSecond() {
        return lengths(true).count() / (descriptors.length() * HOP_SECONDS);
    }

    /// In seconds, of unbroken runs of voiced or of unvoiced frames.
    Track lengths(boolean voiced) {
        var lengths = new double[descriptors.length()];
        int count = 0;
        int run = 0;
        for (int t = 0; t <= descriptors.length(); t++) {
            if (t < descriptors.length() && descriptors.isVoiced(t) == voiced) {
                run++;
            } else if (run > 0) {
                lengths[count++] = run * HOP_SECONDS;
                run = 0;
            }
        }
        return new Track(Arrays.copyOf(lengths, count));
    }

    /// Mean power in dB re full scale; NaN in digital silence.
    double levelDb() {
        double power = 0;
        for (int t = 0; t < descriptors.length(); t++)
            power += descriptors.frame(t).spectrum().power();
        return power > 0 ? 10 * Math.log10(power / descriptors.length()) : Double.NaN;
    }

    /// Seconds of voiced frames.
    double voicedSeconds() {
        int voiced = 0;
        for (int t = 0; t < descriptors.length(); t++) if (descriptors.isVoiced(t)) voiced++;
        return voiced * HOP_SECONDS;
    }

    /// The stretch's samples; shared, so read only.
    float[] sound() {
        return sound;
    }

    SpeechRate rate() {
        return SpeechRate.of(descriptors);
    }

    Descriptors descriptors() {
        return descriptors;
    }

    /// The values that a reading carries; each confident in proportion to how much voice it rests on.
    Prosody prosody() {
        double confidence = Math.min(1, voicedSeconds() / ENOUGH_VOICE_SECONDS);
        var semitones = track(Descriptor.F0);
        return new Prosody(
                measured(new Track(descriptors.pitchHz()).mean(), confidence),
                measured(semitones.percentile(0.8) - semitones.percentile(0.2), confidence),
                measured(levelDb(), 1),
                measured(rate().perSecond(), confidence),
                measured(descriptors.perturbation().jitter(), confidence),
                measured(descriptors.perturbation().shimmerDb(), confidence),
                measured(descriptors.meanHarmonicity(), confidence));
    }

    private static Measurement measured(double value, double confidence) {
        return Double.isFinite(value)
                ? new Measurement.Measured(value, confidence)
                : new Measurement.NotMeasurable(Reason.TOO_SHORT);
    }
}
