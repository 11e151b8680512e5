package dev.attune.server.warning;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.attune.server.customers.CustomerEvent;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a rule keeps apart: it looks at each person, each product, and so on, by itself.
enum Watched {
    PERSON,
    PRODUCT,
    /// The event's property `region`.
    REGION,
    /// The event's property `release`.
    RELEASE,
    /// The event's property `queue`.
    QUEUE,
    TOPIC,
    CHANNEL;

    private static final int LONGEST = 120; // a name; what is longer is none

    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Which one an event is about, if any: `product:kettle`.
    Optional<String> of(CustomerEvent event) {
        @Nullable
        Object which = switch (this) {
            case PERSON -> event.person();
            case PRODUCT -> event.product();
            case REGION, RELEASE, QUEUE -> event.properties().get(id());
            case TOPIC -> event.topic();
            case CHANNEL -> event.channel();
        };
        return which instanceof String text && !text.isBlank() && text.length() <= LONGEST
                ? Optional.of(id() + ":" + text)
                : Optional.empty();
    }
}
