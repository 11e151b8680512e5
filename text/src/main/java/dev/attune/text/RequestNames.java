package dev.attune.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What reports call the requests of [RequestReader], in the languages of reports.
public final class RequestNames {
    private static final String FILE = "requests-banking.tsv";
    private static final List<String> LANGUAGES = List.of("en", "ru", "zh"); // in the order of the columns

    private final Map<String, List<String>> names; // by id

    private RequestNames(Map<String, List<String>> names) {
        this.names = names;
    }

    public static RequestNames load() {
        var names = new HashMap<String, List<String>>();
        try (var stream = RequestNames.class.getResourceAsStream(FILE)) {
            if (stream == null) throw new IllegalStateException(FILE + " is missing from the jar");
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.startsWith("#")) continue;
                var cells = List.of(line.split("\t", -1));
                names.put(cells.getFirst(), cells.subList(1, 1 + LANGUAGES.size()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
        return new RequestNames(Map.copyOf(names));
    }

    /// The id itself where there is no name: of a request that was taught later.
    ///
    /// @param language ISO 639-1, one of en, ru, zh
    public String name(String request, String language) {
        var named = names.get(request);
        int column = LANGUAGES.indexOf(language);
        return named == null || column < 0 ? request : named.get(column);
    }
}
