package dev.attune.training.actionunits;

import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.actionunits.StillOrder;
import dev.attune.evaluation.statistics.Agreement;
import dev.attune.face.ActionUnitFormula;
import dev.attune.face.ActionUnitGeometry;
import dev.attune.face.NeutralFace;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceObservation;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// Decides how each unit is read and writes the data file behind `face`'s reader, with what every unit proved to be
/// worth.
///
/// A unit with a rule of `action-units-geometry/1` is read by the fit when that did better on people left out and no
/// worse on labelled stills of real faces (the half that decides); otherwise the rule stays.
final class ActionUnitFile {
    private static final double LEAST_CORRELATION = 0.2; // below, a unit is called not visible
    private static final double LEAVE_SHARE = 0.6;
    private static final double RULE_ENTERS = 1; // FACS A
    private static final double SAME_ORDER = 0.02; // areas this near are level: the stills' labels are noisy
    private static final int EYES_CLOSED = 43;
    private static final int BLINK = 45;

    /// Units that rendered heads cannot teach, weighted by hand and checked on real stills only. The rig's cheek
    /// does not move the mesh, a real one does: a clear smile on press portraits raises it by .04 and the lower lid
    /// by .01. Rendered noses hardly wrinkle: [NoseWrinklesFit] learns the look, its scale is brought to the rig's.
    private static final Map<Integer, String> BY_HAND = Map.of(
            6, "6,own.CHEEK_HEIGHT,30\n6,own.LOWER_LID_HEIGHT,80\n",
            9, "9,own.NOSE_WRINKLES,7\n");

    private static final Map<Integer, Double> HAND_RELIABILITY =
            Map.of(6, 0.3, 9, 0.4); // ours, see the stills; 9 must not tell presence, for it is not told from a frown

    private final List<ActionUnitFit.Unit> fits;
    private final Set<Integer> keptRules;
    private final Map<Integer, OptionalDouble> fitOrder = new TreeMap<>();
    private final Map<Integer, OptionalDouble> ruleOrder = new TreeMap<>();
    private final Map<Integer, OptionalDouble> fitOrderElsewhere = new TreeMap<>();
    private final Map<Integer, OptionalDouble> ruleOrderElsewhere = new TreeMap<>();

    /// @param keptRules units that stay with their rule whatever the figures say
    /// @param stills empty when there are none: then people left out decide alone
    ActionUnitFile(List<ActionUnitFit.Unit> fits, Set<Integer> keptRules, Optional<StillOrder> stills) {
        this.fits = List.copyOf(fits);
        this.keptRules = Set.copyOf(keptRules);
        stills.ifPresent(this::order);
    }

    private void order(StillOrder stills) {
        var population = NeutralFace.population();
        var allFits = parse(lines(unit -> Source.FIT));
        Function<FaceObservation, List<ActionUnit>> byFit =
                face -> allFits.read(face.measures(), population, face.pose());
        Function<FaceObservation, List<ActionUnit>> byRule =
                face -> ActionUnitGeometry.intensities(face.measures(), population, face.pose());
        var fitHere = stills.rows(byFit, StillOrder.Still::decides);
        var ruleHere = stills.rows(byRule, StillOrder.Still::decides);
        var fitThere = stills.rows(byFit, still -> !still.decides());
        var ruleThere = stills.rows(byRule, still -> !still.decides());
        for (var unit : fits) {
            fitOrder.put(unit.number(), StillOrder.area(fitHere, unit.number()));
            ruleOrder.put(unit.number(), StillOrder.area(ruleHere, unit.number()));
            fitOrderElsewhere.put(unit.number(), StillOrder.area(fitThere, unit.number()));
            ruleOrderElsewhere.put(unit.number(), StillOrder.area(ruleThere, unit.number()));
        }
    }

    private enum Source {
        FIT,
        RULE,
        HAND,
        NONE
    }

    private Source source(ActionUnitFit.Unit unit) {
        if (BY_HAND.containsKey(unit.number())) return Source.HAND;
        double fit = unit.fitCorrelation().orElse(0);
        if (unit.byRule().length > 0) {
            boolean better = fit > unit.ruleCorrelation().orElse(0);
            var real = fitOrder.getOrDefault(unit.number(), OptionalDouble.empty());
            var realByRule = ruleOrder.getOrDefault(unit.number(), OptionalDouble.empty());
            boolean worse = real.isPresent()
                    && realByRule.isPresent()
                    && real.getAsDouble() < realByRule.getAsDouble() - SAME_ORDER;
            if (keptRules.contains(unit.number()) || !better || worse) return Source.RULE;
        }
        return fit < LEAST_CORRELATION ? Source.NONE : Source.FIT;
    }

