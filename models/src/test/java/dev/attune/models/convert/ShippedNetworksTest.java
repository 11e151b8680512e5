package dev.attune.models.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.models.ModelCard;
import dev.attune.models.ModelCard.Format;
import dev.attune.models.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The networks as shipped, from input to outputs, against the reference interpreter on the published weights.
class ShippedNetworksTest {
    /// What this build translates itself; of our own networks `attune train` compares what it exports.
    private static final Set<Format> CONVERTED = Set.of(Format.TFJS_GRAPH, Format.FACE_API_EXPRESSION_WEIGHTS);

    private static final NpmPackages PACKAGES = new NpmPackages(Path.of("."));

    static List<ModelCard> networks() {
        try (var store = ModelStore.bundled()) {
            return store.cards().stream()
                    .filter(card -> card.input() != null)
                    .filter(card -> CONVERTED.contains(card.source().format()))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void computesWhatThePublishedGraphDefines(ModelCard card) throws IOException {
        var graph = published(card.source());
        try (var store = ModelStore.bundled();
                var runner = store.load(card.id()).newRunner()) {
            var input = softPicture(runner.input().capacity());
            runner.input().put(input);
            runner.run();

            var shape = Objects.requireNonNull(card.input()).shape().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            var expected = ReferenceInterpreter.evaluate(graph, NdArray.of(input, shape));

            for (var output : card.outputs()) {
                var reference = expected.get(output.name()).values();
                var scale = 1.0;
                for (double value : reference) scale = Math.max(scale, Math.abs(value));
                float[] actual = runner.output(output.name());
                for (int i = 0; i < actual.length; i++)
                    assertThat((double) actual[i])
                            .as("%s[%d]", output.name(), i)
                            .isCloseTo(reference[i], within(1e-5 * scale));
            }
        }
    }

    private static TfjsGraph published(ModelCard.Source source) throws IOException {
        var path = PACKAGES.file(source.packageName(), source.files().getFirst().path());
        return source.format() == Format.TFJS_GRAPH ? TfjsGraph.read(path) : FaceApiExpression.read(path);
    }

    /// Noise that wanders slowly, 0..1: closer to a picture than white noise, and the same every time.
    private static float[] softPicture(int values) {
        var random = new Random(11);
        var picture = new float[values];
        double level = 0.5;
        for (int i = 0; i < values; i++) {
            level = Math.clamp(level + random.nextGaussian() * 0.05, 0, 1);
            picture[i] = (float) level;
        }
        return picture;
    }
}
