package dev.attune.decisions;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Where playbooks come from.
public final class Playbooks {
    /// For shops: help at checkout, comparison on hesitation, a calmer tone, a warm thank-you.
    public static final String RETAIL = "retail";

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
        var resource = "playbooks/" + name + ".yaml";
        try (var stream = Playbooks.class.getResourceAsStream(resource)) {
            if (stream == null)
                throw new IllegalArgumentException(
                        "there is no bundled playbook '%s'. Maybe '%s'.".formatted(name, RETAIL));
            return read(new InputStreamReader(stream, StandardCharsets.UTF_8), resource);
        } catch (IOException cause) {
            throw new UncheckedIOException("cannot read the bundled playbook " + name, cause);
        } catch (PlaybookException broken) {
            throw new IllegalStateException("a bundled playbook is broken: " + broken.getMessage(), broken);
        }
    }
}
