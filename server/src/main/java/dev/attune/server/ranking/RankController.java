package dev.attune.server.ranking;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.attune.decisions.ActionClass;
import dev.attune.decisions.ranking.Candidate;
import dev.attune.decisions.ranking.LoggedDecision;
import dev.attune.decisions.ranking.Objection;
import dev.attune.decisions.ranking.Reward;
import dev.attune.decisions.ranking.Vulnerability;
import dev.attune.server.access.Caller;
import dev.attune.server.access.PersonalReading;
import dev.attune.server.consent.Vouching;
import dev.attune.server.experiments.Assigned;
import dev.attune.server.problems.Refusal;
import dev.attune.signals.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.security.Principal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Rank, reward, activate in the shape of Azure Personalizer, with what it lacked: who is asked for,
/// and why.
@RestController
class RankController {
    private static final String DECIDED = """
            The same `eventId` with the same question answers the stored decision, with another question 409. Without
            consent nobody is recognised and what was read of them does not count: `personal` is false, and `withheld`
            names the features. `rewardActionId` is null when no action may be chosen; `removed` says why.""";
    private static final String EVENT = "The `eventId` that was answered with the decision";
    private static final String USUAL_POLICY = "default"; // Personalizer had one loop and no name for it
    private static final String USUAL_CHANNEL = "web";

    private final Rankings rankings;
    private final Vouching vouching;
    private final InstantSource clock;

    RankController(Rankings rankings, Vouching vouching, InstantSource clock) {
        this.rankings = rankings;
        this.vouching = vouching;
        this.clock = clock;
    }

    /// @param features an object or a list of objects
    record ActionBody(
            @Nullable String id,
            @JsonProperty("class") @Nullable String actionClass,
            @Nullable Object features) {
        Candidate candidate() {
            return new Candidate(
                    Objects.requireNonNullElse(id, ""),
                    actionClass == null ? ActionClass.CONTENT : PolicySettings.actionClass(actionClass),
                    Features.flat(features));
        }
    }

    /// @param eventId of your own; left out for one of ours
    /// @param subject who sees it, by the pseudonym that your pages use
    /// @param segment of the person, where you know one
    /// @param channel where it is shown, for example `shop`
    /// @param contextFeatures an object or a list of objects
    /// @param actions to choose from; left out for those of the policy
    /// @param excludedActions not to be shown, by id
    /// @param vulnerable in which ways the person is, as you know it; then the safe action is shown
    /// @param deferActivation true where it is told later whether it was shown
    /// @param slots places to fill, for several at once
    /// @param groups by which the report of the policy's experiment is split, for example `{"device": "phone"}`
    record RankBody(
            @Nullable String policy,
            @Nullable String eventId,
            @Nullable String subject,
            @Nullable String segment,
            @Nullable String channel,
            @Nullable Object contextFeatures,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, Object> facts,
            @Nullable List<@Nullable ActionBody> actions,
            @Nullable List<@Nullable String> excludedActions,
            @Nullable List<@Nullable String> vulnerable,
            @Nullable Boolean deferActivation,
            @Nullable List<@Nullable SlotBody> slots,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, String> groups) {
        /// @throws IllegalArgumentException naming what is wrong
        Question question() {
            return question("", Features.flat(contextFeatures), candidates(), known(excludedActions), policy);
        }

        private Question question(
                String slot,
                Map<String, Double> context,
                List<Candidate> candidates,
                Set<String> excluded,
                @Nullable String ofPolicy) {
            return new Question(
                    ofPolicy == null ? USUAL_POLICY : ofPolicy,
                    eventId,
                    slot,
                    subject,
                    segment,
                    channel == null ? USUAL_CHANNEL : channel,
                    context,
                    knownFacts(),
                    candidates,
                    excluded,
                    known(vulnerable).stream()
                            .map(name -> PolicySettings.value(Vulnerability.class, "vulnerable state", name))
                            .collect(Collectors.toSet()),
                    Boolean.TRUE.equals(deferActivation),
                    groups == null ? Map.of() : groups);
        }

        private List<Candidate> candidates() {
            if (actions == null) return List.of();
            if (actions.isEmpty())
                throw new IllegalArgumentException(
                        "actions is empty. Maybe leave it out to rank the policy's own list.");
            return actions.stream()
                    .map(action -> {
                        if (action == null) throw new IllegalArgumentException("an action is null");
                        return action.candidate();
                    })
                    .toList();
        }

        private Map<String, Object> knownFacts() {
            var known = new LinkedHashMap<String, Object>();
            if (facts != null)
                facts.forEach((name, value) -> {
                    if (value instanceof Map || value instanceof List)
                        throw new IllegalArgumentException(
                                "fact '%s' must be a number, a text, true or false".formatted(name));
                    if (value != null) known.put(name, value);
                });
            return known;
        }
    }

