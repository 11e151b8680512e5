package dev.attune.server.customers;

import dev.attune.signals.Modality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An event after it was looked at by itself: whose it is and whether they allow it is not known yet.
sealed interface Checked {

    Who who();

    /// Under which ids an event came. As Segment has it: one of the first two, and with `alias` the former id.
    record Who(
            @Nullable String userId,
            @Nullable String anonymousId,
            @Nullable String previousId) {
        static final Who NOBODY = new Who(null, null, null);

        /// The surest first.
        List<String> ids() {
            var ids = new ArrayList<String>(3); // asked several times for every event
            for (var id : new @Nullable String[] {userId, anonymousId, previousId})
                if (id != null && !ids.contains(id)) ids.add(id);
            return ids;
        }
    }

    /// Nothing is wrong with it.
    ///
    /// @param call what it does beside being stored; null for what was measured
    /// @param traits of identify; empty otherwise
    /// @param original as it was sent, for the case that it is rejected later
    record Sound(
            @Nullable Call call,
            Who who,
            UUID id,
            Instant at,
            Instant arrivedAt,
            Modality modality,
            String type,
            Details details,
            Map<String, Object> traits,
            Original original)
            implements Checked {
        /// The same under another id.
        Sound under(UUID other) {
            return new Sound(call, who, other, at, arrivedAt, modality, type, details, traits, original);
        }

        CustomerEvent event(String person) {
            return new CustomerEvent(
                    id,
                    person,
                    type,
                    at,
                    arrivedAt,
                    details.channel,
                    details.product,
                    details.topic,
                    details.valence,
                    details.arousal,
                    details.score,
                    details.properties);
        }

        EventTable.Content content() {
            return new EventTable.Content(
                    type,
                    details.channel,
                    details.product,
                    details.topic,
                    details.valence,
                    details.arousal,
                    details.score,
                    details.properties);
        }
    }

    /// What an event says beside who, when and what kind.
    record Details(
            @Nullable String channel,
            @Nullable String product,
            @Nullable String topic,
            @Nullable Double valence,
            @Nullable Double arousal,
            @Nullable Double score,
            Map<String, Object> properties) {}

    /// @param source the call it came by, for example `/v1/track`
    /// @param sentAt by the sender's clock; null when it did not say
    record Original(
            String source, Instant arrivedAt, @Nullable Instant sentAt, JsonNode body) {}

    /// @param path where in the event, as a JSON pointer
    /// @param schemaPath which rule of which schema; empty where no schema said it
    /// @param reason in English, with its values
    record Unsound(Who who, String type, String path, Wrong wrong, String schemaPath, String reason, Original original)
            implements Checked {}
}
