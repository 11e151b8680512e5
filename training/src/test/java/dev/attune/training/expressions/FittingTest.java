package dev.attune.training.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.training.Torch;
import dev.attune.training.network.TorchNetwork;
import dev.attune.training.network.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FittingTest {
    private static final int CLASSES = 8;
    private static final Examples EXAMPLES = Faces.of(96, 3, new SplittableRandom(1));

    @BeforeAll
    static void startPyTorch() {
        boolean available = Torch.isAvailable();
        if (!available) System.out.println("skipped: PyTorch does not exist for this platform");
        assumeTrue(available);
        Torch.start(1);
    }

    @Test
    void patternsThatAreEasilyToldApartAreLearnedAndSurviveTheExport() {
        Weights fitted;
        try (var fitting = fitting(12)) {
            double first = fitting.runEpoch(() -> false);
            double last = first;
            while (fitting.epoch() < 12) last = fitting.runEpoch(() -> false);
            assertThat(last).isLessThan(0.8 * first);
            fitted = fitting.result();
        }
        var fresh = Faces.of(60, 3, new SplittableRandom(2));
        try (var network = new ExportedNetwork(ExpressionExport.toOnnx(List.of(fitted), VectorScaling.none(CLASSES)))) {
            float[][] logits = network.logits(fresh);
            int right = 0;
            for (int i = 0; i < logits.length; i++) if (Examples.top(logits[i]) == fresh.top(i)) right++;
            assertThat(right).as("of 60").isGreaterThan(50);
        }
    }

    @Test
    void aRunThatWasInterruptedGoesOnAsIfItHadNotBeen(@TempDir Path folder) throws IOException {
        float[] whole;
        try (var fitting = fitting(3)) {
            for (int i = 0; i < 3; i++) fitting.runEpoch(() -> false);
            whole = fitting.result().dense();
        }
        var file = folder.resolve("checkpoint");
        try (var fitting = fitting(3)) {
            fitting.runEpoch(() -> false);
            fitting.checkpoint().write(file);
            assertThat(fitting.runEpoch(() -> true)).as("given up").isNaN();
        }
        try (var fitting = fitting(3)) {
            fitting.resume(Checkpoint.read(file));
            assertThat(fitting.epoch()).isEqualTo(1);
            while (fitting.epoch() < 3) fitting.runEpoch(() -> false);
            assertThat(fitting.result().dense()).containsExactly(whole, Offset.offset(1e-4f));
        }
    }

    private static Fitting fitting(int epochs) {
        var settings = new Fitting.Settings(epochs, 16, 5e-3, 1e-2, 0.5, 0.05, 7);
        var initial = TorchNetwork.initial(ExpressionNetwork.layers(4), CLASSES, new SplittableRandom(3));
        return new Fitting(settings, EXAMPLES, initial, Torch.newManager());
    }
}
