package dev.attune.training.actionunits;

import dev.attune.evaluation.actionunits.RehearsedPerson;
import dev.attune.evaluation.statistics.Agreement;
import dev.attune.evaluation.statistics.BinaryCounts;
import dev.attune.face.ActionUnitFormula;
import dev.attune.face.ActionUnitGeometry;
import dev.attune.face.Ridge;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceObservation;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// Ridge regression of action units on the deviations of the measures from the person's own neutral face, own and
/// other side, plus the head's pose. Every face enters twice, once for each side, with the sides exchanged: left and
/// right share their weights.
///
/// Intensities are cut off at 0, so a resting muscle may fit any negative value: targets of 0 whose fit is negative are
/// moved there, and the fit is solved again, a few times (iterated conditional means for censored data, after Tobin
/// 1958).
final class ActionUnitFit {
    private static final double[] PENALTIES = {3, 30, 300}; // per standardised weight; chosen on left-out people
    private static final int FOLDS = 5;
    private static final int CENSORED_STEPS = 8;
    private static final double YAW_UNIT = 30; // degrees that count as 1, as in ActionUnitFormula
    private static final double PITCH_UNIT = 20;
    private static final double PRESENT = 1; // FACS A
    private static final double CLEAR = 2.5;
    private static final double LARGEST_GAIN = 1.6; // a weak fit must not be blown up into a loud one

    private final List<Example> examples = new ArrayList<>();
    private final double[][] inputs;
    private final int[] fold;
    private final Ridge[][] leftOut = new Ridge[PENALTIES.length][FOLDS];
    private final Ridge[] whole = new Ridge[PENALTIES.length];

    private record Example(RehearsedPerson person, RehearsedPerson.Face face) {
        List<ActionUnit> read(ActionUnitFormula formula) {
            return formula.read(
                    face.observation().measures(),
                    person.own(),
                    face.observation().pose());
        }
    }

    /// One unit after the fit. Values come in pairs, left and right of each face.
    ///
    /// @param gain brings the mean reading of clear movements up to what was played
    /// @param enter the threshold of presence with the best F1 on people left out
    /// @param byFit what the fit read of people it was not fitted on
    /// @param byRule what the rule of geometry reads of the same; empty where there is none
    @SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
    record Unit(
            int number,
            UnitWeights weights,
            double penalty,
            double gain,
            double enter,
            double[] truth,
            double[] byFit,
            double[] byRule) {

        OptionalDouble fitCorrelation() {
            return Agreement.correlation(truth, byFit);
        }

        OptionalDouble ruleCorrelation() {
            return byRule.length == 0 ? OptionalDouble.empty() : Agreement.correlation(truth, byRule);
        }
    }

    /// @param people at least as many as there are folds (5)
    ActionUnitFit(List<RehearsedPerson> people) {
        for (var person : people) for (var face : person.faces()) examples.add(new Example(person, face));
        inputs = new double[2 * examples.size()][];
        fold = new int[inputs.length];
        for (int i = 0; i < examples.size(); i++) {
            var example = examples.get(i);
            inputs[2 * i] = input(example, true);
            inputs[2 * i + 1] = input(example, false);
            fold[2 * i] = fold[2 * i + 1] = people.indexOf(example.person()) % FOLDS;
        }
        for (int p = 0; p < PENALTIES.length; p++) {
            var penalties = Ridge.penalties(UnitWeights.SIZE, PENALTIES[p]);
            for (int k = 0; k < FOLDS; k++) {
                var rows = new double[inputs.length];
                for (int i = 0; i < rows.length; i++) rows[i] = fold[i] == k ? 0 : 1;
                leftOut[p][k] = new Ridge(inputs, rows, penalties);
            }
            var rows = new double[inputs.length];
            Arrays.fill(rows, 1);
            whole[p] = new Ridge(inputs, rows, penalties);
        }
    }

    int faces() {
        return examples.size();
    }

