package dev.attune.training.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The exported network answers what the machines answer.
class ToneExportTest {
    private static final int FEATURES = 6;

    @ParameterizedTest
    @ValueSource(strings = {"linear", "rbf", "boosting"})
    void theOnnxModelGivesTheProbabilitiesOfTheMachines(String name) throws OrtException {
        var learner = VoiceTraining.LEARNERS.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        var random = new Random(1);
        var raw = new ArrayList<double[]>();
        for (int i = 0; i < 90; i++) {
            var example = new double[FEATURES];
            for (int f = 0; f < FEATURES; f++) example[f] = 3 * random.nextGaussian() + i % 9;
            raw.add(example);
        }
        raw.get(5)[2] = Double.NaN;
        var scaling = Scaling.of(raw, raw.subList(0, 10));
        var scaled = raw.stream().map(scaling::of).toList();
        var machines = new EnumMap<Question, Machine>(Question.class);
        var calibrations = new EnumMap<Question, Calibration>(Question.class);
        for (var question : Question.values()) {
            int[] labels = new int[scaled.size()];
            for (int i = 0; i < labels.length; i++) labels[i] = i % question.size();
            machines.put(question, learner.maker().fit(scaled, labels, question.size()));
            calibrations.put(question, new Calibration(1.3, 0.2));
        }
        byte[] onnx = ToneExport.toOnnx(scaling, machines, calibrations);
        for (int i : new int[] {0, 5, 33}) {
            double[] unseen = raw.get(i).clone(); // trees split exactly at what they have seen, where rounding decides
            for (int f = 0; f < FEATURES; f++) unseen[f] += 0.01;
            assertSame(run(onnx, unseen, "tones"), calibrations, machines, Question.TONE, scaling.of(unseen));
            assertSame(run(onnx, unseen, "arousal"), calibrations, machines, Question.AROUSAL, scaling.of(unseen));
        }
        assertThat(run(onnx, raw.getFirst(), "neutral")[0]).isCloseTo((float) scaling.neutral()[0], within(1e-5f));
    }

    private static void assertSame(
            float[] exported,
            Map<Question, Calibration> calibrations,
            Map<Question, Machine> machines,
            Question question,
            double[] scaled) {
        var calibration = calibrations.get(question);
        var machine = machines.get(question);
        assertThat(calibration).isNotNull();
        assertThat(machine).isNotNull();
        if (calibration == null || machine == null) return;
        double[] expected = calibration.of(machine.scores(scaled));
        for (int c = 0; c < expected.length; c++)
            assertThat((double) exported[c]).isCloseTo(expected[c], within(1e-3));
    }

    private static float[] run(byte[] onnx, double[] features, String output) throws OrtException {
        var input = new float[FEATURES];
        for (int i = 0; i < FEATURES; i++) input[i] = (float) features[i];
        var environment = OrtEnvironment.getEnvironment();
        try (var session = environment.createSession(onnx);
                var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), new long[] {1, FEATURES});
                var result = session.run(Map.of("features", tensor))) {
            return ((float[][]) result.get(output).orElseThrow().getValue())[0];
        }
    }
}
