package dev.attune.evaluation.voice;

import dev.attune.media.MediaException;
import dev.attune.media.Pcm;
import dev.attune.voice.VoiceAnalyzer;
import dev.attune.voice.VoiceEvent;
import dev.attune.voice.VoiceModels;
import dev.attune.voice.VoiceOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How much of one core reading a voice takes, warm: speech detection, features and tones, a reading every second.
///
/// @param speech how much of the sound is speech, which costs most
/// @param processor time of the one thread that reads
public record VoiceSpeed(Duration sound, Duration speech, Duration processor) {
    private static final Duration WINDOW = Duration.ofMillis(20); // as packets come
    private static final int RATE_HZ = 16_000;

    /// The share of real time that one core needs, such as 0.02.
    public double share() {
        return (double) processor.toNanos() / sound.toNanos();
    }

    public double speechShare() {
        return (double) speech.toNanos() / sound.toNanos();
    }

    /// Hears all files one after the other, as one stream, and again: the first round warms up.
    public static VoiceSpeed of(List<Path> files, VoiceModels models) throws MediaException {
        var clips = new ArrayList<float[]>();
        for (var file : files) clips.add(ClipSound.read(file));
        hear(clips, models);
        return hear(clips, models);
    }

    private static VoiceSpeed hear(List<float[]> clips, VoiceModels models) {
        var threads = ManagementFactory.getThreadMXBean();
        int window = (int) (WINDOW.toMillis() * RATE_HZ / 1000);
        long samples = 0;
        long processor = 0;
        var speech = Duration.ZERO;
        try (var analyzer = new VoiceAnalyzer(models, VoiceOptions.WIDE_BAND)) {
            for (float[] clip : clips)
                for (int from = 0; from + window <= clip.length; from += window, samples += window) {
                    var at = Duration.ofNanos(samples * 1_000_000_000L / RATE_HZ);
                    var part = new Pcm(at, RATE_HZ, Arrays.copyOfRange(clip, from, from + window));
                    long before = threads.getCurrentThreadCpuTime();
                    var events = analyzer.accept(part);
                    processor += threads.getCurrentThreadCpuTime() - before;
                    for (var event : events)
                        if (event instanceof VoiceEvent.SpeechEnded ended)
                            speech = speech.plus(ended.speech().length());
                }
        }
        return new VoiceSpeed(
                Duration.ofNanos(samples * 1_000_000_000L / RATE_HZ), speech, Duration.ofNanos(processor));
    }
}
