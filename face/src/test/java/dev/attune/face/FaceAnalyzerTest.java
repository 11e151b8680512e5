package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.media.Frame;
import dev.attune.media.PictureDecoder;
import dev.attune.models.ModelStore;
import dev.attune.signals.Emotion;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Reason;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaceAnalyzerTest {
    private static FaceModels models;

    @BeforeAll
    static void open() {
        models = FaceModels.open(ModelStore.bundled());
    }

    @AfterAll
    static void close() {
        models.close();
    }

    @Test
    void anEmptyPictureHasNoFace() {
        var reading = read(new Frame(Duration.ZERO, 320, 240, new byte[320 * 240 * 3]));

        assertThat(reading.faces()).isEmpty();
    }

    @Test
    void aPortraitHasOneFaceThatLooksAtUsAndSmiles() throws Exception {
        var face = read(picture("single_face.jpg")).faces();

        assertThat(face).singleElement().satisfies(one -> {
            assertThat(one.presence()).isGreaterThan(0.9);
            assertThat(Math.abs(one.pose().yaw())).isLessThan(15);
            assertThat(Math.abs(one.pose().roll())).isLessThan(10);
            assertThat(one.gaze()).isNotNull();
            assertThat(one.expression().top()).isEqualTo(Emotion.JOY);
            assertThat(one.quality().overall().score()).isGreaterThan(0.8);
            assertThat(one.models()).extracting("id").contains("face-mesh", ActionUnitGeometry.FORMULA);
        });
    }

    @Test
    void aSmileIsReadAtAQuarterOfTheLightAndDarknessIsNamed() throws Exception {
        var dim = read(darkened(picture("single_face.jpg"), 0.25)).faces().getFirst();
        var dark = read(darkened(picture("single_face.jpg"), 0.1)).faces().getFirst();

        assertThat(dim.expression().top()).isEqualTo(Emotion.JOY);
        assertThat(dim.quality().overall().score())
                .isGreaterThan(dark.quality().overall().score());
        assertThat(dark.quality().overall().reasons()).contains(Reason.TOO_DARK);
    }

    @Test
    void aGroupHasAFaceForEachOfItsFivePeople() throws Exception {
        assertThat(read(picture("multi_face.jpg")).faces()).hasSize(5);
    }

    @Test
    void turningThePictureInItsPlaneTurnsRollByTheSameAngle() throws Exception {
        var frame = picture("single_face.jpg");
        double upright = read(frame).faces().getFirst().pose().roll();
        double turned = read(quarterTurned(frame)).faces().getFirst().pose().roll();

        assertThat(turned - upright).isBetween(86.0, 94.0);
    }

    @Test
    void aFaceUpsideDownIsFoundAndItsRollSaysSo() throws Exception {
        var faces =
                read(quarterTurned(quarterTurned(picture("single_face.jpg")))).faces();

        assertThat(faces)
                .singleElement()
                .satisfies(face -> assertThat(Math.abs(face.pose().roll())).isGreaterThan(170));
    }

    private static Frame picture(String name) throws Exception {
        return PictureDecoder.decode(Files.readAllBytes(SharedData.file("video/" + name)), Duration.ZERO);
    }

    private static FaceReading read(Frame frame) {
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.still())) {
            return analyzer.analyze(frame);
        }
    }

    private static Frame darkened(Frame frame, double exposure) {
        var bgr = frame.bgr().clone();
        for (int i = 0; i < bgr.length; i++) bgr[i] = (byte) Math.round((bgr[i] & 255) * exposure);
        return new Frame(frame.at(), frame.width(), frame.height(), bgr);
    }

    /// Clockwise.
    private static Frame quarterTurned(Frame frame) {
        var bgr = new byte[frame.bgr().length];
        for (int row = 0; row < frame.height(); row++)
            for (int column = 0; column < frame.width(); column++) {
                int from = (row * frame.width() + column) * 3;
                int to = (column * frame.height() + frame.height() - 1 - row) * 3;
                System.arraycopy(frame.bgr(), from, bgr, to, 3);
            }
        return new Frame(frame.at(), frame.height(), frame.width(), bgr);
    }
}
