package dev.attune.training.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.media.Frame;
import dev.attune.signals.Emotion;
import dev.attune.training.UnusableData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `attune train expressions` accepts, and what it says about everything else.
class LabelledDataTest {
    private static final String HEADER =
            "file,fer2013_label,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,notface";

    @TempDir
    Path folder;

    @Test
    void votesBecomeSharesWithoutThoseWhoCouldNotTell() throws Exception {
        ferPlus(List.of("a.png,happy,2,6,0,0,0,0,0,0,2,0"), List.of(1));
        var picture = FerPlus.read(folder).getFirst();
        assertThat(picture.votes()[Emotion.JOY.ordinal()]).isEqualTo(0.75f);
        assertThat(picture.votes()[Emotion.NEUTRAL.ordinal()]).isEqualTo(0.25f);
    }

    @Test
    void picturesThatMostCouldNotNameAreLeftOut() throws Exception {
        ferPlus(
                List.of(
                        "a.png,happy,1,0,0,0,0,0,0,0,9,0",
                        "b.png,fear,0,0,0,0,0,0,0,0,0,10",
                        "c.png,sad,0,0,0,9,0,0,0,0,1,0"),
                List.of(1, 2, 3));
        assertThat(FerPlus.read(folder))
                .singleElement()
                .satisfies(only -> assertThat(only.name()).contains("line 4"));
    }

    @Test
    void exactCopiesAreOneGroupWhateverTheirVotes() throws Exception {
        ferPlus(
                List.of(
                        "a.png,sad,0,0,0,9,0,0,0,0,1,0",
                        "b.png,sad,9,0,0,0,0,0,0,0,1,0",
                        "c.png,sad,9,0,0,0,0,0,0,0,1,0"),
                List.of(7, 8, 7));
        var groups = FerPlus.read(folder).stream().map(LabelledPicture::group).toList();
        assertThat(groups.get(0)).isEqualTo(groups.get(2)).isNotEqualTo(groups.get(1));
    }

    @Test
    void tooFewPixelsForTheTableAreToldWithTheLine() throws Exception {
        ferPlus(List.of("a.png,sad,0,0,0,9,0,0,0,0,1,0", "b.png,sad,9,0,0,0,0,0,0,0,1,0"), List.of(1));
        assertThatThrownBy(() -> FerPlus.read(folder))
                .isInstanceOf(UnusableData.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void anUnknownLabelIsNamedWithTheLineAndThoseThereAre() throws Exception {
        Files.writeString(folder.resolve("index.csv"), "file,label\na.jpg,joy\nb.jpg,hungry\n");
        assertThatThrownBy(() -> LabelledFolder.read(folder))
                .isInstanceOf(UnusableData.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("hungry")
                .hasMessageContaining("contempt");
    }

    @Test
    void severalLabellersOfOneFileBecomeShares() throws Exception {
        Files.writeString(folder.resolve("index.csv"), "file,label,group\na.jpg,joy,p1\na.jpg,neutral,p1\n");
        var picture = LabelledFolder.read(folder).getFirst();
        assertThat(picture.group()).isEqualTo("p1");
        assertThat(picture.votes()[Emotion.JOY.ordinal()]).isEqualTo(0.5f);
    }

    @Test
    void foldersNamedByLabelAreRead() throws Exception {
        for (var label : List.of("happiness", "neutral"))
            Files.createFile(Files.createDirectories(folder.resolve(label)).resolve("one.jpg"));
        assertThat(LabelledFolder.read(folder)).hasSize(2);
    }

    @Test
    void aFileThatIsNoPictureIsNamed() throws Exception {
        var broken = Files.createDirectories(folder.resolve("joy")).resolve("broken.jpg");
        Files.writeString(broken, "not a picture");
        var picture = LabelledFolder.read(folder).getFirst();
        assertThatThrownBy(() -> picture.pixels().read())
                .isInstanceOf(UnusableData.class)
                .hasMessageContaining("broken.jpg");
    }

    @Test
    void allPicturesThatCannotBeReadAreNamedAtOnceAndTheOthersAreNotInVain() throws Exception {
        var joy = Files.createDirectories(folder.resolve("joy"));
        for (var name : List.of("first.jpg", "second.jpg")) Files.writeString(joy.resolve(name), "not a picture");
        var grey = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
        ImageIO.write(grey, "png", joy.resolve("third.png").toFile());

        assertThatThrownBy(() -> AlignedFaces.cut(LabelledFolder.read(folder), 1, done -> {}))
                .isInstanceOf(UnusableData.class)
                .hasMessageContaining("2 of 3 pictures cannot be read")
                .hasMessageContaining("first.jpg")
                .hasMessageContaining("second.jpg")
                .hasMessageContaining("Maybe replace or remove them");
    }

    @Test
    void anExpressionWithoutPicturesIsNamedBeforeAnythingIsRead() throws Exception {
        Files.createFile(Files.createDirectories(folder.resolve("joy")).resolve("one.jpg"));
        Files.createDirectories(folder.resolve("disgust"));

        assertThatThrownBy(() -> LabelledFolder.read(folder))
                .isInstanceOf(UnusableData.class)
                .hasMessageContaining("disgust")
                .hasMessageContaining("holds no pictures");
    }

    @Test
    void anEmptyFolderTellsWhatWasExpected() {
        assertThatThrownBy(() -> LabelledFolder.read(folder))
                .isInstanceOf(UnusableData.class)
                .hasMessageContaining("index.csv");
    }

    @Test
    void aGroupStaysOnOneSideAndTheSeedDecidesWhich() {
        var pictures = new ArrayList<LabelledPicture>();
        for (int i = 0; i < 2000; i++)
            pictures.add(
                    new LabelledPicture("p" + i, new float[] {1, 0, 0, 0, 0, 0, 0, 0}, "person " + i / 4, unread()));
        var split = Split.byGroup(pictures, 1);
        assertThat(split.train().size()
                        + split.calibration().size()
                        + split.test().size())
                .isEqualTo(2000);
        assertThat(split.test().size()).isBetween(140, 260);
        var test = groups(pictures, split.test());
        assertThat(groups(pictures, split.train())).doesNotContainAnyElementsOf(test);
        assertThat(groups(pictures, split.calibration())).doesNotContainAnyElementsOf(test);
        assertThat(Split.byGroup(pictures, 1)).isEqualTo(split);
        assertThat(Split.byGroup(pictures, 2)).isNotEqualTo(split);
    }

    private static HashSet<String> groups(List<LabelledPicture> pictures, List<Integer> chosen) {
        var groups = new HashSet<String>();
        for (int i : chosen) groups.add(pictures.get(i).group());
        return groups;
    }

    private static LabelledPicture.Pixels unread() {
        return new LabelledPicture.Pixels() {
            @Override
            public Frame read() {
                throw new AssertionError("a split needs no pixels");
            }

            @Override
            public int filledSide() {
                return 0;
            }
        };
    }

    /// @param shades grey value of each picture; equal shades are exact copies
    private void ferPlus(List<String> rows, List<Integer> shades) throws IOException {
        Files.writeString(folder.resolve(FerPlus.TABLE), HEADER + "\n" + String.join("\n", rows) + "\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(FerPlus.PICTURES)))) {
            for (int shade : shades) {
                var picture = new byte[FerPlus.SIDE * FerPlus.SIDE];
                Arrays.fill(picture, (byte) shade);
                out.write(picture);
            }
        }
    }
}
