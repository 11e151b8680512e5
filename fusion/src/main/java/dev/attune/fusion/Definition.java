package dev.attune.fusion;

import dev.attune.signals.ModelRef;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The numbers of one versioned definition, read from `ID-VERSION.properties` beside this class.
final class Definition {
    private final ModelRef ref;
    private final Properties values;

    private Definition(ModelRef ref, Properties values) {
        this.ref = ref;
        this.values = values;
    }

    static Definition load(String id, String version) {
        var name = id + "-" + version + ".properties";
        try (var stream = Definition.class.getResourceAsStream(name)) {
            if (stream == null) throw new IllegalStateException("the definition %s is not packed".formatted(name));
            var values = new Properties();
            values.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return new Definition(new ModelRef(id, version), values);
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the definition " + name, cause);
        }
    }

    ModelRef ref() {
        return ref;
    }

    double number(String key) {
        return Double.parseDouble(text(key));
    }

    double number(String key, double whenAbsent) {
        return values.containsKey(key) ? number(key) : whenAbsent;
    }

    Duration seconds(String key) {
        return Duration.ofNanos(Math.round(number(key) * 1e9));
    }

    /// The whole numbers of a list separated by blanks; empty when the key is absent.
    List<Integer> integers(String key) {
        @Nullable String list = values.getProperty(key);
        var numbers = new ArrayList<Integer>();
        if (list != null) for (var number : list.strip().split(" +")) numbers.add(Integer.valueOf(number));
        return List.copyOf(numbers);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /// Every key with this prefix, in alphabetical order, without the prefix.
    List<String> keysAfter(String prefix) {
        return values.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
    }

    String text(String key) {
        var value = values.getProperty(key);
        if (value == null) throw new IllegalStateException("%s does not say '%s'".formatted(ref, key));
        return value.strip();
    }
}
