package dev.attune.actor;

import dev.attune.actor.Scene.Framing;
import dev.attune.actor.Scene.Lighting;
import dev.attune.actor.Scene.Sensor;
import java.time.Duration;
import java.util.Random;
import java.util.function.BiConsumer;

/// People who look around: random heads, eyes, lids, light and sensors, the same for the same number of a person.
///
/// Half of the heads stay within 12 degrees of yaw, a quarter each within 30 and 60; eyes turn up to 30 degrees
/// sideways, 25 down and 20 up in the head. A third of the frames have half-closed lids, some smile, frown or raise
/// their brows: lids must not be taken for gaze. The first frame of each person looks straight into the camera.
public final class GazeStage {
    private static final int SIDE = 320;
    private static final int FIRST_IDENTITY = 1000;

    private GazeStage() {}

    /// @param person any number; its identity, light and frames follow from it
    public static void play(Rig rig, int person, int frames, BiConsumer<Expression, Shot> audience) {
        var random = new Random(7919L * person + 5); // any odd prime keeps neighbours apart
        double height = 2.9 + 0.3 * random.nextDouble();
        var scene = Scene.portrait(SIDE, SIDE)
                .withSamplesPerSide(1)
                .withSeed(person)
                .withFraming(new Framing(height, 0.42))
                .withLighting(new Lighting(
                        -60 + 120 * random.nextDouble(),
                        5 + 40 * random.nextDouble(),
                        0.7 + 0.5 * random.nextDouble(),
                        0.7 + 0.6 * random.nextDouble()))
                .withSensor(new Sensor(1 + 2 * random.nextDouble(), 0.5, 0.8 + 0.4 * random.nextDouble(), false));
        var renderer = new Renderer(rig, Identity.seeded(FIRST_IDENTITY + person), scene);
        for (int k = 0; k < frames; k++) {
            var expression = k == 0 ? Expression.NEUTRAL : drawn(k, random);
            audience.accept(expression, renderer.render(expression, Duration.ofMillis(40L * k)));
        }
    }

    private static Expression drawn(int k, Random random) {
        double range = k % 4 == 3 ? 60 : k % 4 == 2 ? 30 : 12;
        double headYaw = range * (2 * random.nextDouble() - 1);
        double headPitch = Math.clamp((k % 3 == 0 ? 16 : 7) * random.nextGaussian(), -30, 30);
        double headRoll = (k % 5 == 0 ? 25 : 6) * (2 * random.nextDouble() - 1);
        double eyeYaw = 30 * (2 * random.nextDouble() - 1);
        double eyePitch = -25 + 45 * random.nextDouble();
        var face = Expression.NEUTRAL;
        if (random.nextDouble() < 0.35) face = face.with(43, 2 * random.nextDouble());
        if (random.nextDouble() < 0.2)
            face = face.with(12, 4 * random.nextDouble()).with(6, 4 * random.nextDouble());
        if (random.nextDouble() < 0.2) face = face.with(7, 4 * random.nextDouble());
        if (random.nextDouble() < 0.15) face = face.with(5, 4 * random.nextDouble());
        if (random.nextDouble() < 0.15)
            face = face.with(1, 4 * random.nextDouble()).with(2, 4 * random.nextDouble());
        if (random.nextDouble() < 0.15) face = face.with(4, 4 * random.nextDouble());
        return face.withHead(headYaw, headPitch, headRoll).withEyes(eyeYaw, eyePitch);
    }
}
