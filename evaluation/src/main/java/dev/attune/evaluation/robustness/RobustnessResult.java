package dev.attune.evaluation.robustness;

import dev.attune.evaluation.EvaluationResult;
import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.statistics.Agreement;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.evaluation.statistics.RankOrder;
import dev.attune.evaluation.statistics.Wilson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Condition by effect, and whether confidence falls where errors grow.
public final class RobustnessResult implements EvaluationResult {
    private final String data;
    private final String errors;
    private final long seed;
    private final Map<Condition, List<Sample>> samples;
    private final List<Sample> clean;
    private final List<Encounters> encounters;

    RobustnessResult(
            String data, String errors, long seed, Map<Condition, List<Sample>> samples, List<Encounters> encounters) {
        this.data = data;
        this.errors = errors;
        this.seed = seed;
        this.samples = new LinkedHashMap<>(samples);
        this.clean = samples.getOrDefault(Condition.CLEAN, List.of());
        this.encounters = List.copyOf(encounters);
    }

    /// Means over one condition; empty where nothing was there to average.
    ///
    /// @param found share of the pictures
    /// @param expressionAnswered share of the faces found
    /// @param sameExpression as in the clean picture, of those answered in both
    /// @param confidentlyWrong answered, and not as in the clean picture: share of all pictures
    /// @param valenceChange mean change of those answered in both
    record Row(
            int n,
            int found,
            int ghosts,
            OptionalDouble landmarkError,
            OptionalDouble unitError,
            OptionalDouble confidence,
            OptionalDouble expressionAnswered,
            OptionalDouble sameExpression,
            double confidentlyWrong,
            OptionalDouble valenceAnswered,
            OptionalDouble valenceChange) {}

