package dev.attune.evaluation.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.actor.BundledClip;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.face.ExpressionNets;
import dev.attune.face.FaceModels;
import dev.attune.face.StillFaceReader;
import dev.attune.media.Frame;
import dev.attune.media.MediaFile;
import dev.attune.models.ModelStore;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole chain on pictures of the synthetic person.
class ExpressionResultTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 100);

    @TempDir
    static Path folder;

    private static ModelStore store;
    private static FaceModels models;

    @BeforeAll
    static void takePictures() throws Exception {
        store = ModelStore.bundled();
        models = FaceModels.open(store);
        var smiling = frame(BundledClip.DELIGHTED, Duration.ofSeconds(6));
        var calm = frame(BundledClip.NEUTRAL, Duration.ofSeconds(1));
        write(smiling, 0, 0, 640, 480, "smiling.png");
        write(calm, 0, 0, 640, 480, "calm.png");
        write(smiling, 0, 0, 100, 100, "wall.png");
        Files.writeString(folder.resolve("note.png"), "no picture");
    }

    @AfterAll
    static void close() {
        models.close();
    }

    @Test
    void theWholeChainReadsTheLargestFaceAndCountsWhatItCannotReadAsErrors() throws Exception {
        var json = result(1, false, """
                file,label
                smiling.png,happy
                calm.png,neutral
                wall.png,fear
                note.png,anger
                missing.png,sad
                """).json();
        assertThat(json.get("n").asInt()).isEqualTo(5);
        assertThat(json.get("noFace").asInt()).isEqualTo(1);
        assertThat(json.get("unreadable").asInt()).isEqualTo(2);
        assertThat(json.get("unreadableFiles").get(0).get("line").asInt()).isEqualTo(5);
        assertThat(json.get("recall").get("joy").get("value").asDouble()).isEqualTo(1);
        assertThat(json.get("recall").get("fear").get("value").asDouble()).isZero();
        assertThat(json.get("recall").get("disgust").get("value").isNull()).isTrue();
        assertThat(json.get("confusion").get("counts").get(0).size()).isEqualTo(9);
        assertThat(json.get("models").size()).isGreaterThanOrEqualTo(3);
        assertThat(json.get("models").get(0).get("sha256").asString()).hasSize(64);
        assertThat(json.get("dataSetSha256").asString()).hasSize(64);
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws Exception {
        var index = "file,label\nsmiling.png,joy\ncalm.png,neutral\nwall.png,fear\nsmiling.png,anger\n";
        assertThat(result(3, false, index).json())
                .isEqualTo(result(1, false, index).json());
    }

    @Test
    void aFaceCutOutIsReadWithoutTheDetectorAndFoundByTheMeshAlone() throws Exception {
        var face = face("smiling.png");
        write(frame(BundledClip.DELIGHTED, Duration.ofSeconds(6)), face[0], face[1], face[2], face[2], "cut.png");
        shrink("cut.png", 48, "small.png");
        var json = result(1, true, "file,label\ncut.png,joy\nsmall.png,joy\nwall.png,neutral\n")
                .json();
        assertThat(json.get("noFace").asInt()).isZero();
        assertThat(json.get("unaligned").asInt()).isEqualTo(1); // the wall, read as if it were a face
        assertThat(json.get("recall").get("joy").get("value").asDouble()).isEqualTo(1);
        assertThat(json.get("product").get("reasons").get("no-face").asInt()).isEqualTo(1);
    }

    @Test
    void everyBaselineIsScoredTheSameWay() throws Exception {
        for (var nets : ExpressionNets.values()) {
            var json = ExpressionResult.of(
                            new ExpressionEvaluation(models, nets, false, 1),
                            index("file,label\nsmiling.png,joy\n", null),
                            store.cards(),
                            null,
                            BOOTSTRAP,
                            done -> {})
                    .json();
            assertThat(json.get("nets").asString()).isEqualTo(nets.id());
            assertThat(json.get("n").asInt()).isEqualTo(1);
            // our own network alone, which never saw a rendered face, does not take this one for smiling
            if (nets != ExpressionNets.ATTUNE)
                assertThat(json.get("accuracy").asDouble()).as(nets.id()).isEqualTo(1);
        }
    }

    @Test
    void groupsAreComparedWithoutLabelsAndPrintedAsTables() throws Exception {
        var text = new StringBuilder("file,label,who\n");
        for (int i = 0; i < 2; i++) text.append("smiling.png,,one\ncalm.png,,two\n");
        var result = ExpressionResult.of(
                new ExpressionEvaluation(models, ExpressionNets.CURRENT, false, 1),
                index(text.toString(), "who"),
                store.cards(),
                "who",
                BOOTSTRAP,
                done -> {});
        var json = result.json();
        assertThat(json.get("n").asInt()).isZero();
        assertThat(json.get("accuracy").isNull()).isTrue();
        assertThat(json.get("groups").get("groups").size()).isEqualTo(2);
        assertThat(json.get("groups").get("groups").get(0).get("small").asBoolean())
                .isTrue();
        assertThat(result.markdown())
                .contains("| one (small) |", "negative at equal AU12")
                .doesNotContain("NaN");
    }

    @Test
    void groupsThatDoNotDifferAreCalledAlikeAndNotComparedWithThemselves() throws Exception {
        var text = "file,label,who\n" + "calm.png,,one\ncalm.png,,two\n".repeat(GroupComparison.SMALL_GROUP);
        var result = ExpressionResult.of(
                new ExpressionEvaluation(models, ExpressionNets.CURRENT, false, 1),
                index(text, "who"),
                store.cards(),
                "who",
                BOOTSTRAP,
                done -> {});
        assertThat(result.markdown())
                .contains("Largest difference, face found: none, all groups of 30 and more are alike.")
                .doesNotContain("one minus one");
    }

    private static ExpressionResult result(int threads, boolean cropped, String index) throws Exception {
        return ExpressionResult.of(
                new ExpressionEvaluation(models, ExpressionNets.CURRENT, cropped, threads),
                index(index, null),
                store.cards(),
                null,
                BOOTSTRAP,
                done -> {});
    }

    private static LabelledIndex index(String text, @Nullable String groups) throws Exception {
        return LabelledIndex.read(Files.writeString(folder.resolve("index.csv"), text), groups);
    }

    /// Left, top and side of the square about the face, as data sets cut it.
    private static int[] face(String picture) throws Exception {
        try (var reader = new StillFaceReader(models, ExpressionNets.CURRENT);
                var source = MediaFile.open(folder.resolve(picture))) {
            var still = reader.largest(Objects.requireNonNull(source.next())).orElseThrow();
            var box = Objects.requireNonNull(still.observation()).box();
            int side = (int) (1.1 * Math.max(box.width(), box.height()));
            return new int[] {(int) box.centreX() - side / 2, (int) box.centreY() - side / 2, side};
        }
    }

    private static BufferedImage frame(BundledClip clip, Duration at) throws Exception {
        try (var source = MediaFile.open(clip.copyTo(folder))) {
            for (Frame frame; (frame = source.next()) != null; ) if (frame.at().compareTo(at) >= 0) return image(frame);
        }
        throw new AssertionError("%s is shorter than %s".formatted(clip, at));
    }

    private static BufferedImage image(Frame frame) {
        var image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
        image.getRaster()
                .setDataElements(
                        0, 0, frame.width(), frame.height(), frame.bgr().clone());
        return image;
    }

    private static void write(BufferedImage picture, int x, int y, int width, int height, String name)
            throws IOException {
        ImageIO.write(
                picture.getSubimage(
                        x, y, Math.min(width, picture.getWidth() - x), Math.min(height, picture.getHeight() - y)),
                "png",
                folder.resolve(name).toFile());
    }

    private static void shrink(String from, int side, String to) throws IOException {
        var small = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        var graphics = small.createGraphics();
        graphics.drawImage(
                ImageIO.read(folder.resolve(from).toFile()).getScaledInstance(side, side, Image.SCALE_AREA_AVERAGING),
                0,
                0,
                null);
        graphics.dispose();
        ImageIO.write(small, "png", folder.resolve(to).toFile());
    }
}
