package dev.attune.server.customers;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that happened with a customer, as it is stored.
///
/// @param person whose customer record it is in now: after a merge the one who was kept
/// @param type `identify`, `track:Order Returned`, `page`, `screen`, `group`, `alias`, `survey:csat`, `survey:nps`,
///     `survey:ces`, or what was measured: `affect:text`, `affect:session`, `affect:call`, `affect:feedback`
/// @param at when it happened, the sender's clock corrected
/// @param channel where it happened; null where nobody said
/// @param product what it was about; null where nobody said
/// @param topic what it was about; null where nothing said so
/// @param valence in [-1, 1], of `affect:*` only
/// @param arousal in [-1, 1], of `affect:*` only
/// @param score what the customer answered, of `survey:*` only, on the survey's own scale; never mixed with affect
public record CustomerEvent(
        UUID id,
        String person,
        String type,
        Instant at,
        Instant arrivedAt,
        @Nullable String channel,
        @Nullable String product,
        @Nullable String topic,
        @Nullable Double valence,
        @Nullable Double arousal,
        @Nullable Double score,
        Map<String, Object> properties) {
    public static final String AFFECT = "affect:";
    public static final String SURVEY = "survey:";
    public static final String TRACK = "track:";

    // properties of what was measured in words
    static final String ASPECTS = "aspects";
    static final String PRESSES = "presses";

    public CustomerEvent {
        if (type.isBlank()) throw new IllegalArgumentException("the event %s has no type".formatted(id));
        requireUnit("valence", valence);
        requireUnit("arousal", arousal);
        if (valence != null && !type.startsWith(AFFECT))
            throw new IllegalArgumentException("only affect:* events carry a valence, got one with " + type);
        if (score != null && !type.startsWith(SURVEY))
            throw new IllegalArgumentException("only survey:* events carry a score, got one with " + type);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties)); // JSON knows null values
    }

    /// Which way words leaned about each thing they named, in [-1, 1]; empty for what names none.
    public Map<String, Double> aspects() {
        var aspects = new TreeMap<String, Double>();
        if (properties.get(ASPECTS) instanceof Map<?, ?> named)
            named.forEach((aspect, polarity) -> {
                if (polarity instanceof Number number)
                    aspects.put(String.valueOf(aspect), Math.clamp(number.doubleValue(), -1.0, 1.0));
            });
        return aspects;
    }

    /// What words pressed for beside leaning some way, the gravest first.
    public List<CustomerAffect.Pressing> presses() {
        return properties.get(PRESSES) instanceof List<?> ids
                ? Arrays.stream(CustomerAffect.Pressing.values())
                        .filter(pressing -> ids.contains(pressing.id()))
                        .toList()
                : List.of();
    }

    /// The same in another customer's record.
    CustomerEvent in(String other) {
        if (other.equals(person)) return this;
        return new CustomerEvent(
                id, other, type, at, arrivedAt, channel, product, topic, valence, arousal, score, properties);
    }

    private static void requireUnit(String name, @Nullable Double value) {
        if (value != null && !(value >= -1 && value <= 1))
            throw new IllegalArgumentException("%s must be in [-1, 1], got %s".formatted(name, value));
    }
}
