package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputNamesTest {

    @Test
    void aRecordingOfItsOwnKeepsItsStem() {
        assertThat(names("a/clip.one.mp4", "a/other.mp4")).containsExactly("clip.one", "other");
    }

    @Test
    void equalStemsAddTheirExtension() {
        assertThat(names("clip.mp4", "clip.MOV", "else.mp4")).containsExactly("clip-mp4", "clip-mov", "else");
    }

    @Test
    void equalFileNamesAddTheirFolders() {
        assertThat(names("mon/clip.mp4", "tue/clip.mp4")).containsExactly("mon--clip-mp4", "tue--clip-mp4");
        assertThat(names("x/mon/clip.mp4", "y/mon/clip.mp4")).containsExactly("x--mon--clip-mp4", "y--mon--clip-mp4");
    }

    @Test
    void upperAndLowerCaseDoNotTellNamesApart() {
        assertThat(names("Clip.mp4", "clip.webm")).containsExactly("Clip-mp4", "clip-webm");
    }

    @Test
    void aNameThatLooksLikeAnAddedExtensionClashesToo() {
        assertThat(names("clip.mp4", "clip.mov", "clip-mp4.png")).doesNotHaveDuplicates();
    }

    private static List<String> names(String... recordings) {
        var paths = List.of(recordings).stream().map(Path::of).toList();
        return List.copyOf(OutputNames.of(paths).values());
    }
}
