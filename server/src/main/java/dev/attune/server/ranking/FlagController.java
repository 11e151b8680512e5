package dev.attune.server.ranking;

import dev.attune.decisions.ranking.LoggedDecision;
import dev.attune.server.access.Caller;
import dev.attune.server.consent.Vouching;
import dev.attune.server.problems.Refusal;
import dev.attune.signals.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// OpenFeature's remote evaluation protocol (OFREP): every policy that lists its actions is a flag.
///
/// A provider asks for a flag long before it is shown, or never shows it, so each evaluation is
/// deferred: it counts once the service activates the event whose id is in the metadata. `targetingKey`
/// is the subject.
@RestController
@RequestMapping("/ofrep/v1/evaluate/flags")
class FlagController {
    private static final String USUAL_CHANNEL = "flag";
    private static final String TARGET = "targetingKey"; // of the protocol's

    private final Rankings rankings;
    private final Policies policies;
    private final Vouching vouching;

    FlagController(Rankings rankings, Policies policies, Vouching vouching) {
        this.vouching = vouching;
        this.rankings = rankings;
        this.policies = policies;
    }

    /// @param context `targetingKey` and what else is known, by name
    record Evaluation(@Nullable Map<String, Object> context) {}

    /// @param key of the flag
    /// @param reason of the protocol's: `SPLIT` when it was drawn, `TARGETING_MATCH` when a guard chose,
    ///     `STATIC` for the baseline of a policy that does not lead, `DISABLED` when it was stopped
    /// @param variant the id of the action
    /// @param value of the flag for this visitor
    /// @param metadata of the decision: `eventId`, `probability`, `why`, `policyVersion`
    record Flag(String key, String reason, String variant, Object value, Map<String, Object> metadata) {}

    /// @param key of the flag
    /// @param errorCode of the protocol's, for example `FLAG_NOT_FOUND`
    /// @param errorDetails what is wrong, in words
    /// @param metadata empty; clients of the protocol expect one
    record Failure(String key, String errorCode, String errorDetails, Map<String, Object> metadata) {
        Failure(String key, String errorCode, String errorDetails) {
            this(key, errorCode, errorDetails, Map.of());
        }
    }

    /// @param flags each with its value, or why it has none
    record Flags(
            @ArraySchema(schema = @Schema(anyOf = {Flag.class, Failure.class}))
            List<Object> flags) {}

    @Operation(summary = "Evaluates a policy as an OpenFeature flag, by OFREP", description = """
                    It counts once `POST /v1/events/{eventId}/activate` says that it was shown; the id is in
                    `metadata`.""")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Flag.class)))
    @ApiResponse(
            responseCode = "400",
            description = "It cannot be evaluated",
            content = @Content(schema = @Schema(implementation = Failure.class)))
    @ApiResponse(
            responseCode = "404",
            description = "There is no such policy",
            content = @Content(schema = @Schema(implementation = Failure.class)))
    @PostMapping("/{key}")
    ResponseEntity<Object> one(
            @Parameter(description = "Id of the policy") @PathVariable String key,
            @RequestBody Evaluation evaluation,
            Principal caller) {
        mayTarget(evaluation, caller);
        var live = policies.find(key);
        if (live.isEmpty())
            return ResponseEntity.status(404)
                    .body(new Failure(key, "FLAG_NOT_FOUND", "There is no policy '%s'.".formatted(key)));
        var answer = evaluated(live.get(), evaluation);
        return answer instanceof Failure ? ResponseEntity.badRequest().body(answer) : ResponseEntity.ok(answer);
    }

    @Operation(summary = "Evaluates every policy that lists its actions as a flag, by OFREP")
    @PostMapping
    Flags all(@RequestBody Evaluation evaluation, Principal caller) {
        mayTarget(evaluation, caller);
        var flags = new ArrayList<>();
        for (var live : policies.all())
            if (!live.policy().settings().actions().isEmpty()) flags.add(evaluated(live, evaluation));
        return new Flags(flags);
    }

    private Object evaluated(Live live, Evaluation evaluation) {
        var policy = live.policy();
        if (policy.settings().actions().isEmpty())
            return new Failure(
                    policy.id(), "GENERAL", "Policy '%s' lists no actions, so it is no flag.".formatted(policy.id()));
        try {
            var answer = rankings.rank(question(policy.id(), evaluation));
            var decision = answer.decision();
            if (decision.chosen().isEmpty())
                return new Failure(policy.id(), "GENERAL", "No action is eligible: " + decision.removed());
            var chosen = decision.chosen().get();
            var value = policy.arm(chosen).map(PolicySettings.Arm::value).orElse(null);
            var metadata = new LinkedHashMap<String, Object>();
            metadata.put("eventId", answer.eventId());
            metadata.put("probability", decision.propensity());
            metadata.put("why", RankController.id(decision.why()));
            metadata.put("policyVersion", answer.version());
            if (answer.arm() != null) {
                metadata.put("experiment", answer.arm().experiment());
                metadata.put("arm", answer.arm().arm());
            }
            return new Flag(policy.id(), reason(decision.why()), chosen, value == null ? chosen : value, metadata);
        } catch (IllegalArgumentException e) {
            return new Failure(policy.id(), "INVALID_CONTEXT", String.valueOf(e.getMessage()));
        } catch (Refusal e) {
            return new Failure(policy.id(), "INVALID_CONTEXT", detail(e));
        }
    }

    private void mayTarget(Evaluation evaluation, Principal caller) {
        var subject = subject(evaluation);
        if (subject == null) return;
        Caller.requirePurpose(caller, Purpose.PERSONALIZATION);
        vouching.require(caller, subject);
    }

    private static @Nullable String subject(Evaluation evaluation) {
        var named = evaluation.context() == null ? null : evaluation.context().get(TARGET);
        return named == null || String.valueOf(named).isBlank() ? null : String.valueOf(named);
    }

    private static Question question(String policy, Evaluation evaluation) {
        Map<String, Object> context =
                new LinkedHashMap<>(evaluation.context() == null ? Map.of() : evaluation.context());
        context.remove(TARGET);
        var facts = new LinkedHashMap<String, Object>();
        context.forEach((name, value) -> {
            if (value instanceof Number || value instanceof String || value instanceof Boolean) facts.put(name, value);
        });
        return new Question(
                policy,
                null,
                "",
                subject(evaluation),
                context.get("segment") instanceof String segment ? segment : null,
                USUAL_CHANNEL,
                Features.flat(context),
                facts,
                List.of(),
                Set.of(),
                Set.of(),
                true,
                Map.of());
    }

    private static String reason(LoggedDecision.Why why) {
        return switch (why) {
            case LEARNER -> "SPLIT";
            case VULNERABLE, HELD_BACK, NOTHING_ELIGIBLE -> "TARGETING_MATCH";
            case BASELINE, APPRENTICE -> "STATIC";
            case KILLED -> "DISABLED";
        };
    }

    private static String detail(ErrorResponseException refusal) {
        return String.valueOf(refusal.getBody().getDetail());
    }
}
