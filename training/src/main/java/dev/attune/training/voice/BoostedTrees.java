package dev.attune.training.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Gradient-boosted trees (XGBoost, Apache-2.0; T. Chen and C. Guestrin, KDD 2016), one tree a class and round, taken
/// out of the library as soon as they are fitted. Two classes share one tree a round: its sum is the score of "yes".
final class BoostedTrees implements Machine {
    /// @param rate by which each tree is believed
    /// @param rows,columns shares that each tree sees, drawn with a fixed seed
    record Settings(int rounds, int depth, double rate, double rows, double columns) implements Maker {
        @Override
        public BoostedTrees fit(List<double[]> examples, int[] labels, int classes) {
            return BoostedTrees.fit(this, examples, labels, classes);
        }
    }

    /// One tree in arrays: `feature` is -1 at a leaf, whose `value` is added; elsewhere a smaller feature goes to
    /// `less`, any other to `other`.
    ///
    /// @param output that the tree adds to
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Tree(int output, int[] feature, float[] value, int[] less, int[] other) {
        float of(float[] example) {
            int node = 0;
            while (feature[node] >= 0) node = example[feature[node]] < value[node] ? less[node] : other[node];
            return value[node];
        }
    }

    private static final double LEAST_WEIGHT = 2; // of examples, in a leaf
    private static final int SEED = 1;

    private final int classes;
    private final List<Tree> trees;

    private BoostedTrees(int classes, List<Tree> trees) {
        this.classes = classes;
        this.trees = trees;
    }

    private static BoostedTrees fit(Settings settings, List<double[]> examples, int[] labels, int classes) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("objective", classes == 2 ? "binary:logistic" : "multi:softprob");
        if (classes > 2) parameters.put("num_class", classes);
        parameters.put("base_score", 0.5); // no head start for a class
        parameters.put("tree_method", "hist");
        parameters.put("max_depth", settings.depth());
        parameters.put("eta", settings.rate());
        parameters.put("subsample", settings.rows());
        parameters.put("colsample_bytree", settings.columns());
        parameters.put("min_child_weight", LEAST_WEIGHT);
        parameters.put("nthread", 1);
        parameters.put("seed", SEED);
        parameters.put("verbosity", 0);
        try {
            var data = new DMatrix(flat(examples), examples.size(), examples.getFirst().length, Float.NaN);
            try {
                var wanted = new float[labels.length];
                for (int i = 0; i < wanted.length; i++) wanted[i] = labels[i];
                data.setLabel(wanted);
                data.setWeight(balanced(labels));
                var booster = XGBoost.train(data, parameters, settings.rounds(), Map.of(), null, null);
                try {
                    return new BoostedTrees(
                            classes, trees(booster.getModelDump((String) null, false, "json"), classes));
                } finally {
                    booster.dispose();
                }
            } finally {
                data.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost cannot fit: " + e.getMessage(), e);
        }
    }

    private static float[] flat(List<double[]> examples) {
        int features = examples.getFirst().length;
        var flat = new float[examples.size() * features];
        for (int i = 0; i < flat.length; i++) flat[i] = (float) examples.get(i / features)[i % features];
        return flat;
    }

    /// So that all classes count alike.
    private static float[] balanced(int[] labels) {
        int[] counts = new int[Arrays.stream(labels).max().orElseThrow() + 1];
        for (int label : labels) counts[label]++;
        long present = Arrays.stream(counts).filter(count -> count > 0).count();
        var weights = new float[labels.length];
        for (int i = 0; i < weights.length; i++)
            weights[i] = (float) ((double) labels.length / present / counts[labels[i]]);
        return weights;
    }

    /// The library dumps the trees round by round, in each round class by class.
    private static List<Tree> trees(String[] dumped, int classes) {
        var trees = new ArrayList<Tree>();
        for (int i = 0; i < dumped.length; i++)
            trees.add(tree(JsonMapper.shared().readTree(dumped[i]), classes == 2 ? 1 : i % classes));
        return List.copyOf(trees);
    }

    private static Tree tree(JsonNode root, int output) {
        var nodes = new ArrayList<JsonNode>();
        collect(root, nodes);
        int size = nodes.size();
        var place = new LinkedHashMap<Integer, Integer>();
        for (int i = 0; i < size; i++) place.put(nodes.get(i).path("nodeid").intValue(), i);
        var tree = new Tree(output, new int[size], new float[size], new int[size], new int[size]);
        for (int i = 0; i < size; i++) {
            var node = nodes.get(i);
            boolean leaf = node.has("leaf");
            tree.feature[i] = leaf
                    ? -1
                    : Integer.parseInt(node.path("split").stringValue().substring(1)); // "f12"
            tree.value[i] = node.path(leaf ? "leaf" : "split_condition").floatValue();
            if (leaf) continue;
            tree.less[i] = place.getOrDefault(node.path("yes").intValue(), 0);
            tree.other[i] = place.getOrDefault(node.path("no").intValue(), 0);
        }
        return tree;
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        into.add(node);
        for (var child : node.path("children")) collect(child, into);
    }

    @Override
    public double[] scores(double[] scaled) {
        var example = new float[scaled.length];
        for (int i = 0; i < example.length; i++) example[i] = (float) scaled[i];
        var scores = new double[classes];
        for (var tree : trees) scores[tree.output()] += tree.of(example);
        return scores;
    }

    List<Tree> trees() {
        return trees;
    }
}
