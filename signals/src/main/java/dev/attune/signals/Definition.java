package dev.attune.signals;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The numbers of one versioned rule: data that a result names, not code.
public final class Definition {
    private final ModelRef ref;
    private final Properties values;

    private Definition(ModelRef ref, Properties values) {
        this.ref = ref;
        this.values = values;
    }

    /// Reads `ID-VERSION.properties`.
    ///
    /// @param beside a class of the room and package that the file is packed with
    public static Definition load(Class<?> beside, String id, String version) {
        var file = "%s-%s.properties".formatted(id, version);
        try (var stream = beside.getResourceAsStream(file)) {
            if (stream == null) throw new IllegalStateException("the definition %s is not packed".formatted(file));
            var values = new Properties();
            values.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return new Definition(new ModelRef(id, version), values);
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the definition " + file, cause);
        }
    }

    public ModelRef ref() {
        return ref;
    }

    public String text(String key) {
        var value = values.getProperty(key);
        if (value == null) throw new IllegalStateException("%s does not say '%s'".formatted(ref, key));
        return value.strip();
    }

    public double number(String key) {
        return Double.parseDouble(text(key));
    }

    public double number(String key, double whenAbsent) {
        return values.containsKey(key) ? number(key) : whenAbsent;
    }

    public int whole(String key) {
        return Integer.parseInt(text(key));
    }

    public Duration seconds(String key) {
        return Duration.ofNanos(Math.round(number(key) * 1e9));
    }

    /// The whole numbers of a list separated by blanks; empty when the key is absent.
    public List<Integer> integers(String key) {
        @Nullable String list = values.getProperty(key);
        var numbers = new ArrayList<Integer>();
        if (list != null) for (var number : list.strip().split(" +")) numbers.add(Integer.valueOf(number));
        return List.copyOf(numbers);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /// Every key with this prefix, in alphabetical order, without the prefix.
    public List<String> keysAfter(String prefix) {
        return values.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
    }
}
