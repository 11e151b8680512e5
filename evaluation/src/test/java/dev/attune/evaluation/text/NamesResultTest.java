package dev.attune.evaluation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.text.personaldata.Redactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesResultTest {
    @TempDir
    Path folder;

    private final Redactor redactor = new Redactor();

    @Test
    void aNameIsFoundWhereAllOfItIsReplaced() throws Exception {
        var result = of("Kevin\tI talked to Kevin twice\nXqzt\tthen xqzt or Xqzt called\n\tnobody called\n");

        assertThat(result.mentions()).isEqualTo(2);
        assertThat(result.found()).isEqualTo(1);
        assertThat(result.marks()).isEqualTo(1);
        assertThat(result.right()).isEqualTo(1);
        assertThat(result.nameless()).isEqualTo(1);
        assertThat(result.touched()).isZero();
    }

    @Test
    void aNameThatDoesNotStandInItsTextIsAnErrorOfTheFile() {
        assertThatThrownBy(() -> of("Kevin\tI talked to him\n"))
                .isInstanceOf(UnusableTextsException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("Kevin");
    }

    /// The bounds are a little below what stands in docs/benchmarks/privacy.md.
    @ParameterizedTest
    @CsvSource({"en, 0.6, 0.9", "ru, 0.8, 0.9", "zh, 0.7, 0.9"})
    void mostNamesOfOurSentencesAreFoundAndLittleElse(String language, double recall, double precision)
            throws Exception {
        var own = NamesResult.of(redactor, List.of(LabelledTexts.ownWithNames(language)))
                .files()
                .getFirst();

        assertThat((double) own.found() / own.mentions()).isGreaterThan(recall);
        assertThat((double) own.right() / own.marks()).isGreaterThan(precision);
    }

    private NamesResult.Of of(String content) throws Exception {
        var file = Files.writeString(folder.resolve("names.tsv"), content);
        return NamesResult.of(redactor, List.of(LabelledTexts.readAsWritten(file)))
                .files()
                .getFirst();
    }
}
