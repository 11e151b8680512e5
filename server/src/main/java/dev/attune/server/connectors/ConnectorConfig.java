package dev.attune.server.connectors;

import java.net.URI;
import java.util.Map;
import java.util.UUID;

/// One connected system with everything that is needed to talk to it.
///
/// @param values by the names of [ConnectorKind#fields]
record ConnectorConfig(UUID id, ConnectorKind kind, String name, URI url, Map<String, String> values) {
    ConnectorConfig {
        values = Map.copyOf(values);
    }

    String value(String name) {
        String value = values.getOrDefault(name, "");
        if (value.isEmpty()) throw CrmFailure.never("%s is not filled in. Enter it under Connectors".formatted(name));
        return value;
    }

    /// Without a slash at its end.
    String base() {
        return url.toString().replaceAll("/+$", "");
    }

    @Override
    public String toString() {
        return "ConnectorConfig[%s %s]".formatted(kind.id(), id); // no secrets in a log
    }
}
