package dev.attune.training.text;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.SolverType;
import dev.attune.text.linear.NgramFeatures;
import dev.attune.text.linear.NgramModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Fits the experts of one language: logistic regression, one for each question.
///
/// Where n-grams are weighed by evidence, each is first multiplied by how much it speaks for or against a yes
/// by itself: the absolute log-count ratio of S. Wang and C. D. Manning, "Baselines and Bigrams", ACL 2012
/// (NB-SVM). The learned weight is multiplied likewise afterwards, so that whoever reads with it need not know.
final class ExpertFit {
    private static final double COST =
            4; // the reference recipe; 0.1 to 1 with squared hinge loss were worse by cross-validation
    private static final double MOST_POSITIVE_WEIGHT = 4; // min(4, sqrt(no / yes)): more drowns rare labels in errors
    private static final int FEWEST_TEXTS = 2; // a bucket of one text cannot generalise
    private static final int LARGEST_WEIGHT = 127;
    private static final double SMOOTHING =
            1; // texts added to each count; 0.3 and 3 were no better by cross-validation

    /// What n-grams weigh before a question is learned.
    enum Weighing {
        /// How rare they are.
        RARITY,
        /// How rare they are and how much they speak for or against this question's yes.
        EVIDENCE,
        /// The mean of both: two experts on the same n-grams are one.
        BOTH
    }

    private final Sentences sentences;
    private final List<Question> questions;
    private final int[] buckets;
    private final int[] frequencies;
    private final Feature[][] rows;
    private final Weighing weighing;

    ExpertFit(Sentences sentences, List<Question> questions, Weighing weighing) {
        this.sentences = sentences;
        this.weighing = weighing;
        this.questions = questions;
        var counts = new int[NgramFeatures.BUCKETS];
        for (var features : sentences.features())
            for (int i = 0; i < features.size(); i++) counts[features.bucket(i)]++;
        buckets = IntStream.range(0, counts.length)
                .filter(bucket -> counts[bucket] >= FEWEST_TEXTS)
                .toArray();
        frequencies = Arrays.stream(buckets).map(bucket -> counts[bucket]).toArray();
        var places = new int[NgramFeatures.BUCKETS];
        for (int i = 0; i < buckets.length; i++) places[buckets[i]] = i + 1;
        rows = new Feature[sentences.size()][];
        for (int i = 0; i < rows.length; i++) rows[i] = row(sentences.features().get(i), places);
    }

    int buckets() {
        return buckets.length;
    }

    /// The experts' margins for each sentence, from experts that never saw it: `[sentence][question]`.
    float[][] outOfFold(int folds, Runnable afterEach) {
        var margins = new float[sentences.size()][questions.size() + 1];
        for (int i = 0; i < margins.length; i++)
            margins[i][questions.size()] =
                    NgramModel.length(sentences.features().get(i));
        for (int fold = 0; fold < folds; fold++) {
            int held = fold;
            var weights = weights(i -> sentences.fold(i, folds) != held);
            for (int i = 0; i < margins.length; i++)
                if (sentences.fold(i, folds) == held)
                    for (int q = 0; q < weights.length; q++) margins[i][q] = (float) dot(rows[i], weights[q]);
            afterEach.run();
        }
        return margins;
    }

    /// The experts of all sentences, pruned and in 8 bits.
    ///
    /// @param most buckets to keep: those whose largest weight times rarity over all experts is largest
    NgramModel model(int most) {
        var weights = weights(i -> true);
        var scales = new double[weights.length];
        for (int q = 0; q < weights.length; q++)
            for (int i = 0; i < buckets.length; i++) scales[q] = Math.max(scales[q], Math.abs(weights[q][i]));
        var importance = new double[buckets.length];
        for (int i = 0; i < buckets.length; i++)
            for (int q = 0; q < weights.length; q++)
                importance[i] = Math.max(
                        importance[i],
                        Math.abs(weights[q][i])
                                / scales[q]
                                * NgramModel.inverseFrequency(sentences.size(), frequencies[i]));
        double least =
                buckets.length <= most ? 0 : Arrays.stream(importance).sorted().toArray()[buckets.length - most];
        int[] kept = IntStream.range(0, buckets.length)
                .filter(i -> importance[i] >= least)
                .toArray();
        var experts = new ArrayList<NgramModel.Expert>();
        var bytes = new byte[kept.length * weights.length];
        for (int q = 0; q < weights.length; q++) {
            double scale = scales[q] / LARGEST_WEIGHT;
            experts.add(new NgramModel.Expert(
                    questions.get(q).group(), questions.get(q).label(), (float) weights[q][buckets.length], (float)
                            scale));
            for (int i = 0; i < kept.length; i++)
                bytes[i * weights.length + q] = (byte) Math.round(weights[q][kept[i]] / scale);
        }
        return new NgramModel(
                experts,
                sentences.size(),
                Arrays.stream(kept).map(i -> buckets[i]).toArray(),
                Arrays.stream(kept).map(i -> frequencies[i]).toArray(),
                bytes);
    }

