package dev.attune.evaluation.actionunits;

import dev.attune.actor.Rehearsal;
import dev.attune.actor.Rehearsal.Kind;
import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.actionunits.RehearsedPerson.Face;
import dev.attune.evaluation.actionunits.UnitSamples.Reading;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.evaluation.statistics.Wilson;
import dev.attune.face.ActionUnitFormula;
import dev.attune.face.ActionUnitGeometry;
import dev.attune.face.ActionUnitReader;
import dev.attune.face.NeutralFace;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Emotion;
import dev.attune.signals.Mixture;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What [ActionUnitTest] found, as JSON and as tables.
public final class ActionUnitResult implements EvaluationResult {
    private static final String STATED =
            "synthetic people; nothing here was compared with a FACS coder, and 5 is the rig's full movement";

    private static final int[] TURNS = {0, 15, 30, 45};
    private static final double CLEARLY_ONE_SIDED = 2; // of 5, between the sides

    private final long seed;
    private final Bootstrap bootstrap;
    private final List<RehearsedPerson> people;
    private final int personal;
    private final ActionUnitFormula formula;
    private final Readings readings;
    private final Map<Kind, MixtureScore> mixtures;
    private final Optional<StillOrder> stills;

    /// @param personal people whose baseline became personal from the neutral takes
    ActionUnitResult(
            long seed,
            Bootstrap bootstrap,
            List<RehearsedPerson> people,
            int personal,
            ActionUnitFormula formula,
            Readings readings,
            Map<Kind, MixtureScore> mixtures,
            Optional<StillOrder> stills) {
        this.seed = seed;
        this.bootstrap = bootstrap;
        this.people = List.copyOf(people);
        this.personal = personal;
        this.formula = formula;
        this.readings = readings;
        this.mixtures = new EnumMap<>(mixtures);
        this.stills = stills;
    }

    /// The same faces read in several ways.
    ///
    /// @param own by the packed definition against the person's own neutral takes
    /// @param rules likewise, by the rules of [ActionUnitGeometry] alone
    /// @param population by the packed definition against the population's neutral face
    /// @param product by fusion, with the baseline it learnt by itself
    /// @param held by fusion, when the face has been held for a minute: units alone at one level only
    record Readings(
            List<Reading> own,
            List<Reading> rules,
            List<Reading> population,
            List<Reading> product,
            List<Reading> held) {}

    /// @param found takes in which a mixture was reported
    /// @param right of these, with the pair that was played
    record MixtureScore(int n, int found, int right) {
        static MixtureScore of(Rehearsal.Take take, Optional<Mixture> read) {
            Set<Emotion> played = take.shares().keySet();
            boolean right = read.isPresent()
                    && played.equals(Set.of(read.get().first(), read.get().second()));
            return new MixtureScore(1, read.isPresent() ? 1 : 0, right ? 1 : 0);
        }

        MixtureScore plus(MixtureScore other) {
            return new MixtureScore(n + other.n, found + other.found, right + other.right);
        }
    }

    /// @param f1 of the threshold alone, told or not; `f1Product` of what the product told
    /// @param toldProduct share of the sides whose presence the product told
    private record UnitRow(
            int unit,
            String source,
            int played,
            OptionalDouble r,
            Optional<Interval> interval,
            OptionalDouble error,
            OptionalDouble intraclass,
            OptionalDouble f1,
            OptionalDouble rRule,
            OptionalDouble rPopulation,
            OptionalDouble rProduct,
            OptionalDouble f1Product,
            OptionalDouble toldProduct) {}

    /// @param r at each of [#TURNS]
    private record TurnRow(int unit, List<OptionalDouble> r) {}

    /// Readings of one unit alone at 2.5: mean, and standard deviation between people.
    private record LevelRow(int unit, Spread own, Spread population, Spread product, Spread held) {}

    private record Spread(int n, double mean, double deviation) {}

    /// @param order share of the faces in which the side that moved more reads higher; ties count half
    private record SideRow(int unit, int n, double order, double moved, double other) {}

