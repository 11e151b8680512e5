package dev.attune.server.live;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/// Everything that can be reached from an object through the fields of our own classes, arrays, collections and maps:
/// what a memory dump of it would show.
final class Reachable {
    private final StringBuilder texts = new StringBuilder();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> ahead = new ArrayDeque<>();

    private Reachable() {}

    static Reachable from(Object root) throws ReflectiveOperationException {
        var reachable = new Reachable();
        reachable.meet(root);
        while (!reachable.ahead.isEmpty()) reachable.look(reachable.ahead.remove());
        return reachable;
    }

    /// Whether some bytes or text hold it, as they are or as Base64.
    boolean holds(String marker) {
        byte[] bytes = marker.getBytes(StandardCharsets.ISO_8859_1);
        // whole groups of three bytes look the same whatever follows them
        var base64 = Base64.getEncoder().encodeToString(bytes).substring(0, bytes.length / 3 * 4);
        return texts.indexOf(marker) >= 0 || texts.indexOf(base64) >= 0;
    }

    private void meet(Object object) {
        if (object != null && seen.add(object)) ahead.add(object);
    }

    private void look(Object object) throws ReflectiveOperationException {
        switch (object) {
            case byte[] bytes ->
                texts.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
            case ByteArrayOutputStream bytes -> meet(bytes.toByteArray());
            case CharSequence text -> texts.append(text).append('\n');
            case Map<?, ?> map -> {
                map.keySet().forEach(this::meet);
                map.values().forEach(this::meet);
            }
            case Path path -> texts.append(path).append('\n'); // iterates over itself without an end
            case Iterable<?> many -> many.forEach(this::meet);
            default -> {
                var type = object.getClass();
                if (type.isArray() && !type.componentType().isPrimitive())
                    for (int i = 0; i < Array.getLength(object); i++) meet(Array.get(object, i));
                for (; type != null && type.getName().startsWith("dev.attune."); type = type.getSuperclass())
                    for (var field : type.getDeclaredFields()) {
                        if (Modifier.isStatic(field.getModifiers())
                                || field.getType().isPrimitive()) continue;
                        field.setAccessible(true);
                        meet(field.get(object));
                    }
            }
        }
    }
}
