package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.signals.TimeSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherTurnsTest {

    @TempDir
    Path folder;

    @Test
    void startAndEndAreReadWhateverElseTheFileTells() throws Exception {
        var turns = OtherTurns.read(file("\uFEFFspeaker;Start;End;text\nagent;0.5;2.25;hello\n\nagent;7;7.5;\n"));
        assertThat(turns.spans()).containsExactly(span(500, 2_250), span(7_000, 7_500));
        assertThat(OtherTurns.read(file("start,end\n")).spans()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "from,to~0,1 | the columns from, to",
                "start,end~0,soon | line 2: 'soon' is no time",
                "start,end~0,NaN | line 2: 'NaN' is no time",
                "start,end~-1,2 | line 2: '-1' is no time",
                "start,end~3,2 | line 2: a turn from 3 to 2 s",
                "start,end~3 | line 2: '3' has no end",
            })
    void whatCannotBeMeantIsExplained(String content, String message) {
        assertThatThrownBy(() -> OtherTurns.read(file(content.replace('~', '\n'))))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(message)
                .hasMessageContaining("Expected");
    }

    @Test
    void anAbsentAnEmptyAndAForeignFileAreExplained() throws IOException {
        assertThatThrownBy(() -> OtherTurns.read(folder.resolve("none.csv"))).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> OtherTurns.read(file(""))).hasMessageContaining("is empty");
        var latin = Files.write(folder.resolve("latin.csv"), "start,end\nü,1".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> OtherTurns.read(latin)).hasMessageContaining("UTF-8");
    }

    @Test
    void millisecondsAreNotTakenForSeconds() throws Exception {
        var turns = OtherTurns.read(file("start,end\n12340,13000\n"));
        assertThatThrownBy(() -> turns.requireWithin(Duration.ofSeconds(95)))
                .hasMessageContaining("12340.0 s")
                .hasMessageContaining("95.0 s")
                .hasMessageContaining("milliseconds");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("call.turns.csv"), content);
    }

    private static TimeSpan span(long fromMillis, long toMillis) {
        return new TimeSpan(Duration.ofMillis(fromMillis), Duration.ofMillis(toMillis));
    }
}
