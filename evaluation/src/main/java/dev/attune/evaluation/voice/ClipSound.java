package dev.attune.evaluation.voice;

import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import dev.attune.media.Pcm;
import dev.attune.voice.VoiceAnalyzer;
import dev.attune.voice.VoiceEvent.VoiceReading;
import dev.attune.voice.VoiceModels;
import dev.attune.voice.VoiceOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Hears one labelled clip as the product would.
public final class ClipSound {
    private ClipSound() {}

    /// The first channel of a recording, whole, at 16 kHz.
    public static float[] read(Path file) throws MediaException {
        try (var source = MediaFile.openSound(file)) {
            var samples = new float[16_000];
            int length = 0;
            for (var window = source.next(); window != null; window = source.next()) {
                float[] part = window.getFirst().samples();
                if (length + part.length > samples.length)
                    samples = Arrays.copyOf(samples, Math.max(2 * samples.length, length + part.length));
                System.arraycopy(part, 0, samples, length, part.length);
                length += part.length;
            }
            return Arrays.copyOf(samples, length);
        }
    }

    /// Every reading of the clip, in order.
    public static List<VoiceReading> readings(float[] samples, VoiceModels models, VoiceOptions options) {
        var readings = new ArrayList<VoiceReading>();
        try (var analyzer = new VoiceAnalyzer(models, options)) {
            var events = new ArrayList<>(analyzer.accept(new Pcm(Duration.ZERO, 16_000, samples)));
            events.addAll(analyzer.finish());
            for (var event : events) if (event instanceof VoiceReading reading) readings.add(reading);
        }
        return readings;
    }
}
