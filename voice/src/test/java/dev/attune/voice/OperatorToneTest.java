package dev.attune.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.media.Pcm;
import dev.attune.models.ModelException;
import dev.attune.models.ModelStore;
import dev.attune.models.convert.OnnxGraph;
import dev.attune.models.convert.OnnxGraph.Attribute;
import dev.attune.models.convert.OnnxGraph.ElementType;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.Reason;
import dev.attune.signals.VoiceObservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorToneTest {
    @TempDir
    private Path folder;

    @Test
    void theOperatorsNetworkSpeaksInsteadOfOursAsFarAsItHasOutputs() throws Exception {
        var own = reading(null);
        var operators = reading(network("arousal", "anger", "neutral"));

        double loudness = operators.arousal().optional().orElseThrow();
        assertThat(loudness).as("the mean of |sound|, which the network tells").isBetween(0.001, 0.5);
        assertThat(loudness).isNotEqualTo(own.arousal().optional().orElseThrow());
        assertThat(operators.valence()).as("no output for it: ours").isEqualTo(own.valence());
        assertThat(operators.prosody()).isEqualTo(own.prosody());
        assertThat(operators.expression()).isInstanceOfSatisfying(DisplayPattern.Displayed.class, displayed -> {
            assertThat(displayed.probabilities().of(Emotion.ANGER)).isEqualTo(0.5);
            assertThat(displayed.probabilities().of(Emotion.NEUTRAL)).isEqualTo(0.5);
        });
        assertThat(operators.models())
                .filteredOn(model -> model.id().equals("own.onnx"))
                .singleElement()
                .satisfies(model -> assertThat(model.version()).matches("[0-9a-f]{12}"));
    }

    @Test
    void whatIsNoNumberIsNotMeasurable() throws Exception {
        var graph = new OnnxGraph();
        graph.input("sound", ElementType.FLOAT, 1, -1);
        graph.output("arousal", graph.node("Div", List.of(mean(graph, "Sub"), graph.floats(new float[] {0}, 1))), 1);

        var observation = reading(Files.write(folder.resolve("own.onnx"), graph.toModel()));

        assertThat(observation.arousal().toString()).contains(Reason.LOW_CONFIDENCE.name());
    }

    @Test
    void anotherFileIsRefusedWithWhatToTry() throws Exception {
        assertThatThrownBy(() -> VoiceModels.open(ModelStore.bundled(), folder.resolve("missing.onnx")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("missing.onnx")
                .hasMessageContaining("check its path");
        var text = Files.writeString(folder.resolve("text.onnx"), "no network");
        assertThatThrownBy(() -> VoiceModels.open(ModelStore.bundled(), text)).isInstanceOf(ModelException.class);
        var strange = network("logits");
        assertThatThrownBy(() -> VoiceModels.open(ModelStore.bundled(), strange))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("logits")
                .hasMessageContaining("arousal");
    }

    /// A network whose every output is the mean of the sound's size.
    private Path network(String... outputs) throws IOException {
        var graph = new OnnxGraph();
        graph.input("sound", ElementType.FLOAT, 1, -1);
        var loudness = graph.node(
                "ReduceMean",
                List.of(graph.node("Abs", List.of("sound"))),
                new Attribute.Wholes("axes", 1),
                new Attribute.Whole("keepdims", 0));
        for (var output : outputs) graph.output(output, loudness, 1);
        return Files.write(folder.resolve("own.onnx"), graph.toModel());
    }

    /// The mean of the sound minus itself: 0, computed.
    private static String mean(OnnxGraph graph, String operation) {
        var mean = graph.node(
                "ReduceMean", List.of("sound"), new Attribute.Wholes("axes", 1), new Attribute.Whole("keepdims", 0));
        return graph.node(operation, List.of(mean, mean));
    }

    private static VoiceObservation reading(@Nullable Path operatorModel) throws Exception {
        var sound = DevelopmentVoices.read(DevelopmentVoices.sample(1, 5).getFirst());
        try (var models = operatorModel == null
                        ? VoiceModels.open(ModelStore.bundled())
                        : VoiceModels.open(ModelStore.bundled(), operatorModel);
                var analyzer = new VoiceAnalyzer(models, VoiceOptions.WIDE_BAND)) {
            var events = analyzer.accept(new Pcm(Duration.ZERO, Sound.RATE_HZ, sound));
            events.addAll(analyzer.finish());
            return events.stream()
                    .filter(VoiceEvent.VoiceReading.class::isInstance)
                    .map(VoiceEvent.VoiceReading.class::cast)
                    .map(VoiceEvent.VoiceReading::observation)
                    .reduce((first, last) -> last)
                    .orElseThrow();
        }
    }
}
