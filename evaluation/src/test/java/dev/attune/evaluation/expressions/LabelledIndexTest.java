package dev.attune.evaluation.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.signals.Emotion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledIndexTest {
    @TempDir
    Path folder;

    @Test
    void aMarkWindowsLineEndsQuotesSpacesAndFurtherColumnsAreFine() throws Exception {
        var index =
                read("\uFEFFFile , age, label\r\n\"a, b \"\"c\"\".png\", 31 , Happiness \r\n\r\nd.png,,SAD\r\n", null);
        assertThat(index.rows()).extracting(LabelledIndex.Row::name).containsExactly("a, b \"c\".png", "d.png");
        assertThat(index.rows()).extracting(LabelledIndex.Row::label).containsExactly(Emotion.JOY, Emotion.SADNESS);
        assertThat(index.rows().get(0).picture())
                .isEqualTo(folder.toAbsolutePath().resolve("a, b \"c\".png"));
        assertThat(index.sha256()).hasSize(64);
    }

    @Test
    void aFolderPerLabelWillDoAsItDoesForTraining() throws Exception {
        Files.createDirectories(folder.resolve("happy"));
        Files.createDirectories(folder.resolve("neutral"));
        Files.write(folder.resolve("happy/b.png"), new byte[1]);
        Files.write(folder.resolve("happy/notes.txt"), new byte[1]);
        Files.write(folder.resolve("neutral/a.jpg"), new byte[1]);
        var index = LabelledIndex.read(folder, null);
        assertThat(index.rows()).extracting(LabelledIndex.Row::name).containsExactly("happy/b.png", "neutral/a.jpg");
        assertThat(index.rows()).extracting(LabelledIndex.Row::label).containsExactly(Emotion.JOY, Emotion.NEUTRAL);
        assertThat(index.rows().getFirst().picture()).isEqualTo(folder.resolve("happy/b.png"));
        assertThatThrownBy(() -> LabelledIndex.read(folder, "hall")).hasMessageContaining("folders name no groups");

        Files.createDirectories(folder.resolve("sleepy"));
        assertThatThrownBy(() -> LabelledIndex.read(folder, null)).hasMessageContaining("unknown label 'sleepy'");
        Files.writeString(folder.resolve("index.csv"), "file,label\nneutral/a.jpg,sad\n");
        assertThat(LabelledIndex.read(folder, null).rows())
                .extracting(LabelledIndex.Row::label)
                .containsExactly(Emotion.SADNESS);
    }

    @Test
    void aFolderWithoutLabelledPicturesSaysWhatWasExpected() {
        assertThatThrownBy(() -> LabelledIndex.read(folder, null))
                .isInstanceOf(UnusableIndexException.class)
                .hasMessageContaining("one folder per label");
    }

    @Test
    void filesMayBeNamedAbsolutely() throws Exception {
        var index = read("file,label\n/pictures/a.png,joy\n", null);
        assertThat(index.rows().getFirst().picture()).isEqualTo(Path.of("/pictures/a.png"));
    }

    @ParameterizedTest
    @CsvSource({
        "joy,JOY",
        "happiness,JOY",
        "HAPPY,JOY",
        "sadness,SADNESS",
        "Sad,SADNESS",
        "surprise,SURPRISE",
        "anger,ANGER",
        "angry,ANGER",
        "fear,FEAR",
        "fearful,FEAR",
        "disgust,DISGUST",
        "contempt,CONTEMPT",
        "neutral,NEUTRAL"
    })
    void theUsualNamesOfLabelsAreAccepted(String name, Emotion emotion) throws Exception {
        assertThat(read("file,label\na.png,%s\n".formatted(name), null)
                        .rows()
                        .getFirst()
                        .label())
                .isEqualTo(emotion);
    }

    @Test
    void anUnknownLabelIsToldWithItsLineItsValueAndTheAcceptedNames() {
        assertThatThrownBy(() -> read("file,label\na.png,joy\nb.png,bliss\n", null))
                .isInstanceOf(UnusableIndexException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("'bliss'")
                .hasMessageContaining("contempt, happiness");
    }

    @Test
    void anEmptyLabelIsForGroupsOnly() throws Exception {
        var index = read("file,label,who\na.png,,one\nb.png,joy,two\n", "who");
        assertThat(index.rows().getFirst().label()).isNull();
        assertThat(index.rows()).extracting(LabelledIndex.Row::group).containsExactly("one", "two");
        assertThatThrownBy(() -> read("file,label\na.png,\n", null))
                .hasMessageContaining("line 2")
                .hasMessageContaining("--groups");
    }

    @Test
    void whatIsNoSuchListIsRefusedWithWhatToTry() throws IOException {
        assertThatThrownBy(() -> read("", null)).hasMessageContaining("names no pictures");
        assertThatThrownBy(() -> read("file,label\n", null)).hasMessageContaining("names no pictures");
        assertThatThrownBy(() -> read("name,label\na,joy\n", null))
                .hasMessageContaining("no column 'file'")
                .hasMessageContaining("name, label");
        assertThatThrownBy(() -> read("file,label\na,joy\n", "who")).hasMessageContaining("no column 'who'");
        assertThatThrownBy(() -> read("file,label\na,b,joy\n", null))
                .hasMessageContaining("line 2: 3 cells, but the first line has 2");
        assertThatThrownBy(() -> read("file,label\n,joy\n", null)).hasMessageContaining("line 2: no file");
        assertThatThrownBy(() -> read("file,label\n\"a.png,joy\n", null)).hasMessageContaining("quotation mark");
        assertThatThrownBy(() -> LabelledIndex.read(folder.resolve("none.csv"), null))
                .hasMessageContaining("does not exist");
        var binary = Files.write(folder.resolve("binary.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> LabelledIndex.read(binary, null)).hasMessageContaining("UTF-8");
    }

    private LabelledIndex read(String text, @Nullable String groups) throws IOException, UnusableIndexException {
        var file = folder.resolve("index.csv");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return LabelledIndex.read(file, groups);
    }
}
