package dev.attune.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.media.Ending;
import dev.attune.media.Frame;
import dev.attune.media.FrameSource;
import dev.attune.media.MediaFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundledClipTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(BundledClip.class)
    void everyFrameOfAClipHasItsTruth(BundledClip clip) throws Exception {
        List<GroundTruth> truth = clip.truth();

        assertThat(truth).hasSize(clip.frameCount());
        try (FrameSource frames = MediaFile.open(clip.copyTo(directory))) {
            assertThat(frames.info().width()).isEqualTo(BundledClip.WIDTH);
            assertThat(frames.info().height()).isEqualTo(BundledClip.HEIGHT);
            int index = 0;
            for (Frame frame = frames.next(); frame != null; frame = frames.next())
                assertThat(frame.at()).isEqualTo(truth.get(index++).at());
            assertThat(index).isEqualTo(clip.frameCount());
            assertThat(frames.ending()).isInstanceOf(Ending.Complete.class);
        }
    }

    @Test
    void theTruthTellsTheClipsApart() {
        assertThat(peak(BundledClip.DELIGHTED, 12)).isGreaterThan(4);
        assertThat(peak(BundledClip.HESITATING, 4)).isGreaterThan(4);
        assertThat(peak(BundledClip.ANNOYED, 24)).isGreaterThan(4);
        assertThat(peak(BundledClip.NEUTRAL, 45)).isGreaterThan(4);
        assertThat(peak(BundledClip.NEUTRAL, 12)).isZero();
    }

    private static double peak(BundledClip clip, int actionUnit) {
        return clip.truth().stream()
                .mapToDouble(row -> row.actionUnit(actionUnit).intensity())
                .max()
                .orElseThrow();
    }

    @Test
    void truthWrittenToAFileReadsBackTheSame() throws IOException {
        List<GroundTruth> truth = BundledClip.NEUTRAL.truth();
        Path file = directory.resolve("truth.csv");

        TruthTable.write(file, truth);

        assertThat(TruthTable.read(new StringReader(Files.readString(file)), "truth.csv"))
                .isEqualTo(truth);
    }

    @Test
    void aTableOfOtherColumnsIsRefused() {
        assertThatThrownBy(() -> TruthTable.read(new StringReader("seconds,AU01\n0,1\n"), "old.csv"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("old.csv");
    }
}
