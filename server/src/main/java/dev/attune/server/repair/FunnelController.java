package dev.attune.server.repair;

import dev.attune.server.problems.Refusal;
import dev.attune.server.warning.AlertFigures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// From early warning to a repaired relationship: how many came how far.
@RestController
class FunnelController {
    private static final int LONGEST = 90; // days; what dashboards show at most

    private final CaseTable cases;
    private final AlertFigures alerts;
    private final InstantSource clock;

    FunnelController(CaseTable cases, AlertFigures alerts, InstantSource clock) {
        this.cases = cases;
        this.alerts = alerts;
        this.clock = clock;
    }

    /// @param alerts of all products and topics: an alert is not always about one
    record Funnel(AlertFigures.Counted alerts, CaseTable.Funnel cases) {}

    @Operation(summary = "Counts how far alerts and cases came, from warning to repair")
    @GetMapping("/v1/dashboards/funnel")
    Funnel funnel(
            @Parameter(description = "How many days back, 1 to 90") @RequestParam(defaultValue = "30") int days,
            @Parameter(description = "Only cases about this product; alerts are of all")
                    @RequestParam(required = false)
                    @Nullable
                    String product,
            @Parameter(description = "Only cases about this topic; alerts are of all")
                    @RequestParam(required = false)
                    @Nullable
                    String topic) {
        if (days < 1 || days > LONGEST)
            throw Refusal.badRequest("days must be in 1..%d, got %d.".formatted(LONGEST, days));
        var since = clock.instant().minus(Duration.ofDays(days));
        return new Funnel(alerts.since(since), cases.funnel(since, product, topic));
    }
}