    /// @param policy its id; left out for that of the request
    /// @param features of the place; they join the context
    /// @param positionFeatures of the place; they join the context
    /// @param excludedActions not to be shown there, by id
    /// @param baselineAction what is shown there without learning; absent for the first eligible
    record SlotBody(
            @Nullable String id,
            @Nullable String policy,
            @Nullable Object features,
            @Nullable Object positionFeatures,
            @Nullable List<@Nullable String> excludedActions,
            @Nullable String baselineAction) {}

    record Ranked(String id, double probability) {}

    /// @param arm of the experiment
    /// @param heldBack kept out of every experiment, and so shown the control
    record Dealt(String id, String arm, boolean heldBack) {
        static Dealt of(Assigned arm) {
            return new Dealt(arm.experiment(), arm.arm(), arm.heldBack());
        }
    }

    /// @param ranking the chosen one first, then by probability; those removed have 0
    /// @param rewardActionId null when no action was eligible
    /// @param why who decided, for example `learner` or `held-back`
    /// @param removed why an action could not be chosen, by its id, in the words of the log
    /// @param dropped features that did not count because an entitlement was among the actions
    /// @param withheld features that were not read for lack of consent
    /// @param unread features that the policy does not declare
    /// @param experiment which arm decided; null when no experiment deals here
    record RankAnswer(
            String eventId,
            @Nullable String rewardActionId,
            List<Ranked> ranking,
            String policy,
            int policyVersion,
            String mode,
            String why,
            boolean explored,
            boolean personal,
            Map<String, String> removed,
            List<String> dropped,
            List<String> withheld,
            List<String> unread,
            @Nullable Dealt experiment) {
        static RankAnswer of(Rankings.Answer answer) {
            var decision = answer.decision();
            return new RankAnswer(
                    answer.eventId(),
                    decision.chosen().orElse(null),
                    ranking(decision),
                    answer.policy(),
                    answer.version(),
                    id(decision.mode()),
                    id(decision.why()),
                    decision.explored(),
                    answer.personal(),
                    decision.removed(),
                    decision.dropped(),
                    answer.withheld(),
                    answer.unread(),
                    answer.arm() == null ? null : Dealt.of(answer.arm()));
        }

        private static List<Ranked> ranking(LoggedDecision decision) {
            var ranking = new ArrayList<Ranked>();
            for (int i = 0; i < decision.eligible().size(); i++)
                ranking.add(new Ranked(
                        decision.eligible().get(i), decision.probabilities().get(i)));
            var chosen = decision.chosen().orElse("");
            ranking.sort(Comparator.comparing((Ranked ranked) -> !ranked.id().equals(chosen))
                    .thenComparing(
                            Comparator.comparingDouble(Ranked::probability).reversed()));
            for (var candidate : decision.request().actions())
                if (decision.removed().containsKey(candidate.id())) ranking.add(new Ranked(candidate.id(), 0));
            return ranking;
        }
    }

    /// @param rewardActionId what to show there; null when no action was eligible
    /// @param answer as [RankAnswer] for one place
    record SlotAnswer(String id, @Nullable String rewardActionId, RankAnswer answer) {}

