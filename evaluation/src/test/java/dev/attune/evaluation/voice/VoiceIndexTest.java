package dev.attune.evaluation.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.voice.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceIndexTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void columnsAreFoundByNameInAnyOrderAndFilesBesideTheIndex() throws Exception {
        var index = index("\uFEFFemotion\tspeaker\tCorpus\tfile\tmore\n\nanger\ts-1\tmine\ta.wav\tx\n");

        assertThat(index.clips())
                .containsExactly(new VoiceIndex.Clip(
                        folder.toAbsolutePath().resolve("a.wav"), "a.wav", "mine", "s-1", Tone.ANGER));
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        "'file\tcorpus\temotion\nx\ty\tanger', has no column 'speaker'",
        "'file\tcorpus\tspeaker\temotion\na.wav\tc\ts', 'line 2: 3 cells, but the first line has 4'",
        "'file\tcorpus\tspeaker\temotion\na.wav\tc\ts\tlove', line 2: unknown emotion 'love'. Accepted: neutral",
        "'file\tcorpus\tspeaker\temotion\n\tc\ts\tanger', line 2: no file is named",
        "'file\tcorpus\tspeaker\temotion\n', names no clips",
    })
    void anIndexThatCannotBeUsedSaysWhereAndWhy(String text, String reason) {
        assertThatThrownBy(() -> index(text))
                .isInstanceOf(UnusableVoicesException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"happiness,HAPPINESS", "JOY,HAPPINESS", "Happy,HAPPINESS", "angry,ANGER", "sad,SADNESS", "bored,BOREDOM"
    })
    void theUsualNamesOfEmotionsAreAccepted(String name, Tone tone) throws Exception {
        var index = index("file\tcorpus\tspeaker\temotion\r\na.wav\tc\ts\t %s \r\n".formatted(name));

        assertThat(index.clips()).extracting(VoiceIndex.Clip::tone).containsExactly(tone);
    }

    @Test
    void anIndexThatIsNoTextIsToldSo() throws IOException {
        var binary = Files.write(folder.resolve("index.tsv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> VoiceIndex.read(binary))
                .isInstanceOf(UnusableVoicesException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> VoiceIndex.read(folder)).hasMessageContaining("is a folder");
    }

    @Test
    void anIndexThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> VoiceIndex.read(folder.resolve("nowhere.tsv")))
                .isInstanceOf(UnusableVoicesException.class)
                .hasMessageContaining("nowhere.tsv");
    }

    private VoiceIndex index(String text) throws IOException, UnusableVoicesException {
        return VoiceIndex.read(Files.writeString(folder.resolve("index.tsv"), text));
    }
}
