package dev.attune.evaluation.expressions;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.expressions.ExpressionScores.Figure;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Calibration;
import dev.attune.evaluation.statistics.Confusion;
import dev.attune.evaluation.statistics.CoverageCurve;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.evaluation.statistics.Wilson;
import dev.attune.fusion.AffectFormula;
import dev.attune.fusion.UnitsExpression;
import dev.attune.models.ModelCard;
import dev.attune.policy.aggregates.SmallCells;
import dev.attune.signals.Emotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `attune evaluate expressions`: figures over the labelled pictures, and the comparison of groups where asked for.
public final class ExpressionResult implements EvaluationResult {
    private static final String FORMAT = "attune.evaluation.expressions/1";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_LISTED = 100; // unreadable files; all are counted

    private final ExpressionEvaluation evaluation;
    private final LabelledIndex index;
    private final List<Answer> answers;
    private final List<ModelCard> cards;
    private final Bootstrap bootstrap;
    private final ExpressionScores scores;
    private final @Nullable GroupComparison groups;

    private ExpressionResult(
            ExpressionEvaluation evaluation,
            LabelledIndex index,
            List<Answer> answers,
            List<ModelCard> cards,
            @Nullable String groupColumn,
            Bootstrap bootstrap) {
        this.evaluation = evaluation;
        this.index = index;
        this.answers = answers;
        this.cards = cards;
        this.bootstrap = bootstrap;
        this.scores = ExpressionScores.of(index, answers, bootstrap);
        this.groups = groupColumn == null ? null : GroupComparison.of(groupColumn, index, answers, bootstrap);
    }

    /// Reads every picture and compares.
    ///
    /// @param cards of all models, for checksums
    /// @param groupColumn as given to [LabelledIndex#read]; null when groups are not compared
    /// @param done receives how many pictures were read, from any thread
    public static ExpressionResult of(
            ExpressionEvaluation evaluation,
            LabelledIndex index,
            List<ModelCard> cards,
            @Nullable String groupColumn,
            Bootstrap bootstrap,
            IntConsumer done)
            throws InterruptedException {
        return new ExpressionResult(evaluation, index, evaluation.read(index, done), cards, groupColumn, bootstrap);
    }

    /// How many pictures could not be read at all.
    public int unreadable() {
        return (int)
                answers.stream().filter(Answer.Unreadable.class::isInstance).count();
    }

    /// Pictures of the index.
    public int pictures() {
        return answers.size();
    }

    /// What stands against a release: differences between the groups above `maxGap`, and what cannot be told.
    ///
    /// @throws IllegalStateException when no groups were compared
    public List<String> gaps(double maxGap) {
        return FairnessGate.gaps(compared(), maxGap);
    }

    /// What changed since an earlier report of the same groups.
    ///
    /// @param earlier the JSON of an earlier run
    /// @throws IllegalStateException when no groups were compared
    public List<String> drifts(JsonNode earlier) {
        return FairnessGate.drifts(compared(), earlier);
    }

    private GroupComparison compared() {
        if (groups == null) throw new IllegalStateException("no groups were compared");
        return groups;
    }

    private int noFace() {
        return (int) answers.stream().filter(Answer.NoFace.class::isInstance).count();
    }

    private int unaligned() {
        return (int) answers.stream()
                .filter(answer -> answer instanceof Answer.Read read && !read.aligned())
                .count();
    }

    @Override
    public ObjectNode json() {
        var json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("dataSet", String.valueOf(index.file().getFileName()));
        json.put("dataSetSha256", index.sha256());
        json.put("cropped", evaluation.cropped());
        json.put("pictures", pictures());
        json.put("n", scores.n());
        json.put("noFace", noFace());
        if (evaluation.cropped()) json.put("unaligned", unaligned());
        json.put("unreadable", unreadable());
        json.put("exactCopies", scores.exactCopies());
        figures(json);
        product(json.putObject("product"));
        unitsAlone(json.putObject("actionUnitsAlone"));
        if (groups != null) GroupJson.write(groups, json.putObject("groups"));
        unreadable(json);
        method(json);
        return json;
    }

