package dev.attune.decisions;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Where playbooks come from.
public final class Playbooks {
    /// For shops: help at checkout, comparison on hesitation, a calmer tone, a warm thank-you.
    public static final String RETAIL = "retail";

    /// The names of all playbooks that ship with Attune, by setting.
    public static final List<String> BUNDLED = List.of(
            RETAIL,
            "support-agent",
            "support-assistant",
            "banking",
            "learning",
            "healthcare",
            "entertainment",
            "waiting-room");

    private Playbooks() {}

    /// Reads one playbook from YAML and checks it completely: a playbook that loads cannot fail later.
    ///
    /// @param sourceName for the messages, for example the file's name
    /// @throws PlaybookException with every fault and its line and column
    /// @throws UncheckedIOException when the reader fails
    public static Playbook read(Reader yaml, String sourceName) throws PlaybookException {
        try {
            return PlaybookReader.read(yaml.readAllAsString(), sourceName);
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the playbook " + sourceName, cause);
        }
    }

    /// A playbook that ships with Attune, for example [#RETAIL].
    public static Playbook bundled(String name) {
        var text = bundledText(name);
        var resource = resource(name);
        try {
            return PlaybookReader.read(text, resource);
        } catch (PlaybookException broken) {
            throw new IllegalStateException("a bundled playbook is broken: " + broken.getMessage(), broken);
        }
    }

    /// The same as it was written, to begin a playbook of one's own with.
    public static String bundledText(String name) {
        try (var stream = Playbooks.class.getResourceAsStream(resource(name))) {
            if (stream == null)
                throw new IllegalArgumentException("there is no bundled playbook '%s'. Maybe one of: %s."
                        .formatted(name, String.join(", ", BUNDLED)));
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the bundled playbook " + name, cause);
        }
    }

    private static String resource(String name) {
        return "playbooks/" + name + ".yaml";
    }
}
