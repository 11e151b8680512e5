package dev.attune.training.text;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.SolverType;
import dev.attune.text.IntentReader;
import dev.attune.text.linear.Combiner;
import dev.attune.text.linear.LanguageModel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Fits combiners: logistic regression on out-of-fold margins and, for joint heads, sentence vectors.
final class CombinerFit {
    private static final double LEAST_THRESHOLD = 0.05;
    private static final double THRESHOLD_STEP = 0.01;
    private static final double TOWARDS_HALF = 0.02; // F1 that a threshold one away from .5 must gain: breaks near-ties

    /// Fifteen sentences of an emotion tell no threshold: F1 may be best at .08, and a plain question is then
    /// surprised.
    private static final double LEAST_OF_CUSTOMERS = 0.3;

    /// F1 in the training part is best at .35, where half as many again are invented as from .45 on; on the development
    /// part .45 finds 57 of 100 and invents 26 in 323, .35 finds 62 and invents 36.
    private static final double LEAST_OF_COMPLAINTS = 0.45;

    /// Out of fold 199 of 320 threats to leave are found from here on and 54 invented, and 152 of 298 that cannot wait,
    /// and 48.
    private static final double WISHES_FROM = 0.5;

    /// A wish for a person that is not heard costs more than an offer too many: 235 of 285 out of fold, and 42.
    private static final double PERSON_FROM = 0.4;

    /// From which likeness on the corpus that speaks first does so: always. By joint heads from even odds on: below
    /// them BRIGHTER eng loses .0035 [.0005, .0067] by cross-validation.
    private static final double FIRST_FROM = LEAST_THRESHOLD;

    private static final double JOINT_FIRST_FROM = 0.5;

    private static final double COST = 1; // of 0.003 .. 3 by cross-validation
    /// The smaller corpus of "which corpus is it like?" gains by this power of the ratio of sizes: 0 is their sizes, 1
    /// balance. By cross-validation: what one corpus wins by another power, the other loses.
    private static final double TOWARDS_BALANCE = 0.25;

    private static final double JOINT_TOWARDS_BALANCE = 0.5;

    private final Sentences sentences;
    private final float[][] margins;
    private final float[][] vectors;
    private final Feature[][] rows; // margins, vector, bias
    private final int folds;
    private final Set<Integer> ofCustomers; // margins that only questions with customers' sentences among theirs take

    /// @param vectors one per sentence; of length 0 for heads without an encoder
    CombinerFit(Sentences sentences, float[][] margins, float[][] vectors, int folds) {
        this(sentences, margins, vectors, folds, Set.of());
    }

    /// @param ofCustomers places of margins that questions which no sentence of customers teaches do not take: what a
    /// few hundred sentences teach would only add chance to what thousands do
    CombinerFit(Sentences sentences, float[][] margins, float[][] vectors, int folds, Set<Integer> ofCustomers) {
        this.ofCustomers = Set.copyOf(ofCustomers);
        this.sentences = sentences;
        this.margins = margins;
        this.vectors = vectors;
        this.folds = folds;
        rows = IntStream.range(0, sentences.size())
                .mapToObj(i -> row(margins[i], vectors[i]))
                .toArray(Feature[][]::new);
    }

    private static Feature[] row(float[] margins, float[] vector) {
        var row = new Feature[margins.length + vector.length + 1];
        int at = 0;
        for (float margin : margins) row[at] = new FeatureNode(++at, margin);
        for (float value : vector) row[at] = new FeatureNode(++at, value);
        row[at] = new FeatureNode(at + 1, 1);
        return row;
    }

    List<Combiner> fit(List<Question> questions) {
        return questions.stream().parallel().map(this::fit).toList();
    }

