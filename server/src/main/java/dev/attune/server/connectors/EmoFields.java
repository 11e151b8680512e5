package dev.attune.server.connectors;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The only fields that are ever written in another system: a coarse signal, when it was set, and when it ends.
final class EmoFields {
    static final String SIGNAL = "emo_signal";
    static final String UPDATED_AT = "emo_updated_at";
    static final String EXPIRES_AT = "emo_expires_at";
    static final Set<String> ALL = Set.of(SIGNAL, UPDATED_AT, EXPIRES_AT);

    private EmoFields() {}

    /// What may be said about a person.
    enum Signal {
        NEEDS_HELP,
        OK,
        UNKNOWN;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Signal of(String id) {
            for (var signal : values()) if (signal.id().equals(id)) return signal;
            throw new IllegalArgumentException(
                    "a signal is one of needs_help, ok, unknown, got '%s': nothing finer leaves this server"
                            .formatted(id));
        }
    }

    static Map<String, String> of(Signal signal, Instant now, Instant until) {
        var fields = new LinkedHashMap<String, String>();
        fields.put(SIGNAL, signal.id());
        fields.put(UPDATED_AT, now.toString());
        fields.put(EXPIRES_AT, until.toString());
        return fields;
    }

    static Map<String, String> cleared() {
        return ALL.stream()
                .sorted()
                .collect(Collectors.toMap(name -> name, name -> "", (a, b) -> a, LinkedHashMap::new));
    }
}