    /// @param slots each with its answer
    record MultiSlotAnswer(String eventId, List<SlotAnswer> slots) {}

    /// @param value in [0, 1]; left out where there are parts
    /// @param parts instead of a value: `conversion`, `returns`, `complaints`, each in 0..1
    record RewardBody(@Nullable Double value, @Nullable Map<String, @Nullable Double> parts) {
        private static final Set<String> PARTS = Set.of("conversion", "returns", "complaints");

        private double value(InstantSource clock) {
            if (value != null && parts == null) return value;
            if (parts == null || value != null)
                throw new IllegalArgumentException("a reward has a value or parts. Maybe {\"value\": 1}.");
            for (var name : parts.keySet())
                if (!PARTS.contains(name))
                    throw new IllegalArgumentException(
                            "a reward has no part '%s'. Maybe one of: conversion, returns, complaints."
                                    .formatted(name));
            return Reward.of(clock.instant(), part("conversion"), part("returns"), part("complaints"))
                    .value();
        }

        /// For experiments: what was earned, by metric; empty for one value.
        private Map<String, Double> byMetric() {
            var earned = new LinkedHashMap<String, Double>();
            if (parts != null) parts.keySet().forEach(name -> earned.put(name, part(name)));
            return earned;
        }

        private double part(String name) {
            var part = parts == null ? null : parts.get(name);
            return part == null ? 0 : part;
        }
    }

    /// @param slotId the place
    /// @param value in [0, 1]
    /// @param parts instead of a value: `conversion`, `returns`, `complaints`, each in [0, 1]
    record SlotReward(
            @Nullable String slotId,
            @Nullable Double value,
            @Nullable Map<String, @Nullable Double> parts) {}

    /// @param reward of each place
    record MultiSlotReward(@Nullable List<@Nullable SlotReward> reward) {}

