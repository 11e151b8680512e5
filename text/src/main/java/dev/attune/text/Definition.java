package dev.attune.text;

import dev.attune.signals.ModelRef;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// The numbers of one rule of this room, from its versioned file `id-version.properties`.
final class Definition {
    private final ModelRef ref;
    private final Properties values;

    private Definition(ModelRef ref, Properties values) {
        this.ref = ref;
        this.values = values;
    }

    static Definition load(String id, String version) {
        var file = "%s-%s.properties".formatted(id, version);
        try (var stream = Definition.class.getResourceAsStream(file)) {
            if (stream == null) throw new IllegalStateException("the definition %s is missing".formatted(file));
            var values = new Properties();
            values.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return new Definition(new ModelRef(id, version), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ModelRef ref() {
        return ref;
    }

    String text(String key) {
        var value = values.getProperty(key);
        if (value == null) throw new IllegalStateException("%s has no value '%s'".formatted(ref, key));
        return value.strip();
    }

    double number(String key) {
        return Double.parseDouble(text(key));
    }
}
