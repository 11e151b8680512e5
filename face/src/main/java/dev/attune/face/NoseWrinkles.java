package dev.attune.face;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// How wrinkled the nose looks on either side: the sum of its [SkinTexture] with the weights of a data file, which
/// `attune train nose-wrinkles` fits. No unit and no zero of its own: it counts only against a neutral face.
record NoseWrinkles(double left, double right) {
    private static final String FILE = "nose-wrinkles-1.csv";
    private static final double[] WEIGHTS = weights();

    /// Of a face whose picture is not at hand: as a neutral one.
    static NoseWrinkles unseen() {
        return new NoseWrinkles(0, 0);
    }

    static NoseWrinkles of(SkinTexture.Sides texture) {
        return new NoseWrinkles(sum(texture.left()), sum(texture.right()));
    }

    private static double sum(double[] texture) {
        double sum = 0;
        for (int i = 0; i < texture.length; i++) sum += WEIGHTS[i] * texture[i];
        return sum;
    }

    private static double[] weights() {
        var stream = Objects.requireNonNull(NoseWrinkles.class.getResourceAsStream(FILE), FILE);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var weights = reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (weights.length != SkinTexture.SIZE)
                throw new IllegalStateException(
                        "%s holds %d weights, expected %d".formatted(FILE, weights.length, SkinTexture.SIZE));
            return weights;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }
}