    Row row(Condition condition) {
        var seen = samples.getOrDefault(condition, List.of());
        int n = seen.size(), answered = 0, same = 0, wrong = 0;
        for (int i = 0; i < n; i++) {
            var expected = clean.get(i).expression();
            var read = seen.get(i).expression();
            if (read.isEmpty() || expected.isEmpty()) continue;
            answered++;
            if (read.equals(expected)) same++;
            else wrong++;
        }
        return new Row(
                n,
                (int) seen.stream().filter(Sample::found).count(),
                seen.stream().mapToInt(Sample::ghosts).sum(),
                mean(seen, Sample::landmarkError),
                mean(seen, Sample::unitError),
                mean(seen, Sample::confidence),
                share(seen, sample -> sample.expression().isPresent()),
                answered == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) same / answered),
                n == 0 ? 0 : (double) wrong / n,
                share(seen, sample -> sample.valence().isPresent()),
                IntStream.range(0, n)
                        .filter(i -> seen.get(i).valence().isPresent()
                                && clean.get(i).valence().isPresent())
                        .mapToDouble(i -> Math.abs(seen.get(i).valence().getAsDouble()
                                - clean.get(i).valence().getAsDouble()))
                        .average());
    }

    /// Rank correlation (Spearman 1904) of error and confidence over all faces found; -1 = every larger error comes
    /// with a smaller confidence. The interval is over people, whose pictures are not independent.
    record Honesty(int n, OptionalDouble correlation, Optional<Interval> interval) {}

    Honesty honesty(Function<Sample, OptionalDouble> error) {
        var all = samples.values().stream()
                .flatMap(List::stream)
                .filter(sample ->
                        error.apply(sample).isPresent() && sample.confidence().isPresent())
                .toList();
        var people = all.stream().map(Sample::person).distinct().toList();
        var byPerson = people.stream()
                .map(person ->
                        all.stream().filter(sample -> sample.person() == person).toList())
                .toList();
        var interval = new Bootstrap(seed, Bootstrap.DEFAULT_DRAWS / 4).interval(people.size(), drawn -> {
            var some = new ArrayList<Sample>();
            for (int person : drawn) some.addAll(byPerson.get(person));
            return correlation(some, error).orElse(Double.NaN);
        });
        return new Honesty(all.size(), correlation(all, error), interval);
    }

    private static OptionalDouble correlation(List<Sample> some, Function<Sample, OptionalDouble> error) {
        return Agreement.correlation(
                RankOrder.ranks(some.stream()
                        .mapToDouble(sample -> error.apply(sample).orElseThrow())
                        .toArray()),
                RankOrder.ranks(some.stream()
                        .mapToDouble(sample -> sample.confidence().orElseThrow())
                        .toArray()));
    }

    private static OptionalDouble mean(List<Sample> seen, Function<Sample, OptionalDouble> value) {
        return seen.stream()
                .map(value)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }

    private static OptionalDouble share(List<Sample> seen, Predicate<Sample> what) {
        return seen.stream()
                .filter(Sample::found)
                .mapToDouble(sample -> what.test(sample) ? 1 : 0)
                .average();
    }

    @Override
    public ObjectNode json() {
        var json = JsonMapper.shared().createObjectNode();
        json.put("topic", "robustness").put("data", data).put("errors", errors).put("seed", seed);
        var rows = json.putArray("conditions");
        for (var condition : samples.keySet()) {
            var row = row(condition);
            var object = rows.addObject();
            object.put("family", condition.family()).put("level", condition.level());
            object.put("n", row.n()).put("found", row.found()).put("ghosts", row.ghosts());
            put(object, "landmarkError", row.landmarkError());
            put(object, "actionUnitError", row.unitError());
            put(object, "confidence", row.confidence());
            put(object, "expressionAnswered", row.expressionAnswered());
            put(object, "sameExpression", row.sameExpression());
            object.put("answeredOtherwise", row.confidentlyWrong());
            put(object, "valenceAnswered", row.valenceAnswered());
            put(object, "valenceChange", row.valenceChange());
        }
        put(json.putObject("landmarkErrorAndConfidence"), honesty(Sample::landmarkError));
        put(json.putObject("actionUnitErrorAndConfidence"), honesty(Sample::unitError));
        var ids = json.putArray("encounters");
        for (var watched : encounters)
            for (var scenario : Encounters.Scenario.values())
                ids.addObject()
                        .put("cast", watched.cast())
                        .put("watched", watched.watched())
                        .put("scenario", scenario.id())
                        .put("n", watched.plays(scenario))
                        .put("kept", watched.count(scenario, Encounter.Outcome.KEPT))
                        .put("renewed", watched.count(scenario, Encounter.Outcome.RENEWED))
                        .put("wrong", watched.count(scenario, Encounter.Outcome.WRONG));
        return json;
    }

    private static void put(ObjectNode object, Honesty honesty) {
        object.put("n", honesty.n());
        put(object, "spearman", honesty.correlation());
        honesty.interval()
                .ifPresent(interval ->
                        object.putArray("interval").add(interval.low()).add(interval.high()));
    }

    private static void put(ObjectNode object, String name, OptionalDouble value) {
        value.ifPresent(known -> object.put(name, known));
    }

    @Override
    public String markdown() {
        var table = new MarkdownTable(
                "condition",
                "found",
                "landmark error, % of eye distance",
                "AU error, 0–5",
                "confidence",
                "expression answered",
                "same as clean",
                "answered otherwise, of all",
                "valence answered",
                "valence change");
        for (var condition : samples.keySet()) {
            var row = row(condition);
            table.row(
                    condition.name(),
                    row.found() + " of " + row.n() + (row.ghosts() == 0 ? "" : ", " + row.ghosts() + " false"),
                    row.landmarkError().isEmpty()
                            ? "–"
                            : String.format(
                                    Locale.ROOT,
                                    "%.1f",
                                    100 * row.landmarkError().getAsDouble()),
                    two(row.unitError()),
                    two(row.confidence()),
                    two(row.expressionAnswered()),
                    two(row.sameExpression()),
                    two(OptionalDouble.of(row.confidentlyWrong())),
                    two(row.valenceAnswered()),
                    two(row.valenceChange()));
        }
        var landmarks = honesty(Sample::landmarkError);
        var units = honesty(Sample::unitError);
        return """
                %s; errors: %s; seed %d.

                %s
                Rank correlation of error and confidence, -1 at best: landmarks %s, n %d; action units %s, n %d.
                %s""".formatted(
                        data,
                        errors,
                        seed,
                        table,
                        MarkdownTable.share(landmarks.correlation(), landmarks.interval()),
                        landmarks.n(),
                        MarkdownTable.share(units.correlation(), units.interval()),
                        units.n(),
                        encounters.isEmpty() ? "" : "\n" + encounterTable());
    }

    private String encounterTable() {
        var table = new MarkdownTable(
                "people who meet",
                "who",
                "watched as",
                "n",
                "ids kept",
                "a new id",
                "one id for two people",
                "share of those");
        for (var scenario : Encounters.Scenario.values())
            for (var watched : encounters)
                table.row(
                        scenario.words(),
                        watched.cast(),
                        watched.watched(),
                        watched.plays(scenario),
                        watched.count(scenario, Encounter.Outcome.KEPT),
                        watched.count(scenario, Encounter.Outcome.RENEWED),
                        watched.count(scenario, Encounter.Outcome.WRONG),
                        share(watched.count(scenario, Encounter.Outcome.WRONG), watched.plays(scenario)));
        return table.toString();
    }

    private static String share(int part, int all) {
        return MarkdownTable.share(
                all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / all), Wilson.interval(part, all));
    }

    private static String two(OptionalDouble value) {
        return value.isEmpty() ? "–" : String.format(Locale.ROOT, "%.2f", value.getAsDouble());
    }
}