    /// @param present share of neutral sides read as present, over all units
    /// @param worst the unit read as present most often
    private record NeutralRow(String reader, int n, double present, int worst, double worstPresent) {}

    private List<UnitRow> units() {
        var rows = new ArrayList<UnitRow>();
        for (int unit : Rehearsal.units()) {
            var own = UnitSamples.of(unit, readings.own, face -> isFrontal(face));
            var rule = UnitSamples.of(unit, readings.rules, face -> isFrontal(face));
            var population = UnitSamples.of(unit, readings.population, face -> isFrontal(face));
            var product = UnitSamples.of(unit, readings.product, face -> isFrontal(face));
            rows.add(new UnitRow(
                    unit,
                    formula.source(unit),
                    own.played(),
                    own.correlation(),
                    interval(own),
                    own.meanAbsoluteError(),
                    own.intraclass(),
                    own.presenceFrom(formula.enter(unit)).f1(),
                    rule.correlation(),
                    population.correlation(),
                    product.correlation(),
                    product.presence().f1(),
                    product.told()));
        }
        return rows;
    }

    /// All takes but those turned on purpose, which have a table of their own.
    private static boolean isFrontal(Face face) {
        return face.take().kind() != Kind.TURNED;
    }

    /// Over people: the faces of one share their errors.
    private Optional<Interval> interval(UnitSamples samples) {
        var byPerson = samples.people().stream().map(samples::of).toList();
        return bootstrap.interval(
                byPerson.size(),
                drawn -> samples.drawn(byPerson, drawn).correlation().orElse(Double.NaN));
    }

    private List<TurnRow> turns() {
        var rows = new ArrayList<TurnRow>();
        for (int unit : Rehearsal.units()) {
            var r = new ArrayList<OptionalDouble>();
            for (int turn : TURNS)
                r.add(UnitSamples.of(unit, readings.own, face -> isTurned(face.take(), turn))
                        .correlation());
            rows.add(new TurnRow(unit, r));
        }
        return rows;
    }

    private static boolean isTurned(Rehearsal.Take take, int degrees) {
        return take.kind() == Kind.TURNED && Math.abs(take.expression().headYaw()) == degrees;
    }

    private int played(int turn) {
        return (int) people.stream()
                .flatMap(person -> person.takes().stream())
                .filter(take -> isTurned(take, turn))
                .count();
    }

    private int found(int turn) {
        return (int) people.stream()
                .flatMap(person -> person.faces().stream())
                .filter(face -> isTurned(face.take(), turn))
                .count();
    }

    private List<LevelRow> levels() {
        return Rehearsal.units().stream()
                .map(unit -> new LevelRow(
                        unit,
                        spread(unit, readings.own),
                        spread(unit, readings.population),
                        spread(unit, readings.product),
                        spread(unit, readings.held)))
                .toList();
    }

    private static Spread spread(int unit, List<Reading> readings) {
        var values = readings.stream()
                .filter(reading -> reading.face().take().kind() == Kind.LEVEL
                        && reading.face().truth(unit).left() > 0)
                .flatMap(reading -> reading.units().stream())
                .filter(read -> read.number() == unit)
                .mapToDouble(ActionUnit::intensity)
                .toArray();
        var statistics = DoubleStatistics.of(Set.of(Statistic.MEAN, Statistic.STANDARD_DEVIATION), values);
        return new Spread(
                values.length,
                statistics.getAsDouble(Statistic.MEAN),
                statistics.getAsDouble(Statistic.STANDARD_DEVIATION));
    }

    private List<SideRow> sides() {
        var rows = new ArrayList<SideRow>();
        for (int unit : Rehearsal.units()) {
            int n = 0;
            double order = 0;
            double moved = 0;
            double other = 0;
            for (var reading : readings.own) {
                var truth = reading.face().truth(unit);
                if (Math.abs(truth.left() - truth.right()) < CLEARLY_ONE_SIDED) continue;
                for (var read : reading.units()) {
                    if (read.number() != unit) continue;
                    double more = truth.left() > truth.right() ? read.left() : read.right();
                    double less = truth.left() > truth.right() ? read.right() : read.left();
                    n++;
                    order += more > less ? 1 : more == less ? 0.5 : 0;
                    moved += more;
                    other += less;
                }
            }
            if (n > 0) rows.add(new SideRow(unit, n, order / n, moved / n, other / n));
        }
        return rows;
    }