    private double[][] weights(IntPredicate taught) {
        return questions.stream()
                .parallel() // no question needs another's answer
                .map(question -> weights(question, taught))
                .toArray(double[][]::new);
    }

    private double[] weights(Question question, IntPredicate taught) {
        int[] teachers = IntStream.range(0, rows.length)
                .filter(i -> taught.test(i)
                        && question.teaches().test(sentences.sentences().get(i)))
                .toArray();
        var x = new Feature[teachers.length][];
        var yes = new boolean[teachers.length];
        int positive = 0;
        for (int i = 0; i < teachers.length; i++) {
            x[i] = rows[teachers[i]];
            yes[i] = question.yes().test(sentences.sentences().get(teachers[i]));
            if (yes[i]) positive++;
        }
        double weight =
                Math.min(MOST_POSITIVE_WEIGHT, Math.sqrt((double) (x.length - positive) / Math.max(1, positive)));
        return switch (weighing) {
            case RARITY -> fit(x, yes, weight);
            case EVIDENCE -> fitByEvidence(x, yes, weight);
            case BOTH -> {
                var weights = fit(x, yes, weight);
                var byEvidence = fitByEvidence(x, yes, weight);
                for (int i = 0; i < weights.length; i++) weights[i] = (weights[i] + byEvidence[i]) / 2;
                yield weights;
            }
        };
    }

    private double[] fitByEvidence(Feature[][] x, boolean[] yes, double positiveWeight) {
        var evidence = evidence(x, yes);
        var weights = fit(scaled(x, evidence), yes, positiveWeight);
        for (int i = 0; i < weights.length; i++) weights[i] *= evidence[i];
        return weights;
    }

    private double[] fit(Feature[][] x, boolean[] yes, double positiveWeight) {
        return LinearFit.fit(SolverType.L2R_LR_DUAL, x, yes, buckets.length + 1, COST, positiveWeight);
    }

    /// How much each bucket speaks for or against a yes by itself; 0 where no text has it, 1 for the bias.
    private double[] evidence(Feature[][] x, boolean[] yes) {
        var with = new double[2][buckets.length]; // texts with a bucket: [no, yes]
        var all = new double[2];
        for (int i = 0; i < x.length; i++) {
            int side = yes[i] ? 1 : 0;
            for (int f = 0; f < x[i].length - 1; f++) with[side][x[i][f].getIndex() - 1]++; // the bias is last
            all[side] += x[i].length - 1;
        }
        var evidence = new double[buckets.length + 1];
        double smoothed = SMOOTHING * (buckets.length + 1);
        for (int i = 0; i < buckets.length; i++)
            if (with[0][i] + with[1][i] > 0)
                evidence[i] = Math.abs(Math.log((with[1][i] + SMOOTHING) / (all[1] + smoothed))
                        - Math.log((with[0][i] + SMOOTHING) / (all[0] + smoothed)));
        evidence[buckets.length] = 1;
        return evidence;
    }

    private static Feature[][] scaled(Feature[][] rows, double[] by) {
        var scaled = new Feature[rows.length][];
        for (int i = 0; i < rows.length; i++)
            scaled[i] = Arrays.stream(rows[i])
                    .map(feature ->
                            new FeatureNode(feature.getIndex(), feature.getValue() * by[feature.getIndex() - 1]))
                    .toArray(Feature[]::new);
        return scaled;
    }

    /// Scaled as in [NgramModel], then the bias.
    private Feature[] row(NgramFeatures features, int[] places) {
        var values = new float[features.size()];
        int known = 0;
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            int place = places[features.bucket(i)];
            if (place == 0) continue;
            values[i] = features.frequency(i) * NgramModel.inverseFrequency(sentences.size(), frequencies[place - 1]);
            square += values[i] * values[i];
            known++;
        }
        var row = new Feature[known + 1];
        int at = 0;
        for (int i = 0; i < values.length; i++)
            if (values[i] > 0) row[at++] = new FeatureNode(places[features.bucket(i)], values[i] / Math.sqrt(square));
        row[at] = new FeatureNode(buckets.length + 1, 1);
        return row;
    }

    private static double dot(Feature[] row, double[] weights) {
        double sum = 0;
        for (var feature : row) sum += weights[feature.getIndex() - 1] * feature.getValue();
        return sum;
    }
}
