package dev.attune.face;

import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// Two networks' readings as one calibrated distribution; formula and its numbers: `expression-mix-1.properties`.
record ExpressionMix(double ownWeight, double packagedWeight, double floor) {
    static final String FORMULA = "expression-mix";
    static final String VERSION = "1";

    private static final int CONTEMPT = Emotion.CONTEMPT.ordinal();

    ExpressionMix {
        if (!(ownWeight >= 0 && packagedWeight >= 0 && ownWeight + packagedWeight > 0))
            throw new IllegalArgumentException(
                    "weights must not be negative nor both zero, got %s and %s".formatted(ownWeight, packagedWeight));
        if (!(floor > 0 && floor < 1)) throw new IllegalArgumentException("the floor must be in ]0, 1[, got " + floor);
    }

    static ExpressionMix standard() {
        var name = FORMULA + "-" + VERSION + ".properties";
        try (var stream = ExpressionMix.class.getResourceAsStream(name)) {
            if (stream == null) throw new IllegalStateException("the definition %s is not packed".formatted(name));
            var values = new Properties();
            values.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return new ExpressionMix(
                    number(values, "weight.own"), number(values, "weight.faceapi"), number(values, "floor"));
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the definition " + name, cause);
        }
    }

    /// @param own eight probabilities in the order of [Emotion]
    /// @param packaged the same; its contempt is not looked at
    EmotionDistribution of(double[] own, double[] packaged) {
        var mixed = new double[own.length];
        double sum = 0;
        for (int i = 0; i < mixed.length; i++) {
            if (i == CONTEMPT) continue;
            double logarithm = ownWeight * Math.log(Math.max(floor, own[i]))
                    + packagedWeight * Math.log(Math.max(floor, packaged[i]));
            sum += mixed[i] = Math.exp(logarithm);
        }
        for (int i = 0; i < mixed.length; i++) mixed[i] *= (1 - own[CONTEMPT]) / sum;
        mixed[CONTEMPT] = own[CONTEMPT];
        return EmotionDistribution.of(mixed);
    }

    private static double number(Properties values, String key) {
        var text = values.getProperty(key);
        if (text == null) throw new IllegalStateException("%s/%s does not say '%s'".formatted(FORMULA, VERSION, key));
        return Double.parseDouble(text.strip());
    }
}
