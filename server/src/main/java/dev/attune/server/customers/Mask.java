package dev.attune.server.customers;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// An event with its shape left and its values gone: what kind stands where, and how much of it.
final class Mask {
    /// Say what kind of event it is and when it was, not whose; seeing them is what a dead letter is for.
    private static final Set<String> PLAIN =
            Set.of("type", "event", "timestamp", "sentAt", "originalTimestamp", "specversion", "time");

    private static final int DEEPEST = 12;
    private static final int MOST = 50; // members of one object or array
    private static final int LONGEST_PLAIN = 100;
    private final JsonNodeFactory nodes = JsonNodeFactory.instance;

    JsonNode of(JsonNode node) {
        return of("", node, 0);
    }

    private JsonNode of(String name, JsonNode node, int depth) {
        if (depth > DEEPEST) return nodes.stringNode("…");
        if (node.isObject()) {
            var masked = nodes.objectNode();
            node.properties().stream()
                    .limit(MOST)
                    .forEach(each ->
                            masked.set(each.getKey(), of(depth == 0 ? each.getKey() : "", each.getValue(), depth + 1)));
            return masked;
        }
        if (node.isArray()) {
            var masked = nodes.arrayNode();
            node.valueStream().limit(MOST).forEach(each -> masked.add(of("", each, depth + 1)));
            return masked;
        }
        if (node.isString()) {
            String text = node.asString();
            return nodes.stringNode(
                    PLAIN.contains(name) && text.length() <= LONGEST_PLAIN
                            ? text
                            : "•••, %d characters".formatted(text.length()));
        }
        if (node.isNumber()) return nodes.stringNode("•••, a number");
        return node; // true, false and null tell little, and are what often is wrong
    }
}
