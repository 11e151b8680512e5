package dev.attune.server.customers;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// How much work a tenant's schema can make of one event, told before it is taken.
///
/// A few lines are enough for any amount: thirty definitions that each refer twice to the next look at the same value
/// 2^30 times, and one that refers to itself without going into the event never ends. So counted is, for the worst
/// event, how many rules are looked at on the way from its root to one of its leaves: the rules of a schema, of all
/// that apply to the same value (`allOf`, `$ref`, `if` …), and of those for the level below, as deep as an event goes.
final class SchemaCost {
    static final int MOST = 2_000;
    private static final int LONGEST_WAY = 400; // of references and levels, as each is a few calls deep
    private static final int LEVELS = SegmentReader.DEEPEST + 2; // the root, and the level where nesting is refused

    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final Set<String> ANCHORS = Set.of("$anchor", "$dynamicAnchor");

    /// Whose schemas are for the same value.
    private static final Set<String> IN_PLACE =
            Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies");

    /// Whose schemas are for the level below: one for each value there, or all for each.
    private static final Set<String> ONE_BELOW = Set.of("properties", "prefixItems");

    private static final Set<String> ALL_BELOW = Set.of(
            "patternProperties",
            "additionalProperties",
            "unevaluatedProperties",
            "propertyNames",
            "items",
            "additionalItems",
            "unevaluatedItems",
            "contains");

    /// Whose schemas have names.
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "dependentSchemas", "dependencies");

    private final JsonNode root;
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private final List<Map<JsonNode, Long>> known = new ArrayList<>(); // by levels left
    private final Map<JsonNode, Integer> underWay = new IdentityHashMap<>(); // with the levels left
    private int way; // how many are under way

    private SchemaCost(JsonNode root) {
        this.root = root;
        for (int level = 0; level <= LEVELS; level++) known.add(new IdentityHashMap<>());
        nameAnchors(root);
    }

    /// @throws IllegalArgumentException when it would take too long, or for ever
    static void require(JsonNode schema) {
        if (new SchemaCost(schema).of(schema, LEVELS) > MOST) throw tooMuch();
    }

    private static IllegalArgumentException tooMuch() {
        return new IllegalArgumentException(
                "This schema takes too long: more than %,d of its rules could be looked at for one value. Maybe refer to fewer definitions from one place, or put fewer alternatives inside each other."
                        .formatted(MOST));
    }

    private void nameAnchors(JsonNode node) {
        if (node.isObject())
            for (var each : node.properties())
                if (ANCHORS.contains(each.getKey()) && each.getValue().isString())
                    anchors.put(each.getValue().asString(), node);
        if (node != root && node.path("$id").isString())
            throw new IllegalArgumentException(
                    "An $id stands only at the top of a schema here. Maybe use $defs and \"$ref\": \"#/$defs/…\".");
        node.forEach(this::nameAnchors);
    }

    /// @param levels how many the value may have below it
    private long of(JsonNode schema, int levels) {
        if (!schema.isObject()) return 1;
        var before = known.get(levels).get(schema);
        if (before != null) return before;
        Integer above = underWay.get(schema);
        if (above != null && above == levels)
            throw new IllegalArgumentException(
                    "This schema goes round in a circle: a $ref leads back to itself without going into the event. Maybe refer to it below properties or items.");
        if (++way > LONGEST_WAY) throw tooMuch();
        underWay.put(schema, levels);
        long cost = 1;
        for (var rule : schema.properties()) {
            cost += of(rule.getKey(), rule.getValue(), levels);
            if (cost > MOST) throw tooMuch();
        }
        if (above == null) underWay.remove(schema);
        else underWay.put(schema, above);
        way--;
        known.get(levels).put(schema, cost);
        return cost;
    }

    private long of(String keyword, JsonNode value, int levels) {
        if (REFERENCES.contains(keyword) && value.isString())
            return target(value.asString()).map(schema -> of(schema, levels)).orElse(1L);
        if (IN_PLACE.contains(keyword))
            return schemas(keyword, value)
                    .mapToLong(schema -> of(schema, levels))
                    .sum();
        if (levels > 0 && ALL_BELOW.contains(keyword))
            return schemas(keyword, value)
                    .mapToLong(schema -> of(schema, levels - 1))
                    .sum();
        long size = Math.max(1, value.size());
        return levels > 0 && ONE_BELOW.contains(keyword)
                ? size
                        + schemas(keyword, value)
                                .mapToLong(schema -> of(schema, levels - 1))
                                .max()
                                .orElse(0)
                : size;
    }

    private static Stream<JsonNode> schemas(String keyword, JsonNode value) {
        return NAMED.contains(keyword) || value.isArray() ? value.valueStream() : Stream.of(value);
    }

    private Optional<JsonNode> target(String reference) {
        int hash = reference.indexOf('#');
        String where = hash < 0 ? reference : reference.substring(0, hash);
        if (!where.isEmpty() && !where.equals(root.path("$id").asString("")))
            throw new IllegalArgumentException(
                    "A $ref leads nowhere but into its own schema here, got '%s'. Maybe copy that into $defs."
                            .formatted(reference));
        String fragment = hash < 0
                ? ""
                : URLDecoder.decode(reference.substring(hash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        @Nullable
        JsonNode found = fragment.isEmpty() || fragment.startsWith("/")
                ? root.at(JsonPointer.compile(fragment))
                : anchors.get(fragment);
        return Optional.ofNullable(found).filter(node -> !node.isMissingNode());
    }
}