    private void figures(ObjectNode json) {
        var confusion = scores.confusion();
        put(json, "accuracy", confusion.accuracy());
        put(json, "macroF1", confusion.macroF1());
        put(json, "macroF1Over8", confusion.macroF1OverAll());
        put(json, "unweightedRecall", confusion.unweightedRecall());
        put(json, "ece", scores.ece());
        var coverage = json.putObject("coverage");
        for (var share : ExpressionScores.COVERAGES) put(coverage, share.toString(), scores.accuracyAt(share));
        var intervals = json.putObject("intervals95");
        for (var figure : Figure.values())
            scores.interval(figure).ifPresent(interval -> put(intervals, figure.id(), interval));
        var recall = json.putObject("recall");
        var precision = json.putObject("precision");
        for (var emotion : ExpressionScores.CLASSES) {
            int i = emotion.ordinal();
            rate(recall.putObject(emotion.id()), confusion.correct(i), confusion.support(i));
            rate(precision.putObject(emotion.id()), confusion.correct(i), confusion.read(i));
        }
        var matrix = json.putObject("confusion");
        matrix.put("orientation", Confusion.ORIENTATION);
        var classes = matrix.putArray("classes");
        confusion.classes().forEach(classes::add);
        var rows = matrix.putArray("counts");
        for (var row : confusion.counts()) {
            var cells = rows.addArray();
            for (int count : row) cells.add(count);
        }
    }

    private void product(ObjectNode json) {
        var product = scores.product();
        json.put("faces", product.faces());
        json.put("abstained", product.abstained());
        put(json, "abstentionRate", ratio(product.abstained(), product.faces()));
        var reasons = json.putObject("reasons");
        product.reasons().forEach((reason, count) -> reasons.put(reason.id(), count));
        json.put("answered", product.answered());
        put(json, "accuracyAnswered", ratio(product.correct(), product.answered()));
        Wilson.interval(product.correct(), product.answered())
                .ifPresent(interval -> put(json, "accuracyAnsweredInterval95", interval));
        json.put("formula", AffectFormula.ref().toString());
    }

    private void unitsAlone(ObjectNode json) {
        var confusion = scores.unitsAlone();
        json.put("n", confusion.n());
        put(json, "accuracy", confusion.accuracy());
        put(json, "unweightedRecall", confusion.unweightedRecall());
        json.put("definition", UnitsExpression.ref().toString());
    }

    private void unreadable(ObjectNode json) {
        var files = json.putArray("unreadableFiles");
        for (int i = 0; i < answers.size() && files.size() < MOST_LISTED; i++)
            if (answers.get(i) instanceof Answer.Unreadable unreadable) {
                var row = index.rows().get(i);
                files.addObject()
                        .put("line", row.line())
                        .put("file", row.name())
                        .put("reason", unreadable.reason());
            }
    }

    private void method(ObjectNode json) {
        json.put("nets", evaluation.nets().id());
        json.put("formula", evaluation.nets().formula());
        var models = json.putArray("models");
        for (var card : usedCards())
            models.addObject()
                    .put("id", card.id())
                    .put("version", card.version())
                    .put("sha256", card.resource().sha256());
        json.put("seed", bootstrap.seed());
        json.put("draws", bootstrap.draws());
        var rules = json.putObject("rules");
        rules.put("answer", "the most probable expression; no face and unreadable files are errors");
        rules.put("macroF1", "mean of F1 over the classes with n > 0; macroF1Over8: over all eight, F1 = 0 without n");
        rules.put("ece", Calibration.ERROR_RULE + "; over the pictures with an answer");
        rules.put("coverage", CoverageCurve.RULE);
        rules.put(
                "intervals95",
                "percentile bootstrap over pictures; recall, precision and rates: Wilson; exact copies are not merged");
        rules.put(
                "product",
                "the same faces after fusion of one frame: with action units, population baseline, abstention");
        rules.put("actionUnitsAlone", "the second opinion, of faces that the mesh found; population baseline");
    }

    private List<ModelCard> usedCards() {
        var used = new ArrayList<String>();
        if (!evaluation.cropped()) used.add("blazeface-back");
        used.add("face-mesh");
        used.addAll(evaluation.nets().models());
        return cards.stream().filter(card -> used.contains(card.id())).toList();
    }

    static void put(ObjectNode json, String name, OptionalDouble value) {
        if (value.isPresent()) json.put(name, rounded(value.getAsDouble()));
        else json.putNull(name);
    }

    static void put(ObjectNode json, String name, Interval interval) {
        json.putArray(name).add(rounded(interval.low())).add(rounded(interval.high()));
    }

    /// `value`, `n` and the Wilson interval of a share.
    static void rate(ObjectNode json, int part, int n) {
        put(json, "value", ratio(part, n));
        json.put("n", n);
        Wilson.interval(part, n).ifPresent(interval -> put(json, "interval95", interval));
    }