    @ApiResponse(responseCode = "204", description = "It counts", content = @Content)
    @ApiResponse(
            responseCode = "202",
            description = "It was kept and does not count; why, by the id of the place",
            content = @Content(schema = @Schema(implementation = Kept.class)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface CountsOrIsKept {}

    /// What was received and did not count, and why.
    ///
    /// @param kept the reason by what was sent
    record Kept(Map<String, String> kept) {}

    @Operation(summary = "Chooses an action and ranks the others behind it", description = DECIDED)
    @PostMapping("/v1/rank")
    @ResponseStatus(HttpStatus.CREATED)
    RankAnswer rank(@RequestBody RankBody body, Principal caller) {
        Vouching.requireUnguessable(caller, body.eventId());
        mayAdaptTo(body, caller);
        return RankAnswer.of(rankings.rank(read(body::question)));
    }

    @Operation(summary = "Chooses an action for each place on a page, none of them twice", description = DECIDED)
    @PostMapping("/v1/multislot/rank")
    @ResponseStatus(HttpStatus.CREATED)
    MultiSlotAnswer rankAll(@RequestBody RankBody body, Principal caller) {
        Vouching.requireUnguessable(caller, body.eventId());
        mayAdaptTo(body, caller);
        var asked = read(() -> questions(body));
        var answers = rankings.rankAll(asked);
        return new MultiSlotAnswer(
                answers.getFirst().eventId(),
                answers.stream()
                        .map(answer -> new SlotAnswer(
                                answer.slotId(), answer.decision().chosen().orElse(null), RankAnswer.of(answer)))
                        .toList());
    }

    @Operation(summary = "Tells what a decision earned")
    @CountsOrIsKept
    @PostMapping("/v1/events/{eventId}/reward")
    ResponseEntity<Kept> reward(
            @Parameter(description = EVENT) @PathVariable String eventId,
            @RequestBody RewardBody body,
            Principal caller) {
        vouching.requireEvent(caller, eventId, () -> rankings.people(eventId));
        return answer(List.of(rankings.reward(eventId, "", read(() -> body.value(clock)), body.byMetric())));
    }

    @Operation(summary = "Says that a deferred decision was really shown")
    @CountsOrIsKept
    @PostMapping("/v1/events/{eventId}/activate")
    ResponseEntity<Kept> activate(@Parameter(description = EVENT) @PathVariable String eventId, Principal caller) {
        vouching.requireEvent(caller, eventId, () -> rankings.people(eventId));
        return answer(List.of(rankings.activate(eventId, "")));
    }

    @Operation(summary = "Tells what the decisions for several places earned")
    @CountsOrIsKept
    @PostMapping("/v1/multislot/events/{eventId}/reward")
    ResponseEntity<Kept> rewardAll(
            @Parameter(description = EVENT) @PathVariable String eventId,
            @RequestBody MultiSlotReward body,
            Principal caller) {
        vouching.requireEvent(caller, eventId, () -> rankings.people(eventId));
        var rewards = rewards(body);
        var values = new LinkedHashMap<String, Double>();
        rewards.forEach((slot, reward) -> values.put(slot, read(() -> reward.value(clock))));
        var slots = rankings.slots(eventId);
        for (var slot : values.keySet())
            if (!slots.contains(slot))
                throw Refusal.notFound("Event '%s' has no slot '%s'. Maybe one of: %s."
                        .formatted(eventId, slot, String.join(", ", slots)));
        return answer(values.entrySet().stream()
                .map(one -> rankings.reward(
                        eventId,
                        one.getKey(),
                        one.getValue(),
                        Objects.requireNonNull(rewards.get(one.getKey())).byMetric()))
                .toList());
    }

    @Operation(summary = "Says that deferred decisions for several places were really shown")
    @CountsOrIsKept
    @PostMapping("/v1/multislot/events/{eventId}/activate")
    ResponseEntity<Kept> activateAll(@Parameter(description = EVENT) @PathVariable String eventId, Principal caller) {
        vouching.requireEvent(caller, eventId, () -> rankings.people(eventId));
        return answer(rankings.slots(eventId).stream()
                .map(slot -> rankings.activate(eventId, slot))
                .toList());
    }

    @Operation(summary = "Explains why a decision was taken, and what became of it")
    @GetMapping("/v1/events/{eventId}/explain")
    @PersonalReading(object = "decision")
    Explained explain(
            @Parameter(description = EVENT) @PathVariable String eventId,
            @Parameter(description = "Id of the place, of an event with several") @RequestParam(defaultValue = "")
                    String slot,
            Locale locale) {
        return Explained.of(rankings.find(eventId, slot), locale);
    }

    /// Why actions could not be chosen, in the language of whoever looks.
    static Map<String, String> reasons(LoggedDecision decision, Locale locale) {
        var reasons = new LinkedHashMap<String, String>();
        decision.removed()
                .forEach((action, logged) ->
                        reasons.put(action, Objection.words(logged).in(locale.getLanguage())));
        return reasons;
    }

    /// @param why who decided, for example `learner` or `held-back`
    /// @param context the numbers it was decided by, by name
    /// @param eligible ids of the actions that could be chosen
    /// @param scores what was believed of each eligible action; empty when the learner was not asked
    /// @param probabilities of each of `eligible`, in its order
    /// @param removed why an action could not be chosen, by its id
    /// @param chosen the action's id; null when none was eligible
    /// @param shadow what the learner would have chosen; null where it was not asked
    /// @param learnable whether the learner may learn from it
    /// @param epsilon least share of chance then
    /// @param learned the reward it learned from; null while it did not
    record Explained(
            String eventId,
            String slot,
            String policy,
            int policyVersion,
            String learner,
            String mode,
            String why,
            Map<String, Double> context,
            List<String> eligible,
            List<Double> scores,
            List<Double> probabilities,
            Map<String, String> removed,
            @Nullable String chosen,
            @Nullable String shadow,
            double propensity,
            boolean explored,
            boolean learnable,
            long seed,
            double epsilon,
            List<String> dropped,
            String status,
            List<Reward> rewards,
            @Nullable Double learned) {
        static Explained of(Journal.Entry entry, Locale locale) {
            var decision = entry.event().decision();
            return new Explained(
                    entry.key().eventId(),
                    entry.key().slotId(),
                    entry.policy(),
                    entry.version(),
                    decision.learner(),
                    id(decision.mode()),
                    id(decision.why()),
                    decision.request().context(),
                    decision.eligible(),
                    decision.scores(),
                    decision.probabilities(),
                    reasons(decision, locale),
                    decision.chosen().orElse(null),
                    decision.shadow().orElse(null),
                    decision.propensity(),
                    decision.explored(),
                    decision.learnable(),
                    decision.seed(),
                    decision.epsilon(),
                    decision.dropped(),
                    id(entry.event().status()),
                    entry.event().rewards(),
                    entry.event().learned());
        }
    }

    private List<Question> questions(RankBody body) {
        if (body.slots() == null || body.slots().isEmpty())
            throw new IllegalArgumentException("slots names no place. Maybe POST /v1/rank for one.");
        var eventId = body.eventId() == null ? UUID.randomUUID().toString() : body.eventId();
        var questions = new ArrayList<Question>();
        var seen = new HashSet<String>();
        for (var slot : body.slots()) {
            if (slot == null || slot.id() == null || !seen.add(slot.id()))
                throw new IllegalArgumentException("every slot needs an id of its own");
            var context = new LinkedHashMap<>(Features.flat(body.contextFeatures()));
            context.putAll(Features.flat(slot.features()));
            context.putAll(Features.flat(slot.positionFeatures()));
            var excluded = new HashSet<>(known(body.excludedActions()));
            excluded.addAll(known(slot.excludedActions()));
            var question = body.question(
                    slot.id(),
                    context,
                    withBaselineFirst(body.candidates(), slot.baselineAction()),
                    excluded,
                    slot.policy() == null ? body.policy() : slot.policy());
            questions.add(question.withEventId(eventId));
        }
        return questions;
    }

    private static List<Candidate> withBaselineFirst(List<Candidate> actions, @Nullable String baseline) {
        if (baseline == null) return actions;
        var first = actions.stream()
                .filter(action -> action.id().equals(baseline))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "baselineAction '%s' is not among the actions of the request. Maybe list them: \"actions\": [{\"id\": \"%s\"}, …]."
                                .formatted(baseline, baseline)));
        var ordered = new ArrayList<Candidate>();
        ordered.add(first);
        for (var action : actions) if (action != first) ordered.add(action);
        return ordered;
    }

