package dev.attune.server.repair;

import dev.attune.server.audit.Audit;
import dev.attune.server.connectors.Connectors;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// One click: a task in another system. It says what to help with and by when; nothing of what was displayed, answered
/// or counted is in it.
@RestController
class TaskController {
    private static final String NEEDS_HELP = "needs_help";

    private final Cases cases;
    private final Connectors connectors;
    private final TransactionOperations transactions;
    private final Audit audit;

    TaskController(Cases cases, Connectors connectors, TransactionOperations transactions, Audit audit) {
        this.cases = cases;
        this.connectors = connectors;
        this.transactions = transactions;
        this.audit = audit;
    }

    /// Where a case can become a task.
    ///
    /// @param kind of the system, for example `zendesk`
    record HelpDesk(UUID id, String kind, String name) {}

    /// @param connector the id of the connected system
    record CaseTask(@Nullable UUID connector) {}

    /// @param message by which the list of deliveries knows it
    /// @param dueAt by when
    record TaskMade(UUID message, Instant dueAt) {}

    @Operation(summary = "Lists the connected systems where a case can become a task")
    @GetMapping("/v1/repair/systems")
    List<HelpDesk> systems() {
        return connectors.enabled().stream()
                .map(one -> new HelpDesk(one.id(), one.kind(), one.name()))
                .toList();
    }

    @Operation(
            summary = "Makes a task of a case in a connected system",
            description = "202 before it is made there; `GET /v1/deliveries` knows it under `message`.")
    @PostMapping("/v1/cases/{id}/tasks")
    @ResponseStatus(HttpStatus.ACCEPTED)
    TaskMade task(@PathVariable UUID id, @RequestBody CaseTask task, Principal caller) {
        var one = cases.find(id).orElseThrow(() -> Refusal.notFound("There is no case %s.".formatted(id)));
        var connector = task.connector();
        if (connector == null
                || connectors.enabled().stream().noneMatch(known -> known.id().equals(connector)))
            throw Refusal.badRequest(
                    "There is no connected system '%s'. Maybe connect one first.".formatted(connector));
        var page = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/cases/{id}")
                .build(id);
        var title = one.topic().equals(RepairCase.NO_TOPIC)
                ? "Please help this customer"
                : "Please help this customer: " + one.topic();
        var body = "A customer needs help. Please answer by %s.\nWhat was done so far and what to say next: %s"
                .formatted(one.dueAt(), page);
        var message = transactions.execute(status -> {
            var added = connectors.createTask(connector.toString(), one.person(), title, body, one.dueAt());
            boolean first =
                    cases.sent(id, Entry.Kind.TASK, added, Map.of("connector", connector.toString(), "title", title));
            if (first) signal(one, connector);
            return added;
        });
        if (message == null) throw new IllegalStateException("no message was made for the case " + id);
        audit.record(caller.getName(), "case.task", id.toString());
        return new TaskMade(message, one.dueAt());
    }

    /// "Needs help until then", for whoever looks at the contact there; only while the person agrees to it.
    private void signal(RepairCase one, UUID connector) {
        try {
            connectors.signal(connector.toString(), one.person(), NEEDS_HELP, one.dueAt());
        } catch (IllegalStateException notAgreed) {
            // the task alone is enough
        }
    }
}
