package dev.attune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileListTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {",", "\t", ";"})
    void cellsAreSeparatedByWhatTheFirstLineHas(String separator) throws Exception {
        var list = list("\uFEFFFile,Label\r\n\"a \"\"b\"\".png\" , joy\r\n\r\n".replace(",", separator));

        assertThat(list.columns()).containsExactly("file", "label");
        assertThat(list.rows()).extracting(FileList.Row::cells).containsExactly(List.of("a \"b\".png", "joy"));
    }

    @Test
    void whatASpreadsheetLeavesBehindTheTableIsNoRow() throws Exception {
        var list = list("file,label\na.png,joy,,\n,\n   \nb.png,fear");

        assertThat(list.rows()).extracting(FileList.Row::line).containsExactly(2L, 5L);
    }

    @Test
    void aCellTooManyIsToldWithItsLine() {
        assertThatThrownBy(() -> list("file,label\na.png,joy\nb, c.png,fear\n"))
                .hasMessageContaining("line 3: 3 cells, but the first line has 2. Maybe quote a comma.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"голос 1.wav", "声音.wav", "with space, and comma.wav", "sub/й.wav"})
    void aFileIsFoundWhateverItsName(String name) throws Exception {
        var file = Files.createDirectories(folder.resolve("sub"))
                .resolveSibling(name)
                .toAbsolutePath();
        Files.createFile(file);

        assertThat(named(name)).isEqualTo(file);
        assertThat(named(file.toString())).isEqualTo(file);
    }

    @Test
    void aNameWrittenOnAnotherSystemIsFoundToo() throws Exception {
        var file =
                Files.createFile(Files.createDirectories(folder.resolve("sub")).resolve("\u0439.wav")); // one sign

        assertThat(named("sub\\\u0439.wav")).isEqualTo(file.toAbsolutePath());
        assertThat(named("sub/\u0438\u0306.wav")).isEqualTo(file.toAbsolutePath()); // two
    }

    @Test
    void whereNothingLiesBesideTheListTheWorkingFolderIsLookedAt() throws Exception {
        assertThat(named("pom.xml")).isEqualTo(Path.of("pom.xml").toAbsolutePath());
        assertThat(named("nowhere.wav")).isEqualTo(folder.resolve("nowhere.wav").toAbsolutePath());
    }

    @Test
    void aNameThatNoFileCanHaveIsToldWithItsLine() {
        assertThatThrownBy(() -> named("a\u0000b.wav"))
                .isInstanceOf(TextFile.UnreadableException.class)
                .hasMessageContaining("line 2: 'a\u0000b.wav' is no file name");
    }

    private Path named(String name) throws Exception {
        var list = list("file\n\"" + name + "\"\n");
        var row = list.rows().getFirst();
        return list.named(row, row.cells().getFirst());
    }

    private FileList list(String text) throws IOException, TextFile.UnreadableException {
        return FileList.read(Files.writeString(folder.resolve("list.csv"), text));
    }
}
