package dev.attune.face;

import dev.attune.models.ModelCard;
import dev.attune.models.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The cards of what this room reads besides networks: tables that were fitted or measured, kept beside the classes
/// that read them. Networks have theirs in [dev.attune.models.ModelStore].
public final class FaceTables {
    private static final List<String> IDS =
            List.of("action-units", "face-pattern-population", "gaze-eyes", "neutral-face-population", "nose-wrinkles");

    private FaceTables() {}

    /// In alphabetical order of their ids.
    ///
    /// @throws IllegalStateException when a table is not the one its card describes
    public static List<ModelCard> cards() {
        return IDS.stream().map(FaceTables::card).toList();
    }

    /// With the cards of networks, in alphabetical order of their ids.
    public static List<ModelCard> besides(List<ModelCard> networks) {
        return Stream.concat(networks.stream(), cards().stream())
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    private static ModelCard card(String id) {
        var path = "cards/" + id + ".json";
        try {
            var card = JsonMapper.shared().readValue(bytes(path), ModelCard.class);
            var actual = Sha256.of(bytes("/" + card.resource().path()));
            if (!actual.equals(card.resource().sha256()))
                throw new IllegalStateException(
                        "The table %s is not the one its card describes: SHA-256 %s, expected %s."
                                .formatted(
                                        card.resource().path(),
                                        actual,
                                        card.resource().sha256()));
            return card;
        } catch (JacksonException e) {
            throw new IllegalStateException("The card %s is not readable: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static byte[] bytes(String path) {
        try (InputStream stream = FaceTables.class.getResourceAsStream(path)) {
            if (stream == null) throw new IllegalStateException("The file %s is missing.".formatted(path));
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("The file %s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }
}
