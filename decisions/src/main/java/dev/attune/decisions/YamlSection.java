package dev.attune.decisions;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One mapping of a playbook whose keys are known beforehand. Whatever is wrong is noted with its place; the getters
/// then answer with something harmless, so that one reading finds every fault.
final class YamlSection {
    private final YamlText source;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /// @param keys those allowed; any other is a fault
    YamlSection(YamlText source, Node node, String what, Set<String> keys) {
        this.source = source;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            source.complain(node, FaultKind.WRONG_SHAPE, what + " must be a mapping of keys to values");
            return;
        }
        for (var tuple : mapping.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!keys.contains(key))
                source.complain(
                        tuple.getKeyNode(),
                        FaultKind.UNKNOWN_KEY,
                        "%s has no key '%s'. Maybe one of: %s."
                                .formatted(what, key, String.join(", ", new TreeSet<>(keys))));
            else if (values.put(key, tuple.getValueNode()) != null)
                source.complain(tuple.getKeyNode(), FaultKind.KEY_TWICE, "the key '%s' stands twice".formatted(key));
        }
    }

    Node node() {
        return node;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /// The node behind a key that must be there; a complaint and the section itself otherwise.
    Node required(String key) {
        var value = values.get(key);
        if (value != null) return value;
        source.complain(node, FaultKind.KEY_MISSING, "the key '%s' is missing".formatted(key));
        return node;
    }

    @Nullable
    ScalarNode scalar(String key) {
        return required(key) instanceof ScalarNode scalar ? scalar : complainAboutScalar(key);
    }

    String text(String key) {
        var scalar = scalar(key);
        if (scalar == null) return "missing";
        if (scalar.getValue().isBlank())
            source.complain(scalar, FaultKind.BLANK, "'%s' must not be blank".formatted(key));
        return scalar.getValue().strip();
    }

    String text(String key, String whenAbsent) {
        return has(key) ? text(key) : whenAbsent;
    }

    int integer(String key, int whenAbsent) {
        if (!has(key)) return whenAbsent;
        var scalar = scalar(key);
        if (scalar == null) return whenAbsent;
        try {
            return Integer.parseInt(scalar.getValue());
        } catch (NumberFormatException notANumber) {
            source.complain(
                    scalar,
                    FaultKind.NOT_A_WHOLE_NUMBER,
                    "'%s' must be a whole number, got '%s'".formatted(key, scalar.getValue()));
            return whenAbsent;
        }
    }

    Duration duration(String key, Duration whenAbsent) {
        if (!has(key)) return whenAbsent;
        var scalar = scalar(key);
        if (scalar == null) return whenAbsent;
        try {
            var duration = Duration.parse(scalar.getValue());
            if (!duration.isNegative()) return duration;
            source.complain(scalar, FaultKind.IMPOSSIBLE, "'%s' must not be negative, got %s".formatted(key, duration));
        } catch (DateTimeParseException notADuration) {
            source.complain(
                    scalar,
                    FaultKind.NOT_A_DURATION,
                    "'%s' must be an ISO 8601 duration, got '%s'. Maybe PT3S for three seconds."
                            .formatted(key, scalar.getValue()));
        }
        return whenAbsent;
    }

    List<Node> list(String key) {
        if (required(key) instanceof SequenceNode sequence) return sequence.getValue();
        if (has(key)) source.complain(required(key), FaultKind.WRONG_SHAPE, "'%s' must be a list".formatted(key));
        return List.of();
    }

    /// A free mapping, as plain Java values.
    Map<String, Object> free(String key) {
        if (!has(key)) return Map.of();
        if (required(key) instanceof MappingNode mapping) return plain(mapping);
        source.complain(
                required(key),
                FaultKind.WRONG_SHAPE,
                "'%s' must be a mapping of names to values. Maybe %s: {name: value}.".formatted(key, key));
        return Map.of();
    }

    private @Nullable ScalarNode complainAboutScalar(String key) {
        if (has(key))
            source.complain(required(key), FaultKind.WRONG_SHAPE, "'%s' must be a single value".formatted(key));
        return null;
    }

    private Map<String, Object> plain(MappingNode mapping) {
        var map = new LinkedHashMap<String, Object>();
        for (var tuple : mapping.getValue()) {
            var name = ((ScalarNode) tuple.getKeyNode()).getValue(); // others are refused as no YAML
            if (map.put(name, plain(tuple.getValueNode())) != null)
                source.complain(tuple.getKeyNode(), FaultKind.KEY_TWICE, "the key '%s' stands twice".formatted(name));
        }
        return map;
    }

    private Object plain(Node value) {
        return switch (value) {
            case MappingNode mapping -> plain(mapping);
            case SequenceNode sequence ->
                sequence.getValue().stream().map(this::plain).toList();
            case ScalarNode scalar -> plainScalar(scalar);
            default -> throw new IllegalArgumentException("an unknown kind of node, got " + value);
        };
    }

    private Object plainScalar(ScalarNode scalar) {
        var text = scalar.getValue();
        try {
            if (scalar.getTag().equals(Tag.BOOL)) return Boolean.parseBoolean(text);
            if (scalar.getTag().equals(Tag.INT)) return Long.parseLong(text);
            if (scalar.getTag().equals(Tag.FLOAT)) return Double.parseDouble(text);
        } catch (NumberFormatException tooLargeOrNone) { // such as .inf, .nan or twenty digits
            source.complain(
                    scalar, FaultKind.NOT_A_NUMBER, "'%s' is no number that a playbook can hold".formatted(text));
        }
        return text;
    }
}