    /// The file, comments first.
    ///
    /// @param origin where the figures come from, in one or more lines
    String text(List<String> origin) {
        var text = new StringBuilder();
        text.append("# action-units, version 4: what face's ActionUnitReader computes intensities from.\n");
        for (var line : origin) text.append("# ").append(line).append('\n');
        text.append(
                "# Ridge regression on the measures' deviations from the person's own neutral face, both sides, and\n");
        text.append(
                "# head pose; weights shared by left and right; r and MAE on people left out of the fit (5 folds by\n");
        text.append(
                "# person). Synthetic: nothing here was compared with a FACS coder. 5 = the rig's full movement.\n");
        for (var unit : fits)
            text.append("# AU%d: fit r %s, MAE %s, penalty %.0f; rule r %s\n"
                    .formatted(
                            unit.number(),
                            two(unit.fitCorrelation()),
                            two(Agreement.meanAbsoluteError(unit.truth(), unit.byFit())),
                            unit.penalty(),
                            two(unit.ruleCorrelation())));
        return text.append("unit,term,value\n").append(lines(this::source)).toString();
    }

    /// Fit against rule, unit by unit, and which of them is kept.
    String comparison() {
        var table = new MarkdownTable(
                "AU", "r fit", "r rule", "stills that decide: fit", "rule", "other stills: fit", "rule", "kept");
        for (var unit : fits) {
            int number = unit.number();
            table.row(
                    number,
                    two(unit.fitCorrelation()),
                    two(unit.ruleCorrelation()),
                    two(fitOrder.getOrDefault(number, OptionalDouble.empty())),
                    two(ruleOrder.getOrDefault(number, OptionalDouble.empty())),
                    two(fitOrderElsewhere.getOrDefault(number, OptionalDouble.empty())),
                    two(ruleOrderElsewhere.getOrDefault(number, OptionalDouble.empty())),
                    source(unit).name().toLowerCase(Locale.ROOT) + (keptRules.contains(number) ? " (as asked)" : ""));
        }
        return table.toString();
    }

    private String lines(Function<ActionUnitFit.Unit, Source> sources) {
        var lines = new ArrayList<String>();
        for (var unit : fits) {
            var source = sources.apply(unit);
            lines.add(lines(unit, unit.number(), source));
            // one frame cannot tell them apart: time does, in fusion
            if (unit.number() == EYES_CLOSED) lines.add(lines(unit, BLINK, source));
        }
        return String.join("", lines);
    }

    private static String lines(ActionUnitFit.Unit unit, int number, Source source) {
        double fit = Math.max(0, unit.fitCorrelation().orElse(0));
        return switch (source) {
            case HAND -> {
                var weights = BY_HAND.getOrDefault(number, "");
                yield head(
                                number,
                                "hand",
                                weights.contains("WRINKLES") ? "appearance" : "geometry",
                                HAND_RELIABILITY.getOrDefault(number, 0.0),
                                RULE_ENTERS)
                        + weights;
            }
            case RULE ->
                head(
                                number,
                                "rule",
                                "geometry",
                                Math.max(0, unit.ruleCorrelation().orElse(0)),
                                RULE_ENTERS)
                        + "%d,rule,%d\n".formatted(number, unit.number());
            case FIT ->
                head(number, "fit", "geometry", fit, unit.enter())
                        + unit.weights().csv(number, unit.gain());
            case NONE -> head(number, "none", "not-visible", 0, RULE_ENTERS);
        };
    }

    private static String head(int number, String source, String evidence, double reliability, double enter) {
        return String.format(
                Locale.ROOT,
                "%1$d,source,%2$s%n%1$d,evidence,%3$s%n%1$d,reliability,%4$.2f%n%1$d,enter,%5$.2f%n%1$d,leave,%6$.2f%n",
                number,
                source,
                evidence,
                reliability,
                enter,
                LEAVE_SHARE * enter);
    }

    private static ActionUnitFormula parse(String lines) {
        try {
            return ActionUnitFormula.parse(new StringReader(lines));
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot fail to be read", e);
        }
    }

    private static String two(OptionalDouble value) {
        return value.isEmpty() ? "–" : String.format(Locale.ROOT, "%.2f", value.getAsDouble());
    }
}
