package dev.attune.text.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Invented and rare names, which stand in no list: only the words beside them give them away. Written for this test
/// by whoever wrote the rules; sentences with brands, places and greetings of nobody stand among them.
class NamesInContextTest {
    private final Redactor redactor = new Redactor();

    private record Sentence(String name, String text) {}

    @ParameterizedTest
    @CsvSource({"en, 45, 34", "ru, 45, 33", "zh, 45, 35"})
    void aNameThatIsInNoListIsFoundByTheWordsBesideIt(String language, int withNames, int without) throws IOException {
        var missed = new ArrayList<String>();
        var touched = new ArrayList<String>();
        var sentences = sentences(language);
        for (var sentence : sentences) {
            var found = redactor.find(sentence.text());
            int at = sentence.text().indexOf(sentence.name());
            if (sentence.name().isEmpty()) {
                if (!found.isEmpty())
                    touched.add(redactor.redact(sentence.text()).text());
            } else if (found.stream()
                    .noneMatch(
                            name -> name.start() <= at && at + sentence.name().length() <= name.end()))
                missed.add(redactor.redact(sentence.text()).text());
        }

        assertThat(sentences).hasSize(withNames + without);
        assertThat(touched).as("what is no name").isEmpty();
        assertThat(missed).as("names").isEmpty();
    }

    private static List<Sentence> sentences(String language) throws IOException {
        try (var stream = Objects.requireNonNull(
                NamesInContextTest.class.getResourceAsStream("names-in-context-%s.tsv".formatted(language)))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(parts -> new Sentence(parts[0], parts[1]))
                    .toList();
        }
    }
}
