package dev.attune.training.expressions;

import dev.attune.face.FaceCutter;
import java.util.random.RandomGenerator;

/// Cut-outs that stand in for faces: every expression is a pattern of its own, with noise.
final class Faces {
    private static final int EMOTIONS = 8;

    private Faces() {}

    static Examples of(int count, int expressions, RandomGenerator random) {
        var grey = new byte[count][];
        var votes = new float[count][EMOTIONS];
        for (int i = 0; i < count; i++) {
            int shown = i % expressions;
            grey[i] = showing(shown, random);
            votes[i][shown] = 1;
        }
        return new Examples(grey, votes);
    }

    private static byte[] showing(int expression, RandomGenerator random) {
        var grey = new byte[FaceCutter.SIZE * FaceCutter.SIZE];
        for (int i = 0; i < grey.length; i++) {
            int row = i / FaceCutter.SIZE;
            int phase = expression == 0 ? row : expression == 1 ? i % FaceCutter.SIZE : 32;
            grey[i] = (byte) (128 + 60 * Math.sin(phase * 0.4) + random.nextInt(-20, 20));
        }
        return grey;
    }
}
