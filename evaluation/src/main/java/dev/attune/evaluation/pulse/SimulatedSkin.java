package dev.attune.evaluation.pulse;

import dev.attune.fusion.PulseSample;
import dev.attune.signals.Skin;
import dev.attune.signals.SkinPatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;

/// Skin without a pulse, as the camera chain delivers it: colour of three regions with the kinds of noise measured on
/// the development clip.
///
/// @param frameRateHz mean; intervals vary by `jitter` of themselves
/// @param chroma standard deviation of the noise of each region and channel a frame, relative
/// @param wander likewise of the slow changes of colour, per region, which carry most of their power below 1 Hz
/// @param sway standard deviation of the head's turn in degrees; turning changes shade and gloss
/// @param nodHz a regular nod on top, 0 for none
record SimulatedSkin(
        double frameRateHz,
        double jitter,
        double seconds,
        double chroma,
        double wander,
        double sway,
        double nodHz,
        double nodDegrees) {
    // Frame noise of the development clip: .14 to .78 % a channel, mostly shared by the channels; its shared part is
    // taken as half a percent here.
    private static final double SHARED = 0.004;
    private static final double[][] COLOURS = {{188, 159, 150}, {187, 150, 135}, {173, 137, 120}};
    private static final double SHADE_PER_DEGREE = 0.006; // synthetic heads: about 3 % over 5 degrees
    private static final double GLOSS_PER_DEGREE = 0.35; // levels of white added to every channel
    private static final double WANDER_HERTZ = 0.35;
    private static final double SWAY_HERTZ = 0.25;

    static SimulatedSkin still() {
        return new SimulatedSkin(30, 0, 40, 0.0012, 0.003, 0.4, 0, 0);
    }

    SimulatedSkin at(double changedFrameRateHz, double changedJitter) {
        return new SimulatedSkin(changedFrameRateHz, changedJitter, seconds, chroma, wander, sway, nodHz, nodDegrees);
    }

    SimulatedSkin noisy(double times) {
        return new SimulatedSkin(frameRateHz, jitter, seconds, chroma * times, wander * times, sway, nodHz, nodDegrees);
    }

    SimulatedSkin moving(double degrees) {
        return new SimulatedSkin(frameRateHz, jitter, seconds, chroma, wander, degrees, nodHz, nodDegrees);
    }

    SimulatedSkin nodding(double hertz, double degrees) {
        return new SimulatedSkin(frameRateHz, jitter, seconds, chroma, wander, sway, hertz, degrees);
    }

    SkinRun run(SplittableRandom random) {
        var samples = new ArrayList<PulseSample>();
        var yaw = new Wandering(SWAY_HERTZ, sway);
        var pitch = new Wandering(SWAY_HERTZ, sway);
        var slow = new Wandering[3][3];
        for (var region : slow) for (int k = 0; k < 3; k++) region[k] = new Wandering(WANDER_HERTZ, wander);
        double nodPhase = 2 * Math.PI * random.nextDouble();
        double last = 0;
        for (double t = 0; t < seconds; t += (1 + jitter * (2 * random.nextDouble() - 1)) / frameRateHz) {
            double dt = t - last;
            last = t;
            double turn = yaw.next(dt, random);
            double nod = pitch.next(dt, random) + nodDegrees * Math.sin(2 * Math.PI * nodHz * t + nodPhase);
            double shared = SHARED * random.nextGaussian();
            var patches = new SkinPatch[3];
            for (int region = 0; region < 3; region++) {
                double tilt = region == 0 ? nod : region == 1 ? 0.7 * nod + turn : 0.7 * nod - turn;
                double[] rgb = new double[3];
                for (int k = 0; k < 3; k++) {
                    double own = chroma * random.nextGaussian() + slow[region][k].next(dt, random);
                    rgb[k] =
                            COLOURS[region][k] * (1 + shared + own + SHADE_PER_DEGREE * tilt) + GLOSS_PER_DEGREE * tilt;
                }
                patches[region] = new SkinPatch(rgb[0], rgb[1], rgb[2], 900, 0);
            }
            samples.add(new PulseSample(
                    Duration.ofNanos(Math.round(t * 1e9)),
                    new Skin(patches[0], patches[1], patches[2]),
                    5 + 0.02 * turn + 0.002 * random.nextGaussian(),
                    4 - 0.02 * nod + 0.002 * random.nextGaussian(),
                    4.5 + 0.001 * random.nextGaussian(),
                    turn + 0.1 * random.nextGaussian(),
                    nod + 0.1 * random.nextGaussian(),
                    0.1 * random.nextGaussian()));
        }
        return new SkinRun(samples);
    }

    /// A random walk that is pulled back, so that it has a standard deviation (Ornstein & Uhlenbeck 1930).
    private static final class Wandering {
        private final double cornerHz;
        private final double deviation;
        private double value;

        Wandering(double cornerHz, double deviation) {
            this.cornerHz = cornerHz;
            this.deviation = deviation;
        }

        double next(double dt, SplittableRandom random) {
            double keep = Math.exp(-2 * Math.PI * cornerHz * dt);
            return value = keep * value + deviation * Math.sqrt(1 - keep * keep) * random.nextGaussian();
        }
    }
}
