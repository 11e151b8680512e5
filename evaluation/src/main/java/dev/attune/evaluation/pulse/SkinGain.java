package dev.attune.evaluation.pulse;

import dev.attune.actor.Pulse;
import java.time.Duration;
import java.util.function.DoubleFunction;

/// What may change the colour of skin over time, as factors for red, green and blue.
final class SkinGain {
    private SkinGain() {}

    static DoubleFunction<double[]> pulse(double beatsPerMinute, double greenAmplitude) {
        var pulse = new Pulse(beatsPerMinute, greenAmplitude);
        return seconds -> {
            var gain = pulse.at(Duration.ofNanos(Math.round(seconds * 1e9)));
            return new double[] {gain.red(), gain.green(), gain.blue()};
        };
    }

    /// All channels alike: a lamp that flickers, or its beat with the camera's shutter.
    static DoubleFunction<double[]> whiteFlicker(double hertz, double amplitude) {
        return seconds -> {
            double by = 1 + amplitude * Math.sin(2 * Math.PI * hertz * seconds);
            return new double[] {by, by, by};
        };
    }

    /// Warm and cold in turn, as a screen or two unlike lamps make it.
    static DoubleFunction<double[]> hueFlicker(double hertz, double amplitude) {
        return seconds -> {
            double by = amplitude * Math.sin(2 * Math.PI * hertz * seconds);
            return new double[] {1 + by, 1, 1 - by};
        };
    }

    /// Slow: the sun behind clouds.
    static DoubleFunction<double[]> drift(double amplitude) {
        return seconds -> {
            double by = amplitude * Math.sin(2 * Math.PI * 0.05 * seconds);
            return new double[] {1 + by, 1 + 0.9 * by, 1 + 0.8 * by};
        };
    }
}
