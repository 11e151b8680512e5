package dev.attune.server.policy;

import dev.attune.server.database.Tenant;
import dev.attune.server.problems.Refusal;
import dev.attune.signals.Modality;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `PUT /v1/switches/modality/face` stops the reading of faces; `DELETE` lets it go on.
@RestController
@RequestMapping("/v1/switches")
class SwitchController {
    private static final String SCOPE = "What is switched";
    private static final String ID =
            "Its id, for example `face` of a modality; of a tenant your own, or from the tenant `default` also `all`";
    private static final int REASON_LIMIT = 200; // characters, as in the schema
    private static final String ID_FORM = "[a-z0-9-]{1,60}";

    private final Switches switches;

    SwitchController(Switches switches) {
        this.switches = switches;
    }

    /// @param reason why it is switched off
    record Reason(@Nullable String reason) {}

    @Operation(summary = "Lists what is switched off, and why")
    @GetMapping
    List<Switches.Off> all() {
        return switches.all();
    }

    @Operation(summary = "Switches a modality, playbook, policy or tenant off at once")
    @PutMapping("/{scope}/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void off(
            @Parameter(
                            description = SCOPE,
                            schema = @Schema(allowableValues = {"modality", "playbook", "policy", "tenant"}))
                    @PathVariable
                    String scope,
            @Parameter(description = ID) @PathVariable String id,
            @RequestBody Reason why,
            Principal caller) {
        String reason = why.reason() == null ? "" : why.reason().strip();
        if (reason.isEmpty() || reason.length() > REASON_LIMIT)
            throw Refusal.badRequest("reason must have 1 to %d characters, got %d. Maybe say what went wrong."
                    .formatted(REASON_LIMIT, reason.length()));
        switches.off(known(scope, id), reason, caller.getName());
    }

    @Operation(summary = "Lets go on what was switched off")
    @DeleteMapping("/{scope}/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void on(
            @Parameter(
                            description = SCOPE,
                            schema = @Schema(allowableValues = {"modality", "playbook", "policy", "tenant"}))
                    @PathVariable
                    String scope,
            @Parameter(description = ID) @PathVariable String id,
            Principal caller) {
        switches.on(known(scope, id), caller.getName());
    }

    private static boolean ownsTheHouse() {
        return Tenant.current().equals(Tenant.DEFAULT);
    }

    private static Switch known(String scope, String id) {
        try {
            var what = new Switch(Switch.Scope.of(scope), id);
            boolean exists = switch (what.scope()) {
                case TENANT -> id.equals(Tenant.current().id()) || ownsTheHouse() && id.equals(Switch.ALL);
                case PLAYBOOK, POLICY -> id.matches(ID_FORM);
                case MODALITY -> Modality.of(id).id().equals(id);
            };
            if (exists) return what;
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
        throw Refusal.badRequest("there is nothing to switch called '%s/%s'. Maybe tenant/%s."
                .formatted(scope, id, Tenant.current().id()));
    }
}