    private List<NeutralRow> neutral() {
        return List.of(
                neutral("own neutral takes", readings.own),
                neutral("population", readings.population),
                neutral("fusion, own baseline", readings.product));
    }

    private static NeutralRow neutral(String reader, List<Reading> readings) {
        int worst = 0;
        double worstShare = -1;
        double sum = 0;
        int n = 0;
        for (int unit : Rehearsal.units()) {
            var samples = UnitSamples.of(unit, readings, face -> face.take().kind() == Kind.NEUTRAL);
            var counts = samples.presence();
            n = counts.falsePositives() + counts.trueNegatives();
            double share = (double) counts.falsePositives() / Math.max(1, n);
            sum += share;
            if (share > worstShare) {
                worstShare = share;
                worst = unit;
            }
        }
        return new NeutralRow(reader, n, sum / Rehearsal.units().size(), worst, worstShare);
    }

    private List<StillOrder.Row> stillRows(boolean byRules) {
        return stills.map(order -> order.rows(
                        byRules
                                ? face -> ActionUnitGeometry.intensities(
                                        face.measures(), NeutralFace.population(), face.pose())
                                : face -> face.actionUnits(),
                        still -> true))
                .orElse(List.of());
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        json.put("topic", "action-units");
        json.put("data", STATED);
        json.put("definition", ActionUnitReader.FORMULA + "/" + ActionUnitReader.VERSION);
        json.put("seed", seed);
        json.put("people", people.size());
        json.put(
                "takes",
                people.stream().mapToInt(person -> person.takes().size()).sum());
        json.put("faces", readings.own.size());
        json.put("personalBaselines", personal);
        var units = json.putArray("units");
        for (var row : units()) {
            var object = units.addObject().put("unit", row.unit()).put("source", row.source());
            object.put("playedSides", row.played());
            put(object, "r", row.r());
            row.interval()
                    .ifPresent(interval -> object.putArray("rInterval")
                            .add(rounded(interval.low()))
                            .add(rounded(interval.high())));
            put(object, "meanAbsoluteError", row.error());
            put(object, "icc31", row.intraclass());
            put(object, "presenceF1", row.f1());
            put(object, "rRule", row.rRule());
            put(object, "rPopulation", row.rPopulation());
            put(object, "rProduct", row.rProduct());
            put(object, "presenceF1Product", row.f1Product());
            put(object, "presenceToldProduct", row.toldProduct());
        }
        var turned = json.putArray("turned");
        for (int t = 0; t < TURNS.length; t++) {
            var object = turned.addObject().put("yaw", TURNS[t]);
            object.put("takes", played(TURNS[t])).put("found", found(TURNS[t]));
            for (var row : turns()) put(object, "rAU" + row.unit(), row.r().get(t));
        }
        var levels = json.putArray("atIntensity2.5");
        for (var row : levels()) {
            var object = levels.addObject().put("unit", row.unit());
            put(object, "own", row.own());
            put(object, "population", row.population());
            put(object, "product", row.product());
            put(object, "heldForAMinute", row.held());
        }
        var sides = json.putArray("oneSided");
        for (var row : sides())
            sides.addObject()
                    .put("unit", row.unit())
                    .put("n", row.n())
                    .put("rightSideHigher", rounded(row.order()))
                    .put("moved", rounded(row.moved()))
                    .put("other", rounded(row.other()));
        var rest = json.putArray("neutral");
        for (var row : neutral())
            rest.addObject()
                    .put("reader", row.reader())
                    .put("sidesOfEachUnit", row.n())
                    .put("readAsPresent", rounded(row.present()))
                    .put("worstUnit", row.worst())
                    .put("worstReadAsPresent", rounded(row.worstPresent()));
        var confidence = UnitConfidence.of(readings.own);
        var trust = json.putObject("trust");
        put(trust, "rankCorrelationWithError", confidence.order());
        confidence
                .orderInterval(bootstrap)
                .ifPresent(interval -> trust.putArray("rankCorrelationInterval")
                        .add(rounded(interval.low()))
                        .add(rounded(interval.high())));
        put(trust, "rankCorrelationWithinUnits", confidence.orderWithinUnits());
        var bins = trust.putArray("bins");
        for (var row : confidence.rows()) {
            var object = bins.addObject().put("from", row.from()).put("to", row.to());
            object.put("sides", row.n()).put("played", row.played());
            put(object, "r", row.r());
            put(object, "meanAbsoluteErrorPlayed", row.error());
            put(object, "presencePrecision", row.presence().precision());
            put(object, "presenceRecall", row.presence().recall());
        }
        var mixed = json.putArray("mixtures");
        mixtures.forEach((kind, score) -> mixed.addObject()
                .put("played", kind.name().toLowerCase(Locale.ROOT))
                .put("n", score.n())
                .put("mixtureReported", score.found())
                .put("rightPair", score.right()));
        stills.ifPresent(order -> {
            var real = json.putObject("stills");
            real.put("faces", order.stills().size())
                    .put("noFace", order.noFace())
                    .put("unreadable", order.unreadable());
            var rows = real.putArray("againstNeutral");
            var rules = stillRows(true);
            for (var row : stillRows(false)) {
                var object = rows.addObject().put("label", row.label().id()).put("unit", row.unit());
                object.put("n", row.n()).put("neutral", row.neutral());
                put(object, "area", row.area());
                put(object, "areaRule", ruleArea(rules, row));
            }
        });
        return json;
    }

