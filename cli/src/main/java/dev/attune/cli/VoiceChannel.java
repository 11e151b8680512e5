package dev.attune.cli;

import dev.attune.media.Pcm;
import java.util.List;
import java.util.Locale;

/// Whose voice is read of a sound track with several channels.
enum VoiceChannel {
    /// The mean of all: one person before one camera.
    MIX,
    LEFT,
    RIGHT;

    static VoiceChannel of(String name) {
        for (var channel : values()) if (channel.name().toLowerCase(Locale.ROOT).equals(name)) return channel;
        throw new IllegalArgumentException("unknown channel '%s'. Maybe one of: mix, left, right.".formatted(name));
    }

    /// @param window one stretch of sound for each channel, all of the same time and length
    Pcm of(List<Pcm> window) {
        return switch (this) {
            case LEFT -> window.getFirst();
            case RIGHT -> window.get(Math.min(1, window.size() - 1)); // of a single channel there is but one
            case MIX -> window.size() == 1 ? window.getFirst() : mean(window);
        };
    }

    private static Pcm mean(List<Pcm> window) {
        var first = window.getFirst();
        var sum = new float[first.samples().length];
        for (var channel : window) for (int i = 0; i < sum.length; i++) sum[i] += channel.samples()[i] / window.size();
        for (int i = 0; i < sum.length; i++) sum[i] = Math.clamp(sum[i], -1f, 1f); // of rounding only
        return new Pcm(first.at(), first.sampleRateHz(), sum);
    }
}
