package dev.attune.server.ranking;

import dev.attune.decisions.ranking.Mode;
import dev.attune.server.access.PersonalReading;
import dev.attune.server.policy.Switches;
import dev.attune.server.problems.Refusal;
import dev.attune.server.problems.UnreadableBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The policies that learn: what they may do, how they do, and how far they are trusted.
@RestController
@RequestMapping("/v1/policies")
class PolicyController {
    private static final int MOST_DECISIONS = 200; // what a page can show
    private static final int REASON_LIMIT = 200; // characters

    private final Policies policies;
    private final Journal journal;
    private final Switches switches;
    private final OfflineJudge judge;
    private final JsonMapper json;
    private final UnreadableBody unreadable;

    PolicyController(
            Policies policies,
            Journal journal,
            Switches switches,
            OfflineJudge judge,
            JsonMapper json,
            UnreadableBody unreadable) {
        this.policies = policies;
        this.journal = journal;
        this.switches = switches;
        this.judge = judge;
        this.json = json;
        this.unreadable = unreadable;
    }

    /// How an action did.
    ///
    /// @param actionClass null for one that requests name themselves
    /// @param chosen how often
    /// @param share mean probability where the learner decided; null before it did
    /// @param floor least probability while it is eligible
    /// @param ceiling highest probability
    /// @param outcomes how many settled
    /// @param meanReward null before an outcome was settled
    /// @param stopped because it is surely worse than the baseline
    record ArmView(
            String id,
            @Nullable String actionClass,
            long chosen,
            @Nullable Double share,
            double floor,
            double ceiling,
            long outcomes,
            @Nullable Double meanReward,
            boolean stopped) {}

    /// @param version grows with each change
    /// @param model of what was learned; a new one learns from the beginning
    /// @param killed why a switch stops it; null when none does
    /// @param learner of which kind it is
    /// @param changedAt when it was last changed
    /// @param changedBy the account
    /// @param apprenticeDecisions in how many the learner was only asked
    /// @param matchRate how often the learner would have done what the baseline did; null before it was asked
    /// @param mayBePromoted whether it may decide by itself now
    /// @param lessons how many outcomes it learned from
    /// @param fadings how often what it learned has faded
    record PolicyView(
            String id,
            int version,
            int model,
            String mode,
            @Nullable String killed,
            String learner,
            Instant changedAt,
            String changedBy,
            long apprenticeDecisions,
            @Nullable Double matchRate,
            boolean mayBePromoted,
            long lessons,
            long fadings,
            List<ArmView> arms,
            PolicySettings settings) {}

    /// @param mode the new one
    /// @param reason why
    /// @param despite true to promote it although it may not be yet
    record Trust(
            @Nullable String mode,
            @Nullable String reason,
            @Nullable Boolean despite) {}

    /// @param chosen the action's id; null when none was eligible
    /// @param propensity with which the chosen action was chosen; 0 when there was none
    /// @param why who decided, for example `learner` or `held-back`
    /// @param shadow what the learner would have chosen; null where it was not asked
    /// @param eligible how many actions could be chosen
    /// @param removed why an action could not be chosen, by its id
    /// @param reward null while it is not settled
    record DecisionView(
            String eventId,
            String slot,
            Instant at,
            @Nullable String chosen,
            double propensity,
            String why,
            String mode,
            @Nullable String shadow,
            boolean explored,
            boolean personal,
            int eligible,
            Map<String, String> removed,
            List<String> dropped,
            String status,
            @Nullable Double reward) {
        static DecisionView of(Journal.Entry entry, Locale locale) {
            var decision = entry.event().decision();
            return new DecisionView(
                    entry.key().eventId(),
                    entry.key().slotId(),
                    decision.request().at(),
                    decision.chosen().orElse(null),
                    decision.propensity(),
                    RankController.id(decision.why()),
                    RankController.id(decision.mode()),
                    decision.shadow().orElse(null),
                    decision.explored(),
                    entry.person() != null,
                    decision.eligible().size(),
                    RankController.reasons(decision, locale),
                    decision.dropped(),
                    RankController.id(entry.event().status()),
                    entry.event().learned());
        }
    }

    @Operation(summary = "Lists the policies that learn, and how their actions did")
    @GetMapping
    List<PolicyView> all() {
        return policies.all().stream().map(this::view).toList();
    }

    @Operation(summary = "Shows a policy that learns, its settings and how its actions did")
    @GetMapping("/{id}")
    PolicyView one(@PathVariable String id) {
        return view(policies.get(id));
    }

