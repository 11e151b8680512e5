package dev.attune.decisions;

import java.util.ArrayDeque;
import java.util.Deque;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// Looks over a playbook before it is made into a graph, for what YAML allows and a playbook does not: values that
/// stand elsewhere in the file, so that whoever reads a rule does not see what it says, and nesting that ends the
/// stack.
/// In the graph an alias is gone: it is the node it leads to, with that one's place.
final class YamlOutline {
    private static final int DEEPEST = 20; // a playbook needs eight

    private final YamlText source;
    private final Deque<Collection> open = new ArrayDeque<>();
    private boolean sound = true;

    private YamlOutline(YamlText source) {
        this.source = source;
    }

    private static final class Collection {
        private final boolean mapping;
        private boolean keyNext;
        private String key;

        Collection(boolean mapping, String key) {
            this.mapping = mapping;
            this.keyNext = mapping;
            this.key = key;
        }
    }

    /// False when there were faults; they stand in `source`.
    static boolean isSound(String yaml, LoadSettings settings, YamlText source) {
        var outline = new YamlOutline(source);
        new Parse(settings).parseString(yaml).forEach(outline::see);
        return outline.sound;
    }

    private void see(Event event) {
        if (event instanceof CollectionEndEvent) open.pop();
        if (!(event instanceof NodeEvent node)) return;
        var key = key(node);
        if (event instanceof AliasEvent alias)
            complain(
                    alias,
                    FaultKind.ALIAS,
                    "%s is '*%s', a value that stands elsewhere in the file. Maybe write it out here."
                            .formatted(key.isEmpty() ? "this" : "'%s'".formatted(key), alias.getAlias()));
        if (!(event instanceof CollectionStartEvent)) return;
        open.push(new Collection(event instanceof MappingStartEvent, key));
        if (open.size() == DEEPEST + 1)
            complain(
                    event,
                    FaultKind.WRONG_SHAPE,
                    "'%s' is nested deeper than %d levels. Maybe a bracket is not closed.".formatted(key, DEEPEST));
    }

    /// Under which key a node stands, or its list does; of a key itself, that key.
    private String key(NodeEvent node) {
        var around = open.peek();
        if (around == null) return "";
        if (!around.mapping) return around.key;
        if (around.keyNext) around.key = node instanceof ScalarEvent scalar ? scalar.getValue() : "";
        around.keyNext = !around.keyNext;
        return around.key;
    }

    private void complain(Event event, FaultKind kind, String message) {
        sound = false;
        event.getStartMark()
                .ifPresentOrElse(
                        mark -> source.complain(mark, kind, message), () -> source.complainAtStart(kind, message));
    }
}