    private Combiner fit(Question question) {
        int[] teachers = IntStream.range(0, sentences.size())
                .filter(i -> question.teaches().test(sentences.sentences().get(i)))
                .toArray();
        var probabilities = new double[teachers.length];
        var yes = new boolean[teachers.length];
        for (int i = 0; i < teachers.length; i++)
            yes[i] = question.yes().test(sentences.sentences().get(teachers[i]));
        for (int fold = 0; fold < folds; fold++) {
            int held = fold;
            var taught = IntStream.range(0, teachers.length)
                    .filter(i -> sentences.fold(teachers[i], folds) != held)
                    .toArray();
            var combiner = fit(question, teachers, yes, taught, 0.5f);
            for (int i = 0; i < teachers.length; i++)
                if (sentences.fold(teachers[i], folds) == held)
                    probabilities[i] = combiner.probability(margins[teachers[i]], vectors[teachers[i]]);
        }
        float threshold = (float) threshold(question, probabilities, yes);
        return fit(question, teachers, yes, IntStream.range(0, teachers.length).toArray(), threshold);
    }

    private double threshold(Question question, double[] probabilities, boolean[] yes) {
        return switch (question.group()) {
            case LanguageModel.FIRST -> vectors[0].length == 0 ? FIRST_FROM : JOINT_FIRST_FROM;
            case ComplaintTraining.COMPLAINT -> Math.max(LEAST_OF_COMPLAINTS, threshold(probabilities, yes));
            case WishTraining.NAME ->
                question.label().equals(IntentReader.REQUEST_FOR_HUMAN) ? PERSON_FROM : WISHES_FROM;
            case Corpus.CUSTOMERS -> Math.max(LEAST_OF_CUSTOMERS, threshold(probabilities, yes));
            default -> threshold(probabilities, yes);
        };
    }

    private Combiner fit(Question question, int[] teachers, boolean[] yes, int[] taught, float threshold) {
        int inputs = margins[0].length + vectors[0].length;
        boolean byCustomers = Arrays.stream(teachers)
                .anyMatch(i -> sentences.sentences().get(i).corpus().own());
        var x = new Feature[taught.length][];
        var y = new boolean[taught.length];
        for (int i = 0; i < taught.length; i++) {
            x[i] = byCustomers ? rows[teachers[taught[i]]] : withoutCustomers(rows[teachers[taught[i]]]);
            y[i] = yes[taught[i]];
        }
        int positive = 0;
        for (boolean answer : y) if (answer) positive++;
        double weight = Math.pow((double) (y.length - positive) / positive, towardsBalance(question));
        var weights = LinearFit.fit(SolverType.L2R_LR, x, y, inputs + 1, COST, weight);
        var floats = new float[inputs];
        for (int i = 0; i < inputs; i++) floats[i] = (float) weights[i];
        return new Combiner(question.group(), question.label(), (float) weights[inputs], threshold, floats);
    }

    /// Only for "which corpus is it like?". The few sentences of customers gain nothing: with balance they speak for a
    /// twentieth of the other corpora too, whose leaning then suffers (BRIGHTER rus, by cross-validation).
    private double towardsBalance(Question question) {
        if (!question.group().equals(LanguageModel.CORPUS) || question.label().equals(Corpus.CUSTOMERS)) return 0;
        return vectors[0].length == 0 ? TOWARDS_BALANCE : JOINT_TOWARDS_BALANCE;
    }

    private Feature[] withoutCustomers(Feature[] row) {
        return ofCustomers.isEmpty()
                ? row
                : Arrays.stream(row)
                        .filter(feature -> !ofCustomers.contains(feature.getIndex() - 1))
                        .toArray(Feature[]::new);
    }

    /// The threshold of the best F1.
    static double threshold(double[] probabilities, boolean[] yes) {
        double best = -1;
        double threshold = 0.5;
        for (double candidate = LEAST_THRESHOLD; candidate < 1 - LEAST_THRESHOLD; candidate += THRESHOLD_STEP) {
            int right = 0;
            int wrong = 0;
            int missed = 0;
            for (int i = 0; i < yes.length; i++) {
                boolean answer = probabilities[i] >= candidate;
                if (answer && yes[i]) right++;
                else if (answer) wrong++;
                else if (yes[i]) missed++;
            }
            double f1 = right == 0 ? 0 : 2.0 * right / (2.0 * right + wrong + missed);
            double value = f1 - TOWARDS_HALF * Math.abs(candidate - 0.5);
            if (value > best) {
                best = value;
                threshold = candidate;
            }
        }
        return threshold;
    }
}
