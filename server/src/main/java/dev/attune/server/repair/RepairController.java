package dev.attune.server.repair;

import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.FinishedCase;
import dev.attune.decisions.repair.Rate;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.decisions.repair.RepairReport;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What repair was worth, of all cases together.
@RestController
@RequestMapping("/v1/repair")
class RepairController {
    private static final int MOST = 10_000; // cases; the latest

    private final Cases cases;
    private final RepairDefinition definition;
    private final RepairSettings settings;
    private final InstantSource clock;

    RepairController(Cases cases, RepairDefinition definition, RepairSettings settings, InstantSource clock) {
        this.cases = cases;
        this.definition = definition;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param yes how many of them it holds for
    /// @param share null when nothing was observed
    record RateView(int yes, int n, @Nullable Double share, double low, double high) {
        static RateView of(Rate rate) {
            return new RateView(
                    rate.yes(),
                    rate.n(),
                    rate.n() == 0 ? null : rate.share(),
                    rate.bounds().low(),
                    rate.bounds().high());
        }
    }

    /// @param repaired of the cases with a known outcome in which this was done
    record Worked(String step, String option, RateView repaired) {}

    /// @param style in which they were asked
    /// @param answered of the cases that waited for an answer
    /// @param satisfied of the answers
    record Asked(String style, RateView answered, RateView satisfied) {}

    /// @param n in how many cases it was observed
    /// @param medianHours until the person's words were calm; null where none were
    /// @param low of the interval in hours; null where it is not known
    /// @param high of the interval in hours; null where it is not known
    record Calm(
            int n,
            @Nullable Double medianHours,
            @Nullable Double low,
            @Nullable Double high) {}

    /// @param open cases that are open
    /// @param closed cases that are closed
    /// @param outcomes how many cases by outcome
    /// @param repaired of those whose outcome is known
    /// @param atOnce of those repaired: without going back to the first step
    /// @param toCalm how long until the person's words were calm
    /// @param satisfied answers that count as repaired, of all answers
    /// @param reContact who came back with the same trouble, of those whose window is over
    /// @param repurchase who bought again, of those whose window is over
    /// @param worked by step and option; observed, not caused
    /// @param heldOutShare of the cases asked in the plain style by chance, in [0, 1]
    /// @param styles what was answered by those asked in each style
    /// @param definition id and version of the rules of repair
    record RepairFigures(
            int open,
            int closed,
            Map<String, Integer> outcomes,
            RateView repaired,
            RateView atOnce,
            Calm toCalm,
            RateView satisfied,
            RateView reContact,
            RateView repurchase,
            List<Worked> worked,
            double heldOutShare,
            List<Asked> styles,
            String definition) {}

    @Operation(summary = "Reports what repair was worth, of all cases together")
    @GetMapping("/report")
    RepairFigures report() {
        var report = RepairReport.of(
                definition, cases.closed(MOST).stream().map(this::finished).toList());
        var outcomes = new TreeMap<String, Integer>();
        report.outcomes().forEach((outcome, n) -> outcomes.put(outcome.id(), n));
        return new RepairFigures(
                cases.open(MOST).size(),
                report.cases(),
                outcomes,
                RateView.of(report.repaired()),
                RateView.of(report.atOnce()),
                calm(report.toCalm()),
                RateView.of(report.satisfied()),
                RateView.of(report.reContact()),
                RateView.of(report.repurchase()),
                report.worked().stream()
                        .map(one -> new Worked(one.step().id(), one.option(), RateView.of(one.repaired())))
                        .toList(),
                settings.heldOutShare(),
                report.styles().stream()
                        .map(one ->
                                new Asked(one.style().id(), RateView.of(one.answered()), RateView.of(one.satisfied())))
                        .toList(),
                definition.id() + "/" + definition.version());
    }

    private static Calm calm(RepairReport.Calm calm) {
        var median = calm.median();
        boolean known = Double.isFinite(calm.hours().low());
        return new Calm(
                calm.n(),
                median == null ? null : median.toMinutes() / 60.0,
                known ? calm.hours().low() : null,
                known ? calm.hours().high() : null);
    }

    private FinishedCase finished(RepairCase one) {
        var outcome = one.state() instanceof CaseState.Closed(var end) ? end : null;
        if (outcome == null) throw new IllegalStateException("the case %s is open".formatted(one.id()));
        var calmAt = one.calmAt();
        return new FinishedCase(
                outcome,
                one.reopened() == 0,
                one.done(),
                calmAt == null || calmAt.isBefore(one.openedAt()) ? null : Duration.between(one.openedAt(), calmAt),
                seen(one.reContactAt(), one.helpedAt(), definition.windows().reContact()),
                one.satisfaction(),
                seen(one.repurchasedAt(), one.helpedAt(), definition.windows().repurchase()),
                one.followUp());
    }

    /// Whether something happened within a window; null while it is open and nothing did.
    private @Nullable Boolean seen(@Nullable Instant at, @Nullable Instant from, Duration window) {
        if (at != null) return true;
        return from != null && from.plus(window).isBefore(clock.instant()) ? false : null;
    }
}
