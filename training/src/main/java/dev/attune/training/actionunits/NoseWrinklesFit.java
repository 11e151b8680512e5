package dev.attune.training.actionunits;

import dev.attune.evaluation.statistics.Agreement;
import dev.attune.evaluation.statistics.RankOrder;
import dev.attune.face.Ridge;
import dev.attune.face.SkinTexture;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// One ridge regression of the skin beside the nose on two kinds of faces at once. Pictures that people labelled with
/// an expression say what wrinkled noses look like on real skin: disgust against every other label, each label counting
/// alike. Rendered people say what of that is AU9 and not its company: what was played, against their own neutral
/// takes. Only the two patches are shown, so nothing else of the expression can be learnt.
final class NoseWrinklesFit {
    private static final double RENDERED_SHARE =
            0.3; // of the pictures' 1; chosen on the half of the stills that decides
    private static final double PENALTY = 0.1; // per standardised weight, likewise
    private static final double FULL = 5;
    private static final double TARGET = 2; // of a full movement; disgust is 1
    private static final int FOLDS = 5;

    private final List<Example> examples;
    private final boolean[] rendered;

    /// One side of one face.
    ///
    /// @param group what is left out together: a picture or a person
    /// @param kind the label of a picture, empty of a rendered face
    /// @param target what the fit is to say: 0 or 1 of pictures, 0..2 of rendered faces
    @SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
    record Example(double[] texture, int group, String kind, double target) {
        static Example picture(double[] texture, int group, String label, boolean wrinkled) {
            return new Example(texture, group, label, wrinkled ? 1 : 0);
        }

        /// @param change of the texture against the person's own neutral takes
        /// @param played AU9, 0..5
        static Example rendered(double[] change, int person, double played) {
            return new Example(change, person, "", TARGET * played / FULL);
        }

        private boolean isRendered() {
            return kind.isEmpty();
        }
    }

    NoseWrinklesFit(List<Example> examples) {
        this.examples = List.copyOf(examples);
        rendered = new boolean[examples.size()];
        for (int i = 0; i < rendered.length; i++) rendered[i] = examples.get(i).isRendered();
        if (pictures(true).isEmpty() || pictures(false).isEmpty() || people() < FOLDS)
            throw new IllegalArgumentException(
                    "a fit needs pictures with and without disgust and %d rendered people, got %d, %d and %d"
                            .formatted(
                                    FOLDS,
                                    pictures(true).size(),
                                    pictures(false).size(),
                                    people()));
    }

    private List<Example> pictures(boolean wrinkled) {
        return examples.stream()
                .filter(example -> !example.isRendered() && example.target() > 0 == wrinkled)
                .toList();
    }

    private long people() {
        return examples.stream()
                .filter(Example::isRendered)
                .map(Example::group)
                .distinct()
                .count();
    }

    double[] weights() {
        return weights(i -> true);
    }

    /// Area under the curve, disgust against the other labels, of pictures left out; and the correlation with what was
    /// played, of rendered people left out.
    record LeftOut(OptionalDouble area, OptionalDouble correlation) {}

    LeftOut leftOut() {
        var said = new double[examples.size()];
        for (int k = 0; k < FOLDS; k++) {
            int fold = k;
            var weights = weights(i -> examples.get(i).group() % FOLDS != fold);
            for (int i = 0; i < said.length; i++)
                if (examples.get(i).group() % FOLDS == fold)
                    said[i] = Ridge.predict(weights, examples.get(i).texture());
        }
        var all = IntStream.range(0, said.length).boxed().toList();
        var yes = all.stream().filter(i -> !rendered[i] && examples.get(i).target() > 0);
        var no = all.stream().filter(i -> !rendered[i] && examples.get(i).target() == 0);
        var played = IntStream.range(0, said.length).filter(i -> rendered[i]).toArray();
        return new LeftOut(
                RankOrder.area(
                        yes.mapToDouble(i -> said[i]).toArray(),
                        no.mapToDouble(i -> said[i]).toArray()),
                Agreement.correlation(
                        Arrays.stream(played)
                                .mapToDouble(i -> examples.get(i).target())
                                .toArray(),
                        Arrays.stream(played)
                                .mapToDouble(i -> Math.max(0, said[i]))
                                .toArray()));
    }

    /// Each kind of face about its own mean: a rendered change has another zero than a picture.
    private double[] weights(IntPredicate which) {
        var chosen = IntStream.range(0, examples.size()).filter(which).toArray();
        var rows = new double[chosen.length];
        var counts = new TreeMap<String, Integer>();
        for (int i : chosen) counts.merge(examples.get(i).kind(), 1, Integer::sum);
        int others = counts.size() - (counts.containsKey("") ? 2 : 1); // labels that are not disgust
        for (int i = 0; i < rows.length; i++) {
            var example = examples.get(chosen[i]);
            double share = rendered[chosen[i]] ? RENDERED_SHARE : example.target() > 0 ? 0.5 : 0.5 / others;
            rows[i] = share / counts.getOrDefault(example.kind(), 1);
        }
        var inputs = new double[chosen.length][];
        var targets = new double[chosen.length];
        for (boolean kind : new boolean[] {false, true}) {
            var mean = new double[SkinTexture.SIZE];
            for (int j = 0; j < mean.length; j++) {
                int at = j;
                mean[j] = mean(chosen, rows, kind, i -> examples.get(i).texture()[at]);
            }
            double middle = mean(chosen, rows, kind, i -> examples.get(i).target());
            for (int i = 0; i < chosen.length; i++) {
                if (rendered[chosen[i]] != kind) continue;
                var example = examples.get(chosen[i]);
                inputs[i] = new double[1 + SkinTexture.SIZE];
                inputs[i][0] = 1;
                for (int j = 0; j < mean.length; j++) inputs[i][1 + j] = example.texture()[j] - mean[j];
                targets[i] = example.target() - middle;
            }
        }
        var fit = new Ridge(inputs, rows, Ridge.penalties(1 + SkinTexture.SIZE, PENALTY));
        return Arrays.copyOfRange(fit.weights(targets), 1, 1 + SkinTexture.SIZE);
    }

    private double mean(int[] chosen, double[] rows, boolean kind, IntToDoubleFunction value) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < chosen.length; i++)
            if (rendered[chosen[i]] == kind) {
                sum += rows[i] * value.applyAsDouble(chosen[i]);
                weight += rows[i];
            }
        return sum / weight;
    }
}
