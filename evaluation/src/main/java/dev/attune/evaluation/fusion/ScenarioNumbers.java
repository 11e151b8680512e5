package dev.attune.evaluation.fusion;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// The numbers of `scenarios/1`.
final class ScenarioNumbers {
    private static final Properties VALUES = load();

    private ScenarioNumbers() {}

    static double number(String key) {
        var value = VALUES.getProperty(key);
        if (value == null) throw new IllegalStateException("scenarios/1 does not say '%s'".formatted(key));
        return Double.parseDouble(value.strip());
    }

    /// The correlation that belongs to a share of right answers, see the data file.
    static double correlation(String key) {
        return Math.sin(Math.PI * (number(key) - 0.5));
    }

    private static Properties load() {
        try (var in = ScenarioNumbers.class.getResourceAsStream("scenarios-1.properties")) {
            if (in == null) throw new IllegalStateException("scenarios-1.properties is missing from the jar");
            var values = new Properties();
            values.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
