package dev.attune.server.workspace;

import dev.attune.server.access.PersonalReading;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The inbox of whoever serves customers, and one customer beside the conversation.
@RestController
@RequestMapping("/v1/workspace")
class WorkspaceController {
    private final Workspace workspace;

    WorkspaceController(Workspace workspace) {
        this.workspace = workspace;
    }

    @Operation(summary = "Lists whom to help next")
    @GetMapping("/inbox")
    @PersonalReading(object = "inbox")
    List<Workspace.InboxRow> inbox() {
        return workspace.inbox();
    }

    @Operation(summary = "Shows what helps to answer one customer now: history, tone, a draft")
    @GetMapping("/people/{person}")
    @PersonalReading(object = "customer")
    Workspace.CustomerPanel person(
            @Parameter(description = "The random id, or any id the customer is known by") @PathVariable String person) {
        return workspace
                .panel(person)
                .orElseThrow(() -> Refusal.notFound("Nobody is known as '%s'. Maybe they never were asked for consent."
                        .formatted(person.length() > 100 ? person.substring(0, 100) : person)));
    }
}