    Unit fit(int number) {
        var truth = new double[inputs.length];
        for (int i = 0; i < examples.size(); i++) {
            var level = examples.get(i).face().truth(number);
            truth[2 * i] = level.left();
            truth[2 * i + 1] = level.right();
        }
        int best = 0;
        var bestRead = new double[0];
        double bestR = -2;
        for (int p = 0; p < PENALTIES.length; p++) {
            var read = new double[truth.length];
            for (int k = 0; k < FOLDS; k++) {
                var weights = censored(leftOut[p][k], truth, k);
                var formula = formula(number, weights);
                for (int i = 0; i < examples.size(); i++)
                    if (fold[2 * i] == k) sides(number, examples.get(i).read(formula), read, i);
            }
            double r = Agreement.correlation(truth, read).orElse(-1);
            if (r > bestR) {
                bestR = r;
                best = p;
                bestRead = read;
            }
        }
        double gain = gain(truth, bestRead);
        var byFit = Arrays.stream(bestRead)
                .map(value -> Math.min(ActionUnit.MAX_INTENSITY, gain * value))
                .toArray();
        return new Unit(
                number,
                censored(whole[best], truth, -1),
                PENALTIES[best],
                gain,
                enter(truth, byFit),
                truth,
                byFit,
                byRule(number));
    }

    private double[] byRule(int number) {
        var read = new double[inputs.length];
        for (int i = 0; i < examples.size(); i++) {
            var face = examples.get(i).face().observation();
            var units = ActionUnitGeometry.intensities(
                    face.measures(), examples.get(i).person().own(), face.pose());
            if (units.stream().noneMatch(unit -> unit.number() == number)) return new double[0];
            sides(number, units, read, i);
        }
        return read;
    }

    private static void sides(int number, List<ActionUnit> units, double[] into, int example) {
        for (var unit : units)
            if (unit.number() == number) {
                into[2 * example] = unit.left();
                into[2 * example + 1] = unit.right();
            }
    }

    /// The reader as it would be with these weights alone, before gain and thresholds.
    private static ActionUnitFormula formula(int number, UnitWeights weights) {
        try {
            return ActionUnitFormula.parse(new StringReader(
                    "%d,source,fit\n%d,evidence,geometry\n".formatted(number, number) + weights.csv(number, 1)));
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail to be read", e);
        }
    }

    private static double[] input(Example example, boolean left) {
        FaceObservation face = example.face().observation();
        var centre = example.person().own().centre();
        var input = new double[UnitWeights.SIZE];
        input[0] = 1;
        int n = UnitWeights.MEASURES.size();
        for (int m = 0; m < n; m++) {
            var measure = UnitWeights.MEASURES.get(m);
            double onLeft = face.measures().left(measure) - centre.left(measure);
            double onRight = face.measures().right(measure) - centre.right(measure);
            input[1 + m] = left ? onLeft : onRight;
            input[1 + n + m] = left ? onRight : onLeft;
        }
        double towards = face.pose().yaw() / YAW_UNIT * (left ? 1 : -1);
        input[1 + 2 * n] = towards;
        input[2 + 2 * n] = towards * towards;
        input[3 + 2 * n] = face.pose().pitch() / PITCH_UNIT;
        return input;
    }

    /// @param without the fold that is left out, -1 for none
    private UnitWeights censored(Ridge ridge, double[] truth, int without) {
        var target = truth.clone();
        var weights = ridge.weights(target);
        for (int step = 0; step < CENSORED_STEPS; step++) {
            for (int i = 0; i < target.length; i++)
                if (truth[i] == 0 && fold[i] != without) target[i] = Math.min(0, Ridge.predict(weights, inputs[i]));
            weights = ridge.weights(target);
        }
        return new UnitWeights(weights);
    }

    private static double gain(double[] truth, double[] read) {
        double played = 0;
        double seen = 0;
        for (int i = 0; i < truth.length; i++)
            if (truth[i] >= CLEAR) {
                played += truth[i];
                seen += read[i];
            }
        return seen > 0 ? Math.clamp(played / seen, 1, LARGEST_GAIN) : 1;
    }

    private static double enter(double[] truth, double[] read) {
        var present = new boolean[truth.length];
        for (int i = 0; i < present.length; i++) present[i] = truth[i] >= PRESENT;
        double best = PRESENT;
        double bestF1 = -1;
        for (double threshold = 0.5; threshold <= 3; threshold += 0.25) {
            var answer = new boolean[present.length];
            for (int i = 0; i < answer.length; i++) answer[i] = read[i] >= threshold;
            double f1 = BinaryCounts.of(present, answer).f1().orElse(0);
            if (f1 > bestF1) {
                bestF1 = f1;
                best = threshold;
            }
        }
        return best;
    }
}
