package dev.attune.server.experiments;

import dev.attune.server.access.Tenants;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Looks at the sample ratio of every tenant's running experiments, whether or not somebody opens a report.
@Component
class ExperimentWatch {
    private final ExperimentReports reports;
    private final Tenants tenants;

    ExperimentWatch(ExperimentReports reports, Tenants tenants) {
        this.reports = reports;
        this.tenants = tenants;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT5M")
    void look() {
        tenants.each("watching experiments", reports::watch);
    }
}
