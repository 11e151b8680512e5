package dev.attune.evaluation.fusion;

import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Calibration;
import dev.attune.fusion.Forecast;
import dev.attune.signals.Outlook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whether what the forecast says, or would say where it abstains, comes true as often as it says, on generated
/// sessions.
///
/// @param forecasts one per second of every session in which one was made and its outcome is known
public record ForecastCheck(List<Made> forecasts) {
    private static final double[] BINS = {0, 0.05, 0.1, 0.2, 0.4, 1};
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, Bootstrap.DEFAULT_DRAWS);

    public ForecastCheck {
        forecasts = List.copyOf(forecasts);
    }

    /// One forecast and what became of it.
    ///
    /// @param person the same in every scenario
    /// @param mood the true one at that time, by its place
    record Made(Outlook.Event event, Duration horizon, int person, int mood, double probability, boolean came) {}

    static List<Made> of(int person, GeneratedSession session) {
        var made = new ArrayList<Made>();
        FusionExamples.forecasts(
                person,
                session,
                example -> made.add(new Made(
                        example.event(),
                        example.horizon(),
                        person,
                        example.mood(),
                        Forecast.probability(example.event(), example.horizon(), example.inputs()),
                        example.came())));
        return made;
    }

    String markdown() {
        var skill = new MarkdownTable(
                "forecast",
                "n, one a second",
                "people",
                "came",
                "mean said",
                "Brier",
                "Brier of the rate alone",
                "skill [95 %]",
                "skill of who knows the true mood",
                "told");
        var curve = new MarkdownTable(
                "calibration: came, of", "error", "said under .05", ".05 to .1", ".1 to .2", ".2 to .4", "over .4");
        for (var event : Outlook.Event.values())
            for (var horizon : Forecast.horizons()) {
                var made = forecasts.stream()
                        .filter(each -> each.event() == event && each.horizon().equals(horizon))
                        .toList();
                if (made.isEmpty()) continue;
                skill(skill, event, horizon, made);
                curve(curve, event, horizon, made);
            }
        return skill + "\n" + curve;
    }

    private static void skill(MarkdownTable table, Outlook.Event event, Duration horizon, List<Made> made) {
        double rate = rate(made);
        double said = made.stream().mapToDouble(Made::probability).average().orElse(0);
        double brier = made.stream()
                .mapToDouble(each -> Math.pow(each.probability() - (each.came() ? 1 : 0), 2))
                .average()
                .orElse(0);
        var ours = new ForecastSkill();
        for (var each : made) ours.add(each.person(), each.probability(), each.came());
        table.row(
                name(event, horizon),
                made.size(),
                ours.people(),
                MarkdownTable.share(rate),
                MarkdownTable.share(said),
                MarkdownTable.share(brier),
                MarkdownTable.share(rate * (1 - rate)),
                MarkdownTable.share(ours.score(), ours.interval(BOOTSTRAP)),
                MarkdownTable.share(byMood(made).score()),
                Forecast.isTold(event, horizon) ? "yes" : "abstains");
    }

    /// Who knows the true mood and how often the event came from each: about as much as these generated people give
    /// away.
    private static ForecastSkill byMood(List<Made> made) {
        var skill = new ForecastSkill();
        var seen = new long[ForecastExample.moods()];
        var came = new long[seen.length];
        for (var each : made) {
            seen[each.mood()]++;
            if (each.came()) came[each.mood()]++;
        }
        for (var each : made) skill.add(each.person(), (double) came[each.mood()] / seen[each.mood()], each.came());
        return skill;
    }

    private static void curve(MarkdownTable table, Outlook.Event event, Duration horizon, List<Made> made) {
        var came = new boolean[made.size()];
        for (int i = 0; i < came.length; i++) came[i] = made.get(i).came();
        var cells = new Object[BINS.length + 1];
        cells[0] = name(event, horizon);
        cells[1] = MarkdownTable.share(Calibration.expectedError(
                made.stream().mapToDouble(Made::probability).toArray(), came));
        for (int bin = 0; bin + 1 < BINS.length; bin++) {
            double from = BINS[bin];
            double until = BINS[bin + 1];
            var inside = made.stream()
                    .filter(each -> each.probability() >= from && (each.probability() < until || until == 1))
                    .toList();
            cells[2 + bin] = inside.isEmpty()
                    ? "–"
                    : String.format(Locale.ROOT, "%s of %d", MarkdownTable.share(rate(inside)), inside.size());
        }
        table.row(cells);
    }

    private static double rate(List<Made> made) {
        return made.stream().mapToDouble(each -> each.came() ? 1 : 0).average().orElse(0);
    }

    private static String name(Outlook.Event event, Duration horizon) {
        return "%s, %d s".formatted(event.id(), horizon.toSeconds());
    }
}
