package dev.attune.evaluation.expressions;

import dev.attune.evaluation.statistics.Interval;
import dev.attune.evaluation.statistics.Wilson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Whether groups are read alike enough for a release, and still as they were when an earlier report was written.
///
/// What cannot be told is not passed: too few pictures are an objection too.
final class FairnessGate {
    private static final double LEVEL = 1 - Interval.LEVEL;

    private FairnessGate() {}

    /// Differences larger than `maxGap` that chance alone does not explain, and what could not be compared.
    static List<String> gaps(GroupComparison groups, double maxGap) {
        var objections = new ArrayList<String>();
        gap("face found", groups.found(), maxGap, objections);
        gap("read as negative", groups.negative(), maxGap, objections);
        for (var test : groups.matched())
            if (Math.abs(test.difference()) > maxGap
                    && test.interval().map(interval -> !interval.contains(0)).orElse(true))
                objections.add("negative at equal smile: group %s differs by %s from all others, more than %s"
                        .formatted(test.group(), share(test.difference()), share(maxGap)));
        return objections;
    }

    private static void gap(
            String what, Optional<GroupComparison.Largest> largest, double maxGap, List<String> objections) {
        if (largest.isEmpty()) {
            objections.add("%s: not compared, because fewer than two groups have %d pictures"
                    .formatted(what, GroupComparison.SMALL_GROUP));
            return;
        }
        var known = largest.get();
        if (known.difference() > maxGap && known.pValue() < LEVEL)
            objections.add("%s: %s is ahead of %s by %s, more than %s"
                    .formatted(what, known.highest(), known.lowest(), share(known.difference()), share(maxGap)));
    }

    /// What changed since the report `earlier` was printed: shares whose 95 % interval of the change (Newcombe 1998,
    /// method 10) leaves out zero.
    ///
    /// @param earlier the JSON of the same topic with the same `--groups`
    static List<String> drifts(GroupComparison groups, JsonNode earlier) {
        var objections = new ArrayList<String>();
        int compared = 0;
        for (var group : groups.groups()) {
            var before = named(earlier, group.name());
            if (before.isEmpty() || group.isHidden() || before.get().path("n").isMissingNode()) continue;
            compared++;
            drift(group.name(), "face found", before.get().path("faceFound"), group.faces(), group.n(), objections);
            drift(
                    group.name(),
                    "read as negative",
                    before.get().path("negative"),
                    group.negative(),
                    group.faces(),
                    objections);
        }
        if (compared == 0) objections.add("no group stands in both reports with enough pictures to be compared");
        return objections;
    }

    private static Optional<JsonNode> named(JsonNode earlier, String group) {
        return earlier.path("groups")
                .path("groups")
                .valueStream()
                .filter(each -> each.path("group").asString("").equals(group))
                .findFirst();
    }

    private static void drift(String group, String what, JsonNode before, int part, int n, List<String> objections) {
        int earlierN = before.path("n").asInt(0);
        if (earlierN == 0 || n == 0) return;
        int earlierPart = (int) Math.round(before.path("value").asDouble(0) * earlierN);
        var interval = ofChange(earlierPart, earlierN, part, n);
        double change = (double) part / n - (double) earlierPart / earlierN;
        if (!interval.contains(0))
            objections.add("%s: %s changed by %s [%s, %s]"
                    .formatted(group, what, share(change), share(interval.low()), share(interval.high())));
    }

    private static Interval ofChange(int earlierPart, int earlierN, int part, int n) {
        double p = (double) part / n;
        double q = (double) earlierPart / earlierN;
        var now = Wilson.interval(part, n).orElseThrow();
        var before = Wilson.interval(earlierPart, earlierN).orElseThrow();
        return new Interval(
                p - q - Math.hypot(p - now.low(), before.high() - q),
                p - q + Math.hypot(now.high() - p, q - before.low()));
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * value);
    }
}
