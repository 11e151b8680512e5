package dev.attune.sensors;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Evidence;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Presence;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;

/// How the numbers of one other tool become Attune's; definition `tools/1`.
///
/// @param gain what its intensities are multiplied with to reach 0..5
record ToolNumbers(double gain, double reliability) {
    private static final Properties DEFINITION = definition();
    private static final double LEAST_CONFIDENCE = number("confidence.least");
    private static final double TRACE = 1; // FACS A

    static ModelRef ref() {
        return new ModelRef("tools", "1");
    }

    /// @param tool `openface` or `py-feat`
    static ToolNumbers of(String tool) {
        return new ToolNumbers(number(tool + ".gain"), number(tool + ".reliability"));
    }

    /// Of a tool that does not tell the sides apart.
    ActionUnit unit(int number, double told) {
        double intensity = gain * told;
        return new ActionUnit(
                number,
                intensity,
                intensity,
                reliability,
                Evidence.REPORTED,
                Presence.of(intensity >= TRACE, intensity >= TRACE));
    }

    /// @param confidence the tool's own, in [0, 1]
    static Quality quality(double confidence, Set<Reason> further) {
        var reasons = new LinkedHashSet<>(further);
        if (confidence < LEAST_CONFIDENCE) reasons.add(Reason.LOW_CONFIDENCE);
        return new Quality(confidence, reasons);
    }

    private static double number(String key) {
        var value = DEFINITION.getProperty(key);
        if (value == null) throw new IllegalStateException("tools/1 does not say '%s'".formatted(key));
        return Double.parseDouble(value.strip());
    }

    private static Properties definition() {
        try (var stream = ToolNumbers.class.getResourceAsStream("tools-1.properties")) {
            if (stream == null) throw new IllegalStateException("the definition tools-1.properties is not packed");
            var values = new Properties();
            values.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return values;
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the definition tools-1.properties", cause);
        }
    }
}
