package dev.attune.server.repair;

import dev.attune.server.access.Tenants;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Ends what nobody answers any more, tenant by tenant.
@Component
class SilentCases {
    private final Tenants tenants;
    private final Cases cases;

    SilentCases(Tenants tenants, Cases cases) {
        this.tenants = tenants;
        this.cases = cases;
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT1H")
    void end() {
        tenants.each("ending silent cases", cases::endSilent);
    }
}
