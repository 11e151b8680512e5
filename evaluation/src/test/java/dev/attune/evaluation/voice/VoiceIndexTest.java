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
        "'file\tcorpus\tspeaker\temotion\n', names no clips",
    })
    void anIndexThatCannotBeUsedSaysWhereAndWhy(String text, String reason) {
        assertThatThrownBy(() -> index(text))
                .isInstanceOf(UnusableVoicesException.class)
                .hasMessageContaining(reason);
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
