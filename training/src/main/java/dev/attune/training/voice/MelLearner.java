package dev.attune.training.voice;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.attune.evaluation.voice.VoiceIndex;
import dev.attune.training.Torch;
import dev.attune.training.UnusableData;
import dev.attune.training.network.AdamW;
import dev.attune.training.network.Layer;
import dev.attune.training.network.TorchNetwork;
import dev.attune.training.network.Weights;
import dev.attune.training.voice.SpokenExamples.Example;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Learns from pictures of the sound instead of features: a small convolutional network that answers all questions at
/// once. It is no part of the product; it shows what features leave unheard.
final class MelLearner implements Learner {
    static final String NAME = "log-mel"; // on the command line

    private static final int COLUMNS = 128; // 2 s are looked at
    private static final int BANDS = MelPicture.BANDS;
    private static final int CHANNELS = 2; // the picture, and which band a cell is in: the mean over it forgets that
    private static final List<Layer> LAYERS = List.of(
            new Layer(CHANNELS, 16, 5, 2, false),
            new Layer(16, 32, 3, 2, false),
            new Layer(32, 48, 3, 2, false),
            new Layer(48, 64, 3, 2, false),
            new Layer(64, 64, 3, 1, true));
    private static final int BATCH = 48;
    private static final double RATE = 2e-3;
    private static final double DECAY = 2e-2;
    private static final int MOST_BANDS_HIDDEN = 8; // SpecAugment (Park 2019)
    private static final int MOST_COLUMNS_HIDDEN = 24;
    private static final int LOOKS = 3; // at a clip longer than the picture

    private final Map<String, MelPicture> pictures;
    private final int epochs;
    private final long seed;
    private final Map<Question, Integer> firstOutput = new EnumMap<>(Question.class);
    private final int outputs;

    /// @param pictures by clip, a tab, condition
    MelLearner(Map<String, MelPicture> pictures, int epochs, long seed) {
        this.pictures = pictures;
        this.epochs = epochs;
        this.seed = seed;
        int next = 0;
        for (var question : Question.values()) {
            firstOutput.put(question, next);
            next += question.size();
        }
        outputs = next;
    }

    /// Looks at the same clips in the same conditions as the examples.
    static MelLearner over(VoiceIndex index, List<Example> examples, int epochs, long seed, Consumer<String> tell)
            throws UnusableData {
        var wanted = new HashMap<String, MelPicture>();
        for (var example : examples)
            wanted.put(key(example.clip(), example.condition()), new MelPicture(0, new float[0]));
        int done = 0;
        for (var clip : index.clips()) {
            for (var version : SpokenExamples.versions(clip, seed))
                wanted.computeIfPresent(
                        key(clip.name(), version.condition()), (key, empty) -> MelPicture.of(version.sound()));
            if (++done % 500 == 0)
                tell.accept("pictures of %d of %d clips"
                        .formatted(done, index.clips().size()));
        }
        return new MelLearner(wanted, epochs, seed);
    }

    private static String key(String clip, String condition) {
        return clip + "\t" + condition;
    }

    @Override
    public String name() {
        return "log-mel network";
    }

    @Override
    public Fitted fit(List<Example> train) {
        Torch.start(1);
        var random = new SplittableRandom(seed);
        try (var manager = Torch.newManager()) {
            var network = TorchNetwork.of(manager, TorchNetwork.initial(LAYERS, outputs, random.split()));
            int batches = train.size() / BATCH;
            var steps = new AdamW(network, manager, RATE, DECAY, (long) epochs * batches);
            var balance = balance(train);
            for (int epoch = 0; epoch < epochs; epoch++) {
                Engine.getInstance().setRandomSeed((int) random.nextLong()); // of dropout
                int[] order = shuffled(train.size(), random);
                for (int batch = 0; batch < batches; batch++) {
                    int from = batch * BATCH;
                    var part = Arrays.stream(order, from, from + BATCH)
                            .mapToObj(train::get)
                            .toList();
                    learn(part, balance, network, steps, manager, random);
                }
            }
            return new Listener(steps.result());
        }
    }