    private static OptionalDouble ruleArea(List<StillOrder.Row> rules, StillOrder.Row row) {
        return rules.stream()
                .filter(rule -> rule.label() == row.label() && rule.unit() == row.unit())
                .findFirst()
                .map(StillOrder.Row::area)
                .orElse(OptionalDouble.empty());
    }

    private static void put(ObjectNode object, String name, OptionalDouble value) {
        value.ifPresent(known -> object.put(name, rounded(known)));
    }

    private static void put(ObjectNode object, String name, Spread spread) {
        object.putObject(name)
                .put("n", spread.n())
                .put("mean", rounded(spread.mean()))
                .put("standardDeviation", rounded(spread.deviation()));
    }

    @Override
    public String markdown() {
        var text = new StringBuilder();
        text.append("%d %s (seed %d, %d takes, a face in %d; baseline personal in %d).\n\n"
                .formatted(
                        people.size(),
                        STATED,
                        seed,
                        people.stream()
                                .mapToInt(person -> person.takes().size())
                                .sum(),
                        readings.own.size(),
                        personal));
        var units = new MarkdownTable(
                "AU",
                "read by",
                "sides played",
                "r [95 %]",
                "MAE",
                "ICC(3,1)",
                "presence F1",
                "r, rules alone",
                "r, population's neutral",
                "r, fusion",
                "F1, fusion",
                "presence told, fusion");
        for (var row : units())
            units.row(
                    row.unit(),
                    row.source(),
                    row.played(),
                    two(row.r())
                            + row.interval()
                                    .map(range ->
                                            String.format(Locale.ROOT, " [%.2f, %.2f]", range.low(), range.high()))
                                    .orElse(""),
                    two(row.error()),
                    two(row.intraclass()),
                    two(row.f1()),
                    two(row.rRule()),
                    two(row.rPopulation()),
                    two(row.rProduct()),
                    two(row.f1Product()),
                    two(row.toldProduct()));
        text.append(units).append('\n');
        var turns = new MarkdownTable("AU", "r at 0°", "15°", "30°", "45°");
        for (var row : turns())
            turns.row(
                    row.unit(),
                    two(row.r().get(0)),
                    two(row.r().get(1)),
                    two(row.r().get(2)),
                    two(row.r().get(3)));
        turns.row(
                "faces found",
                found(TURNS[0]) + " of " + played(TURNS[0]),
                found(TURNS[1]) + " of " + played(TURNS[1]),
                found(TURNS[2]) + " of " + played(TURNS[2]),
                found(TURNS[3]) + " of " + played(TURNS[3]));
        text.append(turns).append('\n');
        var levels = new MarkdownTable(
                "AU alone at 2.5: mean (sd between people)",
                "own neutral",
                "population",
                "fusion, 2 s",
                "fusion, 60 s");
        for (var row : levels())
            levels.row(
                    row.unit(), spread(row.own()), spread(row.population()), spread(row.product()), spread(row.held()));
        text.append(levels).append('\n');
        var sides = new MarkdownTable("one-sided AU", "n", "right side higher", "side that moved", "other side");
        for (var row : sides())
            sides.row(
                    row.unit(),
                    row.n(),
                    two(OptionalDouble.of(row.order())),
                    two(OptionalDouble.of(row.moved())),
                    two(OptionalDouble.of(row.other())));
        text.append(sides).append('\n');
        var rest = new MarkdownTable("neutral faces against", "sides of each AU", "read as present", "worst AU");
        for (var row : neutral())
            rest.row(
                    row.reader(),
                    row.n(),
                    MarkdownTable.share(row.present()),
                    row.worst() + ": " + MarkdownTable.share(row.worstPresent()));
        text.append(rest).append('\n');
        var confidence = UnitConfidence.of(readings.own);
        var trust = new MarkdownTable(
                "reliability × quality",
                "sides",
                "played",
                "r",
                "MAE where played",
                "said present: was",
                "was present: said");
        for (var row : confidence.rows())
            trust.row(
                    String.format(Locale.ROOT, "%.1f to %.1f", row.from(), row.to()),
                    row.n(),
                    row.played(),
                    two(row.r()),
                    two(row.error()),
                    two(row.presence().precision()),
                    two(row.presence().recall()));
        text.append(trust)
                .append(
                        "\nRank correlation of reliability × quality and error, sides that moved or were said to: %s%s; within units %s.\n\n"
                                .formatted(
                                        two(confidence.order()),
                                        confidence
                                                .orderInterval(bootstrap)
                                                .map(range -> String.format(
                                                        Locale.ROOT, " [%.2f, %.2f]", range.low(), range.high()))
                                                .orElse(""),
                                        two(confidence.orderWithinUnits())));
        var mixed = new MarkdownTable("played", "n", "mixture reported [95 %]", "right pair");
        mixtures.forEach((kind, score) -> mixed.row(
                kind.name().toLowerCase(Locale.ROOT),
                score.n(),
                MarkdownTable.share(
                        OptionalDouble.of((double) score.found() / score.n()),
                        Wilson.interval(score.found(), score.n())),
                kind == Kind.BLEND ? score.right() + " of " + score.found() : "–"));
        text.append(mixed);
        stills.ifPresent(order -> {
            text.append("\n%d labelled stills with a face (%d without, %d unreadable), population's neutral face.\n\n"
                    .formatted(order.stills().size(), order.noFace(), order.unreadable()));
            var real = new MarkdownTable("label, AU", "n, neutral", "area under the curve", "rules alone");
            var rules = stillRows(true);
            for (var row : stillRows(false))
                real.row(
                        row.label().id() + " " + row.unit(),
                        row.n() + ", " + row.neutral(),
                        two(row.area()),
                        two(ruleArea(rules, row)));
            text.append(real);
        });
        return text.toString();
    }

    private static String spread(Spread spread) {
        return String.format(Locale.ROOT, "%.2f (%.2f)", spread.mean(), spread.deviation());
    }

    private static String two(OptionalDouble value) {
        return value.isEmpty() ? "–" : String.format(Locale.ROOT, "%.2f", value.getAsDouble());
    }

    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
