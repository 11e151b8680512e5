package dev.attune.training.voice;

import java.util.Arrays;
import java.util.List;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/// A machine for each pair of classes (libsvm, BSD-3; C.-C. Chang and C.-J. Lin, ACM TIST 2:27, 2011),
/// and one score for each class: the sum of how clearly it wins its pairs.
final class PairwiseSvm implements Machine {
    /// @param gammaPerFeature of the Gaussian kernel times the number of features; 0 for the linear kernel
    /// @param cost libsvm's C
    record Settings(double gammaPerFeature, double cost) implements Maker {
        boolean linear() {
            return gammaPerFeature == 0;
        }

        double gamma(int features) {
            return gammaPerFeature / features;
        }

        @Override
        public PairwiseSvm fit(List<double[]> examples, int[] labels, int classes) {
            return PairwiseSvm.fit(this, examples, labels, classes);
        }
    }

    /// How steeply a decision becomes a vote; at 1 the margin counts .88.
    static final double STEEPNESS = 2;

    private static final double TOLERANCE = 1e-3;
    private static final double CACHE_MB = 200;

    private final Settings settings;
    private final int classes;
    private final List<double[]> examples;
    private final svm_model model;

    private PairwiseSvm(Settings settings, int classes, List<double[]> examples, svm_model model) {
        this.settings = settings;
        this.classes = classes;
        this.examples = examples;
        this.model = model;
    }

    private static PairwiseSvm fit(Settings chosen, List<double[]> examples, int[] labels, int classes) {
        var problem = new svm_problem();
        problem.l = labels.length;
        problem.x = examples.stream().map(PairwiseSvm::nodes).toArray(svm_node[][]::new);
        problem.y = Arrays.stream(labels).asDoubleStream().toArray();
        var settings = new svm_parameter();
        settings.svm_type = svm_parameter.C_SVC;
        settings.kernel_type = chosen.linear() ? svm_parameter.LINEAR : svm_parameter.RBF;
        settings.gamma = chosen.gamma(examples.getFirst().length);
        settings.C = chosen.cost();
        settings.eps = TOLERANCE;
        settings.cache_size = CACHE_MB;
        settings.shrinking = 1;
        int[] present = Arrays.stream(labels).distinct().sorted().toArray();
        settings.nr_weight = present.length;
        settings.weight_label = present;
        settings.weight = Arrays.stream(present)
                .mapToDouble(label -> (double) labels.length
                        / present.length
                        / Arrays.stream(labels).filter(other -> other == label).count())
                .toArray();
        svm.svm_set_print_string_function(said -> {});
        return new PairwiseSvm(chosen, classes, examples, svm.svm_train(problem, settings));
    }

    private static svm_node[] nodes(double[] features) {
        var nodes = new svm_node[features.length];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new svm_node();
            nodes[i].index = i + 1;
            nodes[i].value = features[i];
        }
        return nodes;
    }

    @Override
    public double[] scores(double[] scaled) {
        var decisions = new double[pairs()];
        svm.svm_predict_values(model, nodes(scaled), decisions);
        var scores = new double[classes];
        int pair = 0;
        for (int i = 0; i < model.nr_class; i++)
            for (int j = i + 1; j < model.nr_class; j++) {
                double vote = 1 / (1 + Math.exp(-STEEPNESS * decisions[pair++]));
                scores[model.label[i]] += vote;
                scores[model.label[j]] += 1 - vote;
            }
        return scores;
    }

    Settings settings() {
        return settings;
    }

    int pairs() {
        return model.nr_class * (model.nr_class - 1) / 2;
    }

    /// The class that pair `p` is for, then the one it is against.
    int[] pair(int p) {
        int seen = 0;
        for (int i = 0; i < model.nr_class; i++)
            for (int j = i + 1; j < model.nr_class; j++)
                if (seen++ == p) return new int[] {model.label[i], model.label[j]};
        throw new IndexOutOfBoundsException(p);
    }

    double offset(int pair) {
        return -model.rho[pair];
    }

    List<double[]> examples() {
        return examples;
    }

    /// Weight of every example in every pair, `[examples][pairs]`.
    double[][] weights() {
        var weights = new double[examples.size()][pairs()];
        int[] start = new int[model.nr_class + 1];
        for (int c = 0; c < model.nr_class; c++) start[c + 1] = start[c] + model.nSV[c];
        int pair = 0;
        for (int i = 0; i < model.nr_class; i++)
            for (int j = i + 1; j < model.nr_class; j++, pair++) {
                for (int s = start[i]; s < start[i + 1]; s++)
                    weights[model.sv_indices[s] - 1][pair] = model.sv_coef[j - 1][s];
                for (int s = start[j]; s < start[j + 1]; s++)
                    weights[model.sv_indices[s] - 1][pair] = model.sv_coef[i][s];
            }
        return weights;
    }
}