    @Operation(summary = "Makes a policy that learns, or gives it other settings", description = """
                    A new one is an apprentice: it shows the baseline and learns, until somebody trusts it. The same
                    settings again change nothing.""")
    @PutMapping("/{id}")
    PolicyView put(
            @PathVariable String id,
            @RequestBody
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = PolicySettings.class)))
                    JsonNode body,
            Principal caller) {
        return view(policies.put(id, settings(body), caller.getName()));
    }

    /// Nothing is promoted by itself: somebody does it, for a reason.
    @Operation(summary = "Sets how far a policy is trusted: `baseline`, `apprentice` or `online`", description = """
                    409 when it may not lead yet; `"despite": true` lets it. To stop a policy use `/v1/switches`.""")
    @PutMapping("/{id}/mode")
    PolicyView trust(@PathVariable String id, @RequestBody Trust trust, Principal caller) {
        var live = policies.get(id);
        var mode = mode(trust);
        var reason = trust.reason() == null ? "" : trust.reason().strip();
        if (reason.isEmpty() || reason.length() > REASON_LIMIT)
            throw Refusal.badRequest(
                    "reason must have 1 to %d characters, got %d.".formatted(REASON_LIMIT, reason.length()));
        var apprenticeship = live.learning().apprenticeship();
        if (mode == Mode.ONLINE
                && live.policy().mode() != Mode.ONLINE
                && !apprenticeship.mayBePromoted()
                && !Boolean.TRUE.equals(trust.despite()))
            throw Refusal.conflict(
                    "The learner did what the baseline does in %.0f %% of %d decisions; from 75 %% of 500 on it may lead. Maybe wait, or say \"despite\": true."
                            .formatted(100 * apprenticeship.matchRate(), apprenticeship.decisions()));
        policies.trust(live, mode, reason, caller.getName());
        return view(live);
    }

    @Operation(summary = "Lists a policy's latest decisions, newest first")
    @GetMapping("/{id}/decisions")
    @PersonalReading(object = "decisions")
    List<DecisionView> decisions(
            @PathVariable String id,
            @Parameter(description = "How many at most, 1 to 200") @RequestParam(defaultValue = "50") int most,
            Locale locale) {
        if (most < 1 || most > MOST_DECISIONS)
            throw Refusal.badRequest("most must be in 1..%d, got %d.".formatted(MOST_DECISIONS, most));
        policies.get(id);
        return journal.latest(id, most).stream()
                .map(entry -> DecisionView.of(entry, locale))
                .toList();
    }

    @Operation(
            summary = "Estimates from the log what others would have earned in a policy's place",
            description = "Others are the baseline, chance, each action always, and each learner.")
    @GetMapping("/{id}/evaluation")
    OfflineJudge.Report evaluation(@PathVariable String id) {
        return judge.judge(policies.get(id), List.of());
    }

    record Wanted(@Nullable List<OfflineJudge.@Nullable Candidate> candidates) {}

    @Operation(summary = "Estimates from the log what candidates of yours would have earned")
    @PostMapping("/{id}/evaluation")
    OfflineJudge.Report evaluate(@PathVariable String id, @RequestBody Wanted wanted) {
        var candidates = new ArrayList<OfflineJudge.Candidate>();
        if (wanted.candidates() != null)
            for (var candidate : wanted.candidates()) if (candidate != null) candidates.add(candidate);
        if (candidates.isEmpty())
            throw Refusal.badRequest("candidates names none. Maybe [{\"name\": \"calm\", \"always\": \"help\"}].");
        try {
            return judge.judge(policies.get(id), candidates);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private PolicySettings settings(JsonNode body) {
        if (!body.isObject()) throw Refusal.badRequest("The settings of a policy are a JSON object.");
        try {
            var settings = json.readerFor(PolicySettings.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .<PolicySettings>readValue(body);
            settings.slot("check", 1, 1, true);
            return settings;
        } catch (JacksonException e) {
            throw Refusal.badRequest("These settings cannot be taken: " + unreadable.told(e));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("These settings cannot be taken: " + e.getMessage());
        }
    }

    private static Mode mode(Trust trust) {
        try {
            var mode = PolicySettings.value(Mode.class, "mode", trust.mode() == null ? "" : trust.mode());
            if (mode == Mode.KILLED)
                throw Refusal.badRequest("To stop a policy, PUT /v1/switches/policy/ID with a reason.");
            return mode;
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private PolicyView view(Live live) {
        var policy = live.policy();
        var learning = live.learning();
        var apprenticeship = learning.apprenticeship();
        return new PolicyView(
                policy.id(),
                policy.version(),
                policy.model(),
                RankController.id(policy.mode()),
                switches.stoppingPolicy(policy.id()).map(Switches.Off::reason).orElse(null),
                policy.settings().learner().kind(),
                policy.changedAt(),
                policy.changedBy(),
                apprenticeship.decisions(),
                apprenticeship.decisions() == 0 ? null : apprenticeship.matchRate(),
                apprenticeship.mayBePromoted(),
                learning.population().updates(),
                learning.population().epoch(),
                arms(policy, learning),
                policy.settings());
    }

    private static List<ArmView> arms(Policy policy, Learning learning) {
        var ids = new ArrayList<String>();
        policy.settings().actions().forEach(arm -> ids.add(arm.id()));
        for (var id : new TreeSet<>(learning.arms().keySet())) if (!ids.contains(id)) ids.add(id);
        return ids.stream()
                .limit(MOST_DECISIONS)
                .map(id -> {
                    var arm = learning.arms().getOrDefault(id, Learning.Arm.NEW);
                    var declared = policy.arm(id);
                    return new ArmView(
                            id,
                            declared.map(each -> each.actionClass().name()).orElse(null),
                            arm.chosen(),
                            arm.learnerDecisions() == 0 ? null : arm.share() / arm.learnerDecisions(),
                            declared.map(PolicySettings.Arm::floor).orElse(0.0),
                            declared.map(PolicySettings.Arm::ceiling).orElse(1.0),
                            arm.outcomes(),
                            arm.outcomes() == 0 ? null : arm.rewards() / arm.outcomes(),
                            learning.stopped().contains(id));
                })
                .toList();
    }
}
