package dev.attune.policy.wording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds words that claim to know what somebody has inside: "feels", "is angry", "true emotion", "lies", "depressed",
/// in English, Russian and Chinese. The list is `wording-1.tsv`; the web room's tests read the same file.
public final class WordingRule {
    private static final String FILE = "wording-1.tsv";

    private final List<Forbidden> forbidden;

    private WordingRule(List<Forbidden> forbidden) {
        this.forbidden = forbidden;
    }

    private record Forbidden(Pattern pattern, String instead) {}

    public static WordingRule bundled() {
        try (var stream = WordingRule.class.getResourceAsStream(FILE)) {
            if (stream == null) throw new IllegalStateException("the file " + FILE + " is missing");
            var forbidden = new ArrayList<Forbidden>();
            for (var line : new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.isBlank() || line.startsWith("#")) continue;
                var fields = line.split("\t", -1);
                forbidden.add(new Forbidden(
                        Pattern.compile(fields[0], Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), fields[1]));
            }
            return new WordingRule(List.copyOf(forbidden));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    /// What is wrong with a text and what to say instead; empty when it is sound.
    public Optional<String> objection(String text) {
        for (var each : forbidden) {
            var found = each.pattern().matcher(text);
            if (found.find())
                return Optional.of("\"%s\" claims to know what somebody has inside. Maybe %s."
                        .formatted(found.group(), each.instead()));
        }
        return Optional.empty();
    }
}
