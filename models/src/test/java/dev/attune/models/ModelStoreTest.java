package dev.attune.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {
    private static final ModelStore STORE = ModelStore.bundled();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void listsEveryModelByItsId() {
        assertThat(STORE.cards())
                .extracting(ModelCard::id)
                .containsExactly(
                        "blazeface-back",
                        "blazeface-front",
                        "canonical-face",
                        "expression-attune",
                        "expression-faceapi",
                        "expression-xception",
                        "face-mesh",
                        "sentence-bge-zh-pieces",
                        "sentence-bge-zh",
                        "sentence-minilm-en-pieces",
                        "sentence-minilm-en",
                        "silero-vad",
                        "text-complaints",
                        "text-en-requests",
                        "text-en",
                        "text-ru",
                        "text-wishes",
                        "text-zh-reviews",
                        "text-zh",
                        "voice-attune");
    }

    @Test
    void aNetworkWithStateIsGivenItByName() {
        try (var runner = STORE.load("silero-vad").newRunner()) {
            runner.set("sr", 16_000);
            fillWithNoise(runner, 5);
            runner.run();
            float first = runner.output("output")[0];
            runner.input("state").put(0, runner.output("stateN"));
            runner.run();
            assertThat(first).isBetween(0f, 1f);
            assertThat(runner.output("output")[0]).isNotEqualTo(first);
            assertThatThrownBy(() -> runner.set("rate", 8000)).hasMessageContaining("[sr]");
        }
    }

    @Test
    void everyCardStatesLicenceTrainingDataRestrictionsAndLimits() {
        assertThat(STORE.cards()).allSatisfy(card -> {
            assertThat(card.source().licence()).isNotBlank();
            assertThat(card.trainingData()).isNotBlank();
            assertThat(card.restrictions()).isNotBlank();
            assertThat(card.limits()).isNotEmpty();
        });
    }

    @Test
    void everyShippedFileMatchesTheSizeAndChecksumOnItsCard() {
        assertThat(STORE.cards()).allSatisfy(card -> {
            byte[] bytes = STORE.resource(card.id());
            assertThat(bytes).hasSize(Math.toIntExact(card.resource().bytes()));
            assertThat(Sha256.of(bytes)).isEqualTo(card.resource().sha256());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"blazeface-front", "blazeface-back", "face-mesh", "expression-xception", "expression-faceapi"})
    void everyNetworkRunsWithTheNamesAndShapesOfItsCard(String id) {
        var model = STORE.load(id);
        try (var runner = model.newRunner()) {
            fillWithNoise(runner, 1);
            runner.run();
            assertThat(model.card().outputs()).allSatisfy(output -> {
                float[] values = runner.output(output.name());
                assertThat(values).hasSize(output.size());
                assertThat(IntStream.range(0, values.length).mapToObj(i -> values[i]))
                        .allMatch(Float::isFinite);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"expression-attune", "expression-xception", "expression-faceapi"})
    void expressionScoresAreProbabilities(String id) {
        var model = STORE.load(id);
        try (var runner = model.newRunner()) {
            fillWithNoise(runner, 2);
            runner.run();
            float[] scores = runner.output(model.card().outputs().getFirst().name());
            double sum = 0;
            for (float score : scores) sum += score;
            assertThat(scores).hasSize(model.card().outputs().getFirst().size());
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void runnersOfOneModelDoNotDisturbEachOther() {
        var model = STORE.load("expression-xception");
        try (var first = model.newRunner();
                var second = model.newRunner()) {
            fillWithNoise(first, 3);
            fillWithNoise(second, 4);
            first.run();
            float[] alone = first.output("Identity").clone();
            second.run();
            assertThat(first.output("Identity")).isEqualTo(alone);
            first.run();
            assertThat(first.output("Identity")).isEqualTo(alone);
        }
    }

    @Test
    void aModelIsLoadedOnceHoweverManyStreamsAskForIt() {
        assertThat(IntStream.range(0, 8).parallel().mapToObj(i -> STORE.load("blazeface-front")))
                .containsOnly(STORE.load("blazeface-front"));
    }

    @Test
    void countsTheTimeSpentInsideTheRuntime() {
        try (var store = ModelStore.bundled()) {
            assertThat(store.nanosInRuntime()).isZero();
            try (var runner = store.load("expression-xception").newRunner()) {
                runner.run();
            }
            assertThat(store.nanosInRuntime()).isPositive();
        }
    }

    @Test
    void anUnknownIdIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> STORE.load("face-mash"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'face-mash'")
                .hasMessageContaining("blazeface-front")
                .hasMessageContaining("face-mesh");
    }

    @Test
    void anUnknownOutputIsAnsweredWithTheKnownOnes() {
        try (var runner = STORE.load("expression-faceapi").newRunner()) {
            assertThatThrownBy(() -> runner.output("probability")).hasMessageContaining("[prob]");
        }
    }

    @Test
    void anAlteredFileIsRefusedAndBothChecksumsAreNamed() {
        var altered = "not the network".getBytes(UTF_8);
        try (var store =
                new ModelStore(path -> path.endsWith(".onnx") ? new ByteArrayInputStream(altered) : packed(path))) {
            assertThatThrownBy(() -> store.load("face-mesh"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("'face-mesh'")
                    .hasMessageContaining(Sha256.of(altered))
                    .hasMessageContaining(store.card("face-mesh").resource().sha256());
        }
    }

    @Test
    void aMissingFileIsReportedByName() {
        Function<String, @Nullable InputStream> withoutNetworks = path -> path.endsWith(".onnx") ? null : packed(path);
        try (var store = new ModelStore(withoutNetworks)) {
            assertThatThrownBy(() -> store.load("blazeface-back"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("onnx/blazeface-back.onnx is missing");
        }
    }

    @Test
    void anUnreadableListOfModelsIsReported() {
        assertThatThrownBy(() -> new ModelStore(path -> new ByteArrayInputStream("{".getBytes(UTF_8))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("models.json");
    }

    @Test
    void anOperatorsNetworkOfTheSameShapeStandsInForOursAndItsCardSaysWhoAnswersForIt(@TempDir Path folder)
            throws Exception {
        var file = Files.write(folder.resolve("shop.onnx"), STORE.resource("expression-attune"));
        try (var store = ModelStore.bundledWith("expression-attune", file);
                var runner = store.load("expression-attune").newRunner()) {
            fillWithNoise(runner, 2);
            runner.run();
            var card = store.card("expression-attune");
            assertThat(runner.output("probabilities")).hasSize(8);
            assertThat(card.version()).startsWith("operator-");
            assertThat(card.resource().sha256())
                    .isEqualTo(STORE.card("expression-attune").resource().sha256());
            assertThat(card.trainingData()).contains("Not known here");
            assertThat(card.figures()).isEmpty();
            assertThat(store.cards()).hasSameSizeAs(STORE.cards());
        }
    }

    @Test
    void anOperatorsNetworkOfAnotherShapeIsRefusedWithWhatWasExpected(@TempDir Path folder) throws Exception {
        var other = Files.write(folder.resolve("other.onnx"), STORE.resource("expression-faceapi"));
        var none = Files.writeString(folder.resolve("none.onnx"), "no network");

        assertThatThrownBy(() -> ModelStore.bundledWith("expression-attune", other))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("other.onnx")
                .hasMessageContaining("[1, 1, 48, 48]");
        assertThatThrownBy(() -> ModelStore.bundledWith("expression-attune", none))
                .isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> ModelStore.bundledWith("expression-attune", folder.resolve("absent.onnx")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("absent.onnx");
    }

    @Test
    void dataIsNotLoadedAsANetwork() {
        assertThatThrownBy(() -> STORE.load("canonical-face")).hasMessageContaining("not a network");
    }

    @Test
    void aClosedStoreLoadsNothing() {
        var store = ModelStore.bundled();
        store.close();
        assertThatThrownBy(() -> store.load("face-mesh")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theCanonicalFaceLooksAtTheViewerInCentimetres() {
        var face = STORE.canonicalFace();
        assertThat(face.vertices()).hasSize(468);
        assertThat(face.triangles()).hasSize(898);
        assertThat(face.poseAnchors()).hasSize(33);

        var noseTip = face.vertices().get(1);
        var chin = face.vertices().get(152);
        var rightEye = face.vertices().get(33); // the subject's
        var leftEye = face.vertices().get(263);
        assertThat(chin.y()).isLessThan(noseTip.y());
        assertThat(noseTip.z()).isGreaterThan(leftEye.z());
        assertThat(leftEye.x()).isPositive().isEqualTo(-rightEye.x());
        assertThat(leftEye.x() - rightEye.x()).isBetween(8.0, 10.0); // outer corners of an adult's eyes
    }

    @Test
    void trianglesOfTheCanonicalFaceTurnTheirOutsideToTheViewer() {
        var face = STORE.canonicalFace();
        var forwards = face.triangles().stream()
                .filter(triangle -> facesViewer(triangle, face.vertices()))
                .count();
        assertThat(forwards).isGreaterThan(face.triangles().size() * 9L / 10); // but not inside lips and nostrils
    }

    private static boolean facesViewer(CanonicalFace.Triangle triangle, List<CanonicalFace.Vertex> vertices) {
        var a = vertices.get(triangle.a());
        var b = vertices.get(triangle.b());
        var c = vertices.get(triangle.c());
        return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x()) > 0;
    }

    private static @Nullable InputStream packed(String path) {
        return ModelStore.class.getResourceAsStream(path);
    }

    private static void fillWithNoise(Runner runner, long seed) {
        var random = new Random(seed);
        var input = runner.input();
        while (input.hasRemaining()) input.put(random.nextFloat());
    }
}
