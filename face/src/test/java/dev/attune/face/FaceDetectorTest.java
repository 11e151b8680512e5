package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceDetectorTest {

    @Test
    void anAnchorRowIsReadRelativeToTheMiddleOfItsCell() {
        float[] logits = noFace(AnchorGrid.FINE);
        var rows = new float[AnchorGrid.FINE.anchors() * 16];
        int anchor = 2 * (16 * 4 + 8); // first anchor of row 4, column 8: its middle is (8.5, 4.5) / 16
        logits[anchor] = 3;
        rows[16 * anchor + 2] = 64; // a quarter of the input of 256
        rows[16 * anchor + 3] = 32;
        rows[16 * anchor + 4] = -16; // the eye on the picture's left
        rows[16 * anchor + 6] = 16;
        rows[16 * anchor + 7] = 16; // the other one lower: the head tilts clockwise by 45 degrees / 2
        var found = new ArrayList<Detection>();

        AnchorGrid.FINE.decode(logits, rows, 256, new Crop(256, 256, 512, 0), 0.5, found);

        assertThat(found).singleElement().satisfies(face -> {
            assertThat(face.score()).isCloseTo(0.953, within(0.001));
            assertThat(face.box()).isEqualTo(new Box(272 - 64, 144 - 32, 128, 64));
            assertThat(face.rightEyeX()).isEqualTo(272 - 32);
            assertThat(face.leftEyeX()).isEqualTo(272 + 32);
            assertThat(face.roll()).isCloseTo(Math.atan2(32, 64), within(1e-9));
        });
    }

    @Test
    void outputsOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> AnchorGrid.COARSE.decode(
                        new float[512], new float[512 * 16], 256, new Crop(0, 0, 1, 0), 0.5, new ArrayList<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("384")
                .hasMessageContaining("512");
    }

    @Test
    void ofOverlappingProposalsTheBestStays() {
        var good = at(100, 100, 50, 0.9);
        var nearlySame = at(110, 105, 50, 0.8);
        var other = at(300, 100, 50, 0.7);

        assertThat(Detection.withoutDuplicates(List.of(nearlySame, other, good)))
                .containsExactly(good, other);
    }

    @Test
    void aFaceCutByATileIsTheSameFace() {
        var whole = at(100, 100, 100, 0.9);
        var cutOff = new Detection(0.7, new Box(80, 60, 60, 40), 0, 0, 1, 0);

        assertThat(Detection.withoutDuplicates(List.of(whole, cutOff))).containsExactly(whole);
    }

    @Test
    void tilesCoverThePictureAndOverlapByMoreThanTheSmallestFace() {
        var tiles = Tiles.covering(1280, 720, 28, 2);

        assertThat(tiles.getFirst()).isEqualTo(new Crop(640, 360, 1280, 0));
        double smallest = tiles.stream().mapToDouble(Crop::side).min().orElseThrow();
        for (int x = 14; x < 1280 - 14; x += 7)
            for (int y = 14; y < 720 - 14; y += 7) {
                double faceX = x;
                double faceY = y;
                assertThat(tiles)
                        .filteredOn(tile -> tile.side() == smallest)
                        .as("a face of 28 pixels at %d, %d lies whole in a small tile", x, y)
                        .anyMatch(tile -> Math.abs(tile.centreX() - faceX) <= tile.side() / 2 - 14
                                && Math.abs(tile.centreY() - faceY) <= tile.side() / 2 - 14);
            }
    }

    @Test
    void noTileIsSmallerThanTheSmallestFaceNeeds() {
        assertThat(Tiles.covering(640, 480, 64, 4)).hasSize(1);
    }

    private static float[] noFace(AnchorGrid grid) {
        var logits = new float[grid.anchors()];
        Arrays.fill(logits, -10);
        return logits;
    }

    private static Detection at(double x, double y, double size, double score) {
        return new Detection(score, new Box(x - size / 2, y - size / 2, size, size), x - 10, y, x + 10, y);
    }
}
