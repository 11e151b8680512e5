package dev.attune.server.warning;

import dev.attune.server.access.PersonalReading;
import dev.attune.server.audit.Audit;
import dev.attune.server.problems.Refusal;
import dev.attune.server.vault.Persons;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/alerts")
class AlertController {
    private static final int LATEST = 200; // what a page can show without paging

    private final AlertTable table;
    private final Persons persons;
    private final Audit audit;
    private final InstantSource clock;

    AlertController(AlertTable table, Persons persons, Audit audit, InstantSource clock) {
        this.table = table;
        this.persons = persons;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param rule its name
    /// @param scope what it is about, for example `product:lamp`
    /// @param subject the pseudonym that pages use; null for a thing
    /// @param raisedAt when it was first raised
    /// @param latestAt when it was last raised
    /// @param times how often it was raised again within the rule's grouping, the first included
    /// @param strength 1 at the limit, more beyond
    /// @param settledAt when somebody looked after it; null while nobody did
    /// @param settledBy the account; null while nobody did
    record View(
            UUID id,
            String rule,
            String scope,
            @Nullable String subject,
            Instant raisedAt,
            Instant latestAt,
            int times,
            double strength,
            Evidence evidence,
            @Nullable Instant settledAt,
            @Nullable String settledBy) {}

    @Operation(summary = "Lists alerts about products, regions, releases, queues, topics and channels")
    @GetMapping
    List<View> things() {
        return table.alerts(false, LATEST).stream().map(this::view).toList();
    }

    @Operation(summary = "Lists alerts about single people")
    @GetMapping("/people")
    @PersonalReading(object = "alert")
    List<View> people() {
        return table.alerts(true, LATEST).stream().map(this::view).toList();
    }

    @Operation(summary = "Marks an alert as settled")
    @PostMapping("/{id}/settled")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void settle(@PathVariable UUID id, Principal caller) {
        if (!table.settle(id, caller.getName(), clock.instant()))
            throw Refusal.notFound("There is no alert %s.".formatted(id));
        audit.record(caller.getName(), "alert.settled", id.toString());
    }

    private View view(AlertTable.Stored alert) {
        return new View(
                alert.id(),
                alert.ruleName(),
                alert.scope(),
                alert.person() == null
                        ? null
                        : persons.subjectOf(alert.person()).orElse("erased"),
                alert.raisedAt(),
                alert.latestAt(),
                alert.times(),
                alert.strength(),
                alert.evidence(),
                alert.settledAt(),
                alert.settledBy());
    }
}
