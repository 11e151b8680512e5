package dev.attune.training.expressions;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.attune.face.ExpressionCrop;
import dev.attune.training.network.AdamW;
import dev.attune.training.network.TorchNetwork;
import dev.attune.training.network.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/// Fits one network by [AdamW], soft votes as targets. Single owner; close it.
///
/// Every epoch depends on seed and number alone, so a run that was interrupted goes on as if it had not been.
final class Fitting implements AutoCloseable {
    private static final int INPUT = ExpressionCrop.SIZE * ExpressionCrop.SIZE;

    /// @param balance 0 = as the data is, 1 = as if all expressions were equally frequent (logit adjustment, Menon
    /// 2021)
    record Settings(int epochs, int batch, double rate, double decay, double balance, double smoothing, long seed) {
        Settings {
            if (epochs < 1 || batch < 2)
                throw new IllegalArgumentException(
                        "at least 1 epoch and 2 pictures a batch, got %d and %d".formatted(epochs, batch));
        }

        static Settings standard(int epochs, long seed) {
            return new Settings(epochs, 96, 2.5e-3, 2e-2, 0.5, 0.05, seed);
        }
    }

    private final Settings settings;
    private final Examples examples;
    private final int classes;
    private final int[] order; // positions in the examples, rare expressions several times
    private final float[] priors; // logarithms times balance
    private final NDManager manager;
    private final TorchNetwork network;
    private final AdamW steps;
    private int epoch;

    Fitting(Settings settings, Examples examples, Weights initial, NDManager manager) {
        this.settings = settings;
        this.examples = examples;
        this.classes = initial.classes();
        this.manager = manager;
        this.network = TorchNetwork.of(manager, initial);
        this.order = withRareOnesRepeated(examples, classes);
        this.priors = priors();
        this.steps = new AdamW(
                network, manager, settings.rate(), settings.decay(), (long) settings.epochs() * stepsPerEpoch());
    }

    int epoch() {
        return epoch;
    }

    int stepsPerEpoch() {
        return order.length / settings.batch();
    }

    /// One pass over the examples.
    ///
    /// @param stop asked before every batch; when it says true the epoch is given up
    /// @return mean loss, or NaN when it was stopped
    double runEpoch(BooleanSupplier stop) {
        var random = new SplittableRandom(settings.seed() * 1_000_003 + epoch);
        var augmentation = new Augmentation(random.split());
        Engine.getInstance().setRandomSeed((int) random.nextLong()); // of dropout
        int[] shuffled = shuffled(order, random);
        double sum = 0;
        int batches = stepsPerEpoch();
        for (int i = 0; i < batches; i++) {
            if (stop.getAsBoolean()) return Double.NaN;
            sum += runBatch(shuffled, i * settings.batch(), augmentation);
        }
        epoch++;
        return sum / Math.max(1, batches);
    }

    private double runBatch(int[] shuffled, int from, Augmentation augmentation) {
        int n = settings.batch();
        var pictures = new float[n * INPUT];
        var targets = new float[n * classes];
        float share = (float) settings.smoothing();
        for (int i = 0; i < n; i++) {
            int at = shuffled[from + i];
            augmentation.varied(examples.grey()[at], pictures, i * INPUT);
            for (int c = 0; c < classes; c++)
                targets[i * classes + c] = examples.votes()[at][c] * (1 - share) + share / classes;
        }
        try (var scope = manager.newSubManager()) {
            var x = scope.create(FloatBuffer.wrap(pictures), new Shape(n, 1, ExpressionCrop.SIZE, ExpressionCrop.SIZE));
            var wanted = scope.create(targets, new Shape(n, classes));
            float value;
            try (var collector = Engine.getInstance().newGradientCollector()) {
                var logits = network.forward(x, true).add(scope.create(priors));
                var loss = logits.logSoftmax(1).mul(wanted).sum().div(-n);
                collector.backward(loss);
                value = loss.getFloat();
            }
            steps.update(scope);
            return value;
        }
    }

    /// What the run is worth so far: the average over time.
    Weights result() {
        return steps.result();
    }

    /// Everything needed to go on later.
    Checkpoint checkpoint() {
        return new Checkpoint(
                epoch,
                steps.step(),
                steps.state().stream().map(NDArray::toFloatArray).toList());
    }

    void resume(Checkpoint checkpoint) {
        epoch = checkpoint.epoch();
        steps.resume(checkpoint.step());
        var values = checkpoint.arrays().iterator();
        for (var array : steps.state()) array.set(FloatBuffer.wrap(values.next()));
    }

    private float[] priors() {
        var counts = new double[classes];
        for (int at : order) for (int c = 0; c < classes; c++) counts[c] += examples.votes()[at][c];
        var logarithms = new float[classes];
        for (int c = 0; c < classes; c++)
            logarithms[c] = (float) (settings.balance() * Math.log((counts[c] + 1) / (order.length + classes)));
        return logarithms;
    }

    /// Expressions below a twentieth of the examples are shown more often, up to four times.
    private static int[] withRareOnesRepeated(Examples examples, int classes) {
        var counts = new int[classes];
        for (int i = 0; i < examples.count(); i++) counts[examples.top(i)]++;
        var order = new ArrayList<Integer>();
        for (int i = 0; i < examples.count(); i++) {
            double share = (double) counts[examples.top(i)] / examples.count();
            long times = Math.round(Math.clamp(Math.sqrt(0.05 / share), 1, 4));
            for (int k = 0; k < times; k++) order.add(i);
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] shuffled(int[] order, SplittableRandom random) {
        int[] shuffled = Arrays.copyOf(order, order.length);
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = kept;
        }
        return shuffled;
    }

    @Override
    public void close() {
        manager.close();
    }
}