    private void learn(
            List<Example> part,
            float[] balance,
            TorchNetwork network,
            AdamW steps,
            NDManager manager,
            SplittableRandom random) {
        var cells = new float[part.size() * CHANNELS * BANDS * COLUMNS];
        var wanted = new float[part.size() * outputs];
        for (int i = 0; i < part.size(); i++) {
            var picture = picture(part.get(i));
            int room = picture.columns() - COLUMNS;
            int start = random.nextInt(Math.min(0, room), Math.max(0, room) + 1);
            int hiddenBands = random.nextInt(MOST_BANDS_HIDDEN + 1);
            int firstBand = random.nextInt(BANDS - hiddenBands + 1);
            int hiddenColumns = random.nextInt(MOST_COLUMNS_HIDDEN + 1);
            int firstColumn = random.nextInt(COLUMNS - hiddenColumns + 1);
            draw(picture, start, random.nextInt(-1, 2), cells, i);
            for (int c = 0; c < COLUMNS; c++)
                for (int b = 0; b < BANDS; b++)
                    if (within(b - firstBand, hiddenBands) || within(c - firstColumn, hiddenColumns))
                        cells[at(i, 0, b, c)] = 0;
            for (var question : Question.values()) {
                var label = question.classes().get(part.get(i).tone());
                if (label == null) continue;
                int output = first(question) + label;
                wanted[i * outputs + output] = balance[output];
            }
        }
        try (var scope = manager.newSubManager()) {
            var x = scope.create(FloatBuffer.wrap(cells), new Shape(part.size(), CHANNELS, BANDS, COLUMNS));
            var targets = scope.create(wanted, new Shape(part.size(), outputs));
            try (var collector = Engine.getInstance().newGradientCollector()) {
                var logits = network.forward(x, true);
                NDArray loss = scope.create(0f);
                for (var question : Question.values()) {
                    var columns = ":, %d:%d".formatted(first(question), first(question) + question.size());
                    loss = loss.sub(logits.get(columns)
                            .logSoftmax(1)
                            .mul(targets.get(columns))
                            .sum());
                }
                collector.backward(loss.div(part.size()));
            }
            steps.update(scope);
        }
    }

    /// Weight of every output, so that all classes of a question count alike.
    private float[] balance(List<Example> train) {
        var balance = new float[outputs];
        for (var question : Question.values()) {
            var labels = train.stream()
                    .map(example -> question.classes().get(example.tone()))
                    .filter(Objects::nonNull)
                    .toList();
            for (int c = 0; c < question.size(); c++) {
                int wanted = c;
                long own = labels.stream().filter(label -> label == wanted).count();
                if (own > 0) balance[first(question) + c] = (float) labels.size() / question.size() / own;
            }
        }
        return balance;
    }

    private int first(Question question) {
        return Objects.requireNonNull(firstOutput.get(question));
    }

    private MelPicture picture(Example example) {
        return Objects.requireNonNull(pictures.get(key(example.clip(), example.condition())));
    }

    /// @param start column of the picture that comes first; silence where it has none
    /// @param higher bands by which everything is moved up, as if by another head
    private static void draw(MelPicture picture, int start, int higher, float[] into, int example) {
        for (int c = 0; c < COLUMNS; c++) {
            int column = start + c;
            boolean there = column >= 0 && column < picture.columns();
            for (int b = 0; b < BANDS; b++) {
                int band = Math.clamp(b - higher, 0, BANDS - 1);
                into[at(example, 0, b, c)] = there ? 2 * picture.cells()[column * BANDS + band] - 1 : -1;
                into[at(example, 1, b, c)] = 2f * b / (BANDS - 1) - 1;
            }
        }
    }

    private static int at(int example, int channel, int band, int column) {
        return ((example * CHANNELS + channel) * BANDS + band) * COLUMNS + column;
    }

    private static boolean within(int offset, int length) {
        return offset >= 0 && offset < length;
    }

    private static int[] shuffled(int size, SplittableRandom random) {
        var order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// The mean of some looks at a clip.
    private final class Listener implements Fitted {
        private final Weights weights;
        private final Map<Example, float[]> answered = new IdentityHashMap<>(); // a look answers all questions

        Listener(Weights weights) {
            this.weights = weights;
        }

        @Override
        public double[] scores(Question question, Example example) {
            float[] logits = answered.computeIfAbsent(example, this::look);
            var scores = new double[question.size()];
            for (int c = 0; c < scores.length; c++) scores[c] = logits[first(question) + c];
            return scores;
        }

        private float[] look(Example example) {
            var picture = picture(example);
            int room = Math.max(0, picture.columns() - COLUMNS);
            int looks = room == 0 ? 1 : LOOKS;
            var cells = new float[looks * CHANNELS * BANDS * COLUMNS];
            for (int i = 0; i < looks; i++) draw(picture, looks == 1 ? 0 : room * i / (looks - 1), 0, cells, i);
            try (var manager = Torch.newManager()) {
                var x = manager.create(FloatBuffer.wrap(cells), new Shape(looks, CHANNELS, BANDS, COLUMNS));
                return TorchNetwork.of(manager, weights)
                        .forward(x, false)
                        .mean(new int[] {0})
                        .toFloatArray();
            }
        }

        @Override
        public List<Example> withBaseline(List<Example> examples) {
            return List.of();
        }
    }
}