    private static Map<String, RewardBody> rewards(MultiSlotReward body) {
        if (body.reward() == null || body.reward().isEmpty())
            throw Refusal.badRequest(
                    "reward names no slot. Maybe {\"reward\": [{\"slotId\": \"top\", \"value\": 1}]}.");
        var rewards = new LinkedHashMap<String, RewardBody>();
        for (var one : body.reward()) {
            if (one == null || one.slotId() == null) throw Refusal.badRequest("a reward lacks its slotId");
            rewards.put(one.slotId(), new RewardBody(one.value(), one.parts()));
        }
        return rewards;
    }

    /// Only who may personalise and speaks for a person may name them.
    private void mayAdaptTo(RankBody body, Principal caller) {
        if (body.subject() == null) return;
        Caller.requirePurpose(caller, Purpose.PERSONALIZATION);
        vouching.require(caller, body.subject());
    }

    private static ResponseEntity<Kept> answer(List<Rankings.Received> received) {
        var kept = new LinkedHashMap<String, String>();
        for (var one : received) if (one.kept() != null) kept.put(one.slotId(), one.kept());
        return kept.isEmpty()
                ? ResponseEntity.noContent().build()
                : ResponseEntity.accepted().body(new Kept(kept));
    }

    private static Set<String> known(@Nullable List<@Nullable String> names) {
        var known = new HashSet<String>();
        if (names != null) for (var name : names) if (name != null) known.add(name);
        return known;
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
