package dev.attune.server.customers;

import dev.attune.text.personaldata.Redactor;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// An event with its shape left and its values gone: what kind stands where, and how much of it. What names something
/// in it may be data of a person too, as where an object is keyed by addresses: that is replaced like in any text.
final class Mask {
    /// Say what kind of event it is and when it was, not whose; seeing them is what a dead letter is for.
    private static final Set<String> PLAIN =
            Set.of("type", "event", "timestamp", "sentAt", "originalTimestamp", "specversion", "time");

    private static final int DEEPEST = 12;
    private static final int MOST = 50; // members of one object or array
    private static final int LONGEST_PLAIN = 100;
    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final Redactor redactor = new Redactor();

    /// What names something, for example an event, a property or a path, without data of a person.
    String name(String name) {
        return redactor.redact(name).text();
    }

    JsonNode of(JsonNode node) {
        return of("", node, 0);
    }

    private JsonNode of(String name, JsonNode node, int depth) {
        if (depth > DEEPEST) return nodes.stringNode("…");
        if (node.isObject()) {
            var masked = nodes.objectNode();
            node.properties().stream()
                    .limit(MOST)
                    .forEach(each -> masked.set(
                            name(each.getKey()), of(depth == 0 ? each.getKey() : "", each.getValue(), depth + 1)));
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
                            ? name(text)
                            : "•••, %d characters".formatted(text.length()));
        }
        if (node.isNumber()) return nodes.stringNode("•••, a number");
        return node; // true, false and null tell little, and are what often is wrong
    }
}
