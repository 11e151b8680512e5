package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.media.Frame;
import dev.attune.models.ModelStore;
import dev.attune.signals.SkinPatch;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SkinReaderTest {
    private static final int SIZE = 400;
    private static float[] points;

    /// The canonical face drawn into the middle of a picture, 20 pixels a centimetre.
    @BeforeAll
    static void draw() {
        try (var store = ModelStore.bundled()) {
            var face = store.canonicalFace();
            points = new float[3 * 478];
            for (int i = 0; i < MeshTopology.BASE_POINTS; i++) {
                points[3 * i] = (float) (SIZE / 2 + 20 * face.vertices().get(i).x());
                points[3 * i + 1] =
                        (float) (SIZE / 2 - 20 * face.vertices().get(i).y());
            }
        }
    }

    @Test
    void onePlainColourIsReadExactlyEverywhere() {
        var skin = SkinReader.read(plain(120, 150, 200), points, 0);

        for (var patch : new SkinPatch[] {skin.forehead(), skin.leftCheek(), skin.rightCheek()}) {
            assertThat(patch.blue()).isCloseTo(120, within(1e-9));
            assertThat(patch.green()).isCloseTo(150, within(1e-9));
            assertThat(patch.red()).isCloseTo(200, within(1e-9));
            assertThat(patch.pixels()).isBetween(300, 4000);
            assertThat(patch.saturated()).isZero();
        }
    }

    @Test
    void theLeftCheekIsOnTheRightOfThePicture() {
        var frame = plain(100, 100, 100);
        for (int row = 0; row < SIZE; row++)
            for (int column = SIZE / 2; column < SIZE; column++) frame.bgr()[3 * (row * SIZE + column) + 1] = 50;

        var skin = SkinReader.read(frame, points, 0);

        assertThat(skin.leftCheek().green()).isCloseTo(50, within(1e-9));
        assertThat(skin.rightCheek().green()).isCloseTo(100, within(1e-9));
        assertThat(skin.forehead().green()).isCloseTo(75, within(2.0));
    }

    @Test
    void theWingsOfTheNoseAreNotPartOfACheek() {
        var frame = plain(100, 100, 100);
        for (int wing : new int[] {129, 49, 358, 279}) {
            int column = Math.round(points[3 * wing]);
            int row = Math.round(points[3 * wing + 1]);
            for (int dy = -6; dy <= 6; dy++)
                for (int dx = -6; dx <= 6; dx++) frame.bgr()[3 * ((row + dy) * SIZE + column + dx) + 1] = 0;
        }

        var skin = SkinReader.read(frame, points, 0);

        assertThat(skin.leftCheek().green()).isCloseTo(100, within(1e-9));
        assertThat(skin.rightCheek().green()).isCloseTo(100, within(1e-9));
    }

    @Test
    void aCheekThatIsTurnedAwayIsNotSeen() {
        var skin = SkinReader.read(plain(100, 100, 100), points, 40);

        assertThat(skin.leftCheek()).isEqualTo(SkinPatch.UNSEEN);
        assertThat(skin.rightCheek().pixels()).isPositive();
    }

    @Test
    void saturatedPixelsAreCounted() {
        assertThat(SkinReader.read(plain(100, 100, 255), points, 0).forehead().saturated())
                .isEqualTo(1);
    }

    private static Frame plain(int blue, int green, int red) {
        var bgr = new byte[3 * SIZE * SIZE];
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = (byte) blue;
            bgr[i + 1] = (byte) green;
            bgr[i + 2] = (byte) red;
        }
        return new Frame(Duration.ZERO, SIZE, SIZE, bgr);
    }
}
