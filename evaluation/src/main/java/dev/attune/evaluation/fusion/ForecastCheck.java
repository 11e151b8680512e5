package dev.attune.evaluation.fusion;

import dev.attune.evaluation.MarkdownTable;
import dev.attune.evaluation.statistics.Calibration;
import dev.attune.fusion.Forecast;
import dev.attune.signals.Outlook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whether what the forecast says comes true as often as it says, on generated sessions.
///
/// @param forecasts one per second of every session in which one was made and its outcome is known
public record ForecastCheck(List<Made> forecasts) {
    private static final double[] BINS = {0, 0.05, 0.1, 0.2, 0.4, 1};

    public ForecastCheck {
        forecasts = List.copyOf(forecasts);
    }

    /// One forecast and what became of it.
    record Made(Outlook.Event event, Duration horizon, double probability, boolean came) {}

    static List<Made> of(GeneratedSession session) {
        var made = new ArrayList<Made>();
        for (var known : FusionExamples.moments(session))
            for (var outlook : known.state().reading().outlooks()) {
                var outcome = FusionExamples.outcome(
                        session, outlook.event(), known.at(), outlook.horizon().toMillis() / 1000.0);
                if (outcome != FusionExamples.Outcome.UNKNOWN)
                    outlook.probability()
                            .optional()
                            .ifPresent(probability -> made.add(new Made(
                                    outlook.event(),
                                    outlook.horizon(),
                                    probability,
                                    outcome == FusionExamples.Outcome.CAME)));
            }
        return made;
    }

    String markdown() {
        var table = new MarkdownTable(
                "forecast",
                "n, one a second",
                "came",
                "mean said",
                "calibration error",
                "Brier",
                "Brier of the rate alone",
                "said under .05: came",
                ".05 to .1",
                ".1 to .2",
                ".2 to .4",
                "over .4");
        for (var event : Outlook.Event.values())
            for (var horizon : Forecast.horizons()) {
                var made = forecasts.stream()
                        .filter(each -> each.event() == event && each.horizon().equals(horizon))
                        .toList();
                if (!made.isEmpty()) row(table, event, horizon, made);
            }
        return table.toString();
    }

    private static void row(MarkdownTable table, Outlook.Event event, Duration horizon, List<Made> made) {
        double rate =
                made.stream().mapToDouble(each -> each.came() ? 1 : 0).average().orElse(0);
        double said = made.stream().mapToDouble(Made::probability).average().orElse(0);
        double brier = made.stream()
                .mapToDouble(each -> Math.pow(each.probability() - (each.came() ? 1 : 0), 2))
                .average()
                .orElse(0);
        var came = new boolean[made.size()];
        for (int i = 0; i < came.length; i++) came[i] = made.get(i).came();
        var cells = new Object[12];
        cells[0] = "%s, %d s".formatted(event.id(), horizon.toSeconds());
        cells[1] = made.size();
        cells[2] = MarkdownTable.share(rate);
        cells[3] = MarkdownTable.share(said);
        cells[4] = MarkdownTable.share(Calibration.expectedError(
                made.stream().mapToDouble(Made::probability).toArray(), came));
        cells[5] = MarkdownTable.share(brier);
        cells[6] = MarkdownTable.share(rate * (1 - rate));
        for (int bin = 0; bin + 1 < BINS.length; bin++) {
            double from = BINS[bin];
            double until = BINS[bin + 1];
            var inside = made.stream()
                    .filter(each -> each.probability() >= from && (each.probability() < until || until == 1))
                    .toList();
            cells[7 + bin] = inside.isEmpty()
                    ? "–"
                    : String.format(
                            Locale.ROOT,
                            "%s of %d",
                            MarkdownTable.share(inside.stream()
                                    .mapToDouble(each -> each.came() ? 1 : 0)
                                    .average()
                                    .orElse(0)),
                            inside.size());
        }
        table.row(cells);
    }
}
