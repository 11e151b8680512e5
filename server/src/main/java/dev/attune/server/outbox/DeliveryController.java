package dev.attune.server.outbox;

import dev.attune.server.audit.Audit;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The delivery log, without payloads and without names.
@RestController
@RequestMapping("/v1/deliveries")
class DeliveryController {
    private static final int LATEST = 200;
    private static final Set<String> STATES = Set.of("pending", "sending", "delivered", "dead", "cancelled");

    private final OutboxTable table;
    private final Audit audit;

    DeliveryController(OutboxTable table, Audit audit) {
        this.table = table;
        this.audit = audit;
    }

    /// @param counts of all messages kept, by state
    /// @param latest at most 200 that match, the newest first
    record Log(Map<String, Long> counts, List<OutboxTable.Entry> latest) {}

    @Operation(summary = "Lists the latest deliveries to other systems, without their content")
    @GetMapping
    Log log(
            @Parameter(description = "Only those to this target, for example `mail` or `webhook:ID`")
                    @RequestParam(required = false)
                    @Nullable
                    String target,
            @Parameter(
                            description = "Only those in this state",
                            schema =
                                    @Schema(allowableValues = {"pending", "sending", "delivered", "dead", "cancelled"}))
                    @RequestParam(required = false)
                    @Nullable
                    String state) {
        if (state != null && !STATES.contains(state))
            throw Refusal.badRequest("state must be one of %s, got '%s'."
                    .formatted(STATES.stream().sorted().toList(), state));
        return new Log(table.counts(), table.log(target, state, LATEST));
    }

    @Operation(
            summary = "Sends again what was delivered or given up",
            description = "202 before it is sent; the list of deliveries tells what became of it.")
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void replay(@PathVariable UUID id, Principal caller) {
        if (!table.replay(id))
            throw Refusal.notFound(
                    "There is no message %s that could be sent again. Maybe it waits to be sent, was cancelled, or its content was removed after delivery."
                            .formatted(id));
        audit.record(caller.getName(), "delivery.replayed", id.toString());
    }
}
