package dev.attune.decisions;

import java.util.Map;

/// What a service is asked to do. The service knows the id; Attune does not act itself.
///
/// @param parameters JSON-like values: strings, numbers, booleans, lists and maps of these
public record Action(String id, ActionClass actionClass, Map<String, Object> parameters) {
    public Action {
        if (id.isBlank()) throw new IllegalArgumentException("an action needs an id");
        parameters = Map.copyOf(parameters);
    }
}