    static OptionalDouble ratio(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    @Override
    public String markdown() {
        var text = new StringBuilder();
        text.append("Nets `%s` (%s), %s; %s, SHA-256 `%s…`; seed %d, %d draws.%n%n"
                .formatted(
                        evaluation.nets().id(),
                        evaluation.nets().formula(),
                        evaluation.cropped() ? "faces cut out already" : "from the detector on",
                        index.file().getFileName(),
                        index.sha256().substring(0, 12),
                        bootstrap.seed(),
                        bootstrap.draws()));
        if (scores.n() > 0) text.append(figuresTable()).append('\n').append(classesTable());
        if (groups != null) text.append('\n').append(GroupTables.of(groups));
        return text.toString();
    }

    private String figuresTable() {
        var confusion = scores.confusion();
        var product = scores.product();
        var table = new MarkdownTable("figure", "value [95 %]");
        table.row("pictures / no face / unreadable", "%d / %d / %d".formatted(scores.n(), noFace(), unreadable()));
        if (evaluation.cropped()) table.row("not aligned by the mesh", unaligned());
        table.row("accuracy", cell(confusion.accuracy(), Figure.ACCURACY));
        table.row("macro-F1, classes with n > 0", cell(confusion.macroF1(), Figure.MACRO_F1));
        table.row("macro-F1 over all 8", MarkdownTable.share(confusion.macroF1OverAll()));
        table.row("unweighted recall", cell(confusion.unweightedRecall(), Figure.UNWEIGHTED_RECALL));
        table.row("calibration error (ECE)", cell(scores.ece(), Figure.ECE));
        table.row("accuracy at 90 % coverage", cell(scores.accuracyAt(0.9), Figure.COVERAGE_90));
        table.row("accuracy at 70 % coverage", cell(scores.accuracyAt(0.7), Figure.COVERAGE_70));
        table.row(
                "product abstains",
                "%s (%d of %d faces)"
                        .formatted(
                                MarkdownTable.share(ratio(product.abstained(), product.faces())),
                                product.abstained(),
                                product.faces()));
        table.row(
                "product, accuracy where it answers",
                MarkdownTable.share(
                        ratio(product.correct(), product.answered()),
                        Wilson.interval(product.correct(), product.answered())));
        var units = scores.unitsAlone();
        table.row(
                "action units alone, accuracy (n = %d)".formatted(units.n()),
                cell(units.accuracy(), Figure.UNITS_ACCURACY));
        table.row("action units alone, unweighted recall", cell(units.unweightedRecall(), Figure.UNITS_RECALL));
        return table.toString();
    }

    private String cell(OptionalDouble value, Figure figure) {
        return MarkdownTable.share(value, scores.interval(figure));
    }

    private String classesTable() {
        var confusion = scores.confusion();
        var header = new ArrayList<String>(List.of("labelled", "n", "recall [95 %]", "precision"));
        ExpressionScores.CLASSES.forEach(emotion -> header.add("read " + emotion.id()));
        header.add("no answer");
        var table = new MarkdownTable(header.toArray(String[]::new));
        for (var emotion : ExpressionScores.CLASSES) {
            int i = emotion.ordinal();
            var cells = new ArrayList<Object>(List.of(
                    emotion.id(),
                    confusion.support(i),
                    MarkdownTable.share(
                            confusion.recall(i), Wilson.interval(confusion.correct(i), confusion.support(i))),
                    MarkdownTable.share(confusion.precision(i))));
            for (int count : confusion.counts()[i]) cells.add(count);
            table.row(cells.toArray());
        }
        return table.toString();
    }

    /// The fairness section for programs.
    private static final class GroupJson {
        static void write(GroupComparison groups, ObjectNode json) {
            json.put("column", groups.column());
            json.put("smallBelow", GroupComparison.SMALL_GROUP);
            var negative = json.putArray("negativeLabels");
            GroupComparison.NEGATIVE.forEach(emotion -> negative.add(emotion.id()));
            var each = json.putArray("groups");
            for (var group : groups.groups()) group(each.addObject(), group);
            var differences = json.putObject("largestDifference");
            groups.found().ifPresent(largest -> largest(differences.putObject("faceFound"), largest));
            groups.negative().ifPresent(largest -> largest(differences.putObject("negative"), largest));
            differences.put(
                    "rule",
                    "of the groups that are not small; the interval is of the two groups chosen after looking, the"
                            + " p value of a permutation test over all of them");
            var matched = json.putObject("matchedSmile");
            matched.put(
                    "rule",
                    "share of negative labels in the group minus that in all others at equal AU12 (after Rhue 2018);"
                            + " bins weigh by the smaller of both counts; bootstrap intervals");
            var bins = matched.putArray("au12BinsUpTo");
            GroupComparison.SMILE_BINS.forEach(bins::add);
            var tests = matched.putArray("groups");
            for (var test : groups.matched()) matched(tests.addObject(), test);
        }

        private static void group(ObjectNode json, GroupComparison.Group group) {
            json.put("group", group.name());
            json.put("small", group.isSmall());
            if (group.isHidden()) {
                json.put("fewerThan", SmallCells.USUAL_FLOOR);
                return;
            }
            json.put("n", group.n());
            rate(json.putObject("faceFound"), group.faces(), group.n());
            rate(json.putObject("negative"), group.negative(), group.faces());
            var means = json.putObject("meanScores");
            group.means().forEach((emotion, mean) -> {
                var value = means.putObject(emotion.id());
                value.put("value", rounded(mean.value()));
                mean.interval().ifPresent(interval -> put(value, "interval95", interval));
            });
        }

        private static void largest(ObjectNode json, GroupComparison.Largest largest) {
            json.put("highest", largest.highest());
            json.put("lowest", largest.lowest());
            json.put("value", rounded(largest.difference()));
            largest.interval().ifPresent(interval -> put(json, "interval95", interval));
            json.put("p", rounded(largest.pValue()));
        }

        private static void matched(ObjectNode json, GroupComparison.MatchedSmile test) {
            json.put("group", test.group());
            json.put("compared", test.compared());
            json.put("difference", rounded(test.difference()));
            test.interval().ifPresent(interval -> put(json, "interval95", interval));
        }
    }

    /// The fairness section for people.
    private static final class GroupTables {
        private static final List<Emotion> SHOWN =
                List.of(Emotion.NEUTRAL, Emotion.JOY, Emotion.SURPRISE, Emotion.ANGER, Emotion.FEAR, Emotion.SADNESS);

        static String of(GroupComparison groups) {
            var header = new ArrayList<String>(List.of("group", "n", "face found [95 %]", "read as negative [95 %]"));
            SHOWN.forEach(emotion -> header.add("mean " + emotion.id()));
            header.add("negative at equal AU12, minus the others [95 %]");
            var table = new MarkdownTable(header.toArray(String[]::new));
            for (var group : groups.groups()) {
                if (group.isHidden()) {
                    var hidden = new ArrayList<Object>(
                            List.of(group.name() + " (small)", "fewer than " + SmallCells.USUAL_FLOOR));
                    while (hidden.size() < header.size()) hidden.add("–");
                    table.row(hidden.toArray());
                    continue;
                }
                var cells = new ArrayList<Object>(List.of(
                        group.isSmall() ? group.name() + " (small)" : group.name(),
                        group.n(),
                        MarkdownTable.share(ratio(group.faces(), group.n()), group.foundInterval()),
                        MarkdownTable.share(ratio(group.negative(), group.faces()), group.negativeInterval())));
                for (var emotion : SHOWN) cells.add(mean(group.means(), emotion));
                cells.add(matched(groups, group.name()));
                table.row(cells.toArray());
            }
            return table + "\n" + largest("face found", groups.found())
                    + largest("read as negative", groups.negative());
        }

        private static String mean(Map<Emotion, GroupComparison.Mean> means, Emotion emotion) {
            var mean = means.get(emotion);
            return mean == null ? MarkdownTable.share(OptionalDouble.empty()) : MarkdownTable.share(mean.value());
        }

        private static String matched(GroupComparison groups, String name) {
            return groups.matched().stream()
                    .filter(test -> test.group().equals(name))
                    .map(test -> MarkdownTable.share(OptionalDouble.of(test.difference()), test.interval()))
                    .findFirst()
                    .orElseGet(() -> MarkdownTable.share(OptionalDouble.empty()));
        }

        private static String largest(String what, Optional<GroupComparison.Largest> largest) {
            return largest.map(known -> known.highest().equals(known.lowest())
                            ? "Largest difference, %s: none, all groups of %d and more are alike.%n"
                                    .formatted(what, GroupComparison.SMALL_GROUP)
                            : "Largest difference, %s: %s (%s minus %s), permutation test over all groups p = %s.%n"
                                    .formatted(
                                            what,
                                            MarkdownTable.share(
                                                    OptionalDouble.of(known.difference()), known.interval()),
                                            known.highest(),
                                            known.lowest(),
                                            MarkdownTable.share(known.pValue())))
                    .orElse("");
        }
    }
}
