package dev.attune.server.decisions;

import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Somebody decides on actions that affect a person significantly; whoever carries one out asks first and gets 409
/// where nobody approved it.
@RestController
@RequestMapping("/v1/approvals")
class ApprovalController {
    private final Approvals approvals;

    ApprovalController(Approvals approvals) {
        this.approvals = approvals;
    }

    /// @param approved true to let it happen
    record Verdict(@Nullable Boolean approved) {}

    @Operation(summary = "Lists the actions that wait for somebody's approval, the oldest first")
    @GetMapping
    List<Approvals.Waiting> waiting() {
        return approvals.waiting();
    }

    @Operation(summary = "Approves or declines an action that waits")
    @PostMapping("/{session}/{decision}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(
            @Parameter(description = "Id of the live session in which it was decided") @PathVariable UUID session,
            @Parameter(description = "Id of the decision in that session") @PathVariable String decision,
            @RequestBody Verdict verdict,
            Principal caller) {
        if (verdict.approved() == null) throw Refusal.badRequest("approved is missing: true or false.");
        if (!approvals.decide(session, decision, verdict.approved(), caller.getName()))
            throw Refusal.notFound(
                    "No action waits under %s/%s. Maybe somebody decided already.".formatted(session, decision));
    }

    @Operation(summary = "Makes sure that an action was approved before it is carried out", description = """
                    204 when it may be carried out; 409 when nobody approved it yet or somebody declined it; 404
                    when no approval was asked for.""")
    @PostMapping("/{session}/{decision}/carried-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void carriedOut(
            @Parameter(description = "Id of the live session in which it was decided") @PathVariable UUID session,
            @Parameter(description = "Id of the decision in that session") @PathVariable String decision) {
        var answer = approvals
                .answer(session, decision)
                .orElseThrow(
                        () -> Refusal.notFound("No action was asked for under %s/%s.".formatted(session, decision)));
        switch (answer) {
            case APPROVED -> {}
            case WAITING ->
                throw Refusal.conflict("This action affects a person significantly and nobody approved it yet.");
            case DECLINED -> throw Refusal.conflict("Somebody declined this action; it must not be carried out.");
        }
    }
}
