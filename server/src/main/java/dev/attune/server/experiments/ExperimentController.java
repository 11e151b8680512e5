package dev.attune.server.experiments;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.attune.decisions.experiments.Metric;
import dev.attune.server.consent.Vouching;
import dev.attune.server.experiments.ExperimentTable.State;
import dev.attune.server.experiments.ExperimentTable.Stored;
import dev.attune.server.problems.Refusal;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Persons;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Experiments over REST: planned and read at the console, fed by pages with their key.
@RestController
@RequestMapping("/v1/experiments")
class ExperimentController {
    private static final String SUBJECT = "[A-Za-z0-9._:-]{1,100}"; // as receipts have it
    private static final int MOST_OUTCOMES = 1_000;

    private final Experiments experiments;
    private final ExperimentTable table;
    private final ExperimentReports reports;
    private final AaChecks checks;
    private final SimulatedVisits simulation;
    private final Persons persons;
    private final Vouching vouching;
    private final InstantSource clock;
    private final JsonMapper json;

    ExperimentController(
            Experiments experiments,
            ExperimentTable table,
            ExperimentReports reports,
            AaChecks checks,
            SimulatedVisits simulation,
            Persons persons,
            Vouching vouching,
            InstantSource clock,
            JsonMapper json) {
        this.experiments = experiments;
        this.table = table;
        this.reports = reports;
        this.checks = checks;
        this.simulation = simulation;
        this.persons = persons;
        this.vouching = vouching;
        this.clock = clock;
        this.json = json;
    }

    @Parameter(
            description = "Which visits count",
            schema =
                    @Schema(
                            allowableValues = {"real", "simulated"},
                            defaultValue = "real"))
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Visits {}

    /// @param role `primary`, `secondary` or `guardrail`
    /// @param better `higher` or `lower`
    /// @param per `share` or `mean`; this, `better`, `unit` and `windowHours` are needed for metrics of one's
    ///     own only
    /// @param windowHours how long after somebody was dealt an outcome counts
    /// @param tolerance so much relative harm is accepted of a guardrail, in [0, 1)
    record MetricForm(
            @Nullable String id,
            @Nullable String role,
            @Nullable String better,
            @Nullable String unit,
            @Nullable String per,
            @Nullable Integer windowHours,
            @Nullable Double tolerance) {}

    /// @param share of the people, in (0, 1]; all arms together 1
    record ArmForm(@Nullable String id, @Nullable Double share) {}

    /// @param kind `ab` or `aa`; left out for `ab`
    /// @param arms the first one is the control
    /// @param metrics one of them primary
    /// @param unitsPerArm how many people each arm needs
    /// @param groups by which the report is split: values by name
    record PlanForm(
            @Nullable String id,
            @Nullable String hypothesis,
            @Nullable String kind,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<ArmForm> arms,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<MetricForm> metrics,
            @Nullable Long unitsPerArm,
            @Nullable Map<String, List<String>> groups) {}

    /// @param reason why it is stopped; 1 to 300 characters
    record Reason(@Nullable String reason) {}

    /// @param arm which one is shown; only with an exposure
    /// @param cuts by which the report is split, for example `{"device": "phone"}`
    record Visit(
            @Nullable String subject,
            @Nullable String arm,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, String> cuts) {}

    /// @param arm null when the experiment does not run or this visitor takes no part: show what everybody sees
    /// @param heldBack kept out of every experiment
    /// @param state of the experiment; `unknown` when there is none of this name, which need not trouble a visitor
    record Dealt(@Nullable String arm, boolean heldBack, String state) {}

    /// @param metric its id
    /// @param value 1 for something that happened; the number itself for a mean
    /// @param at when; left out for now
    /// @param eventId of your own; what comes twice under it counts once
    record OutcomeForm(
            @Nullable String subject,
            @Nullable String metric,
            @Nullable Double value,
            @Nullable Instant at,
            @Nullable String eventId) {}

    /// @param visits how many
    /// @param days over how many days; left out for 21
    /// @param seed the same seed gives the same visits; left out for 1
    record SimulationForm(
            @Nullable Integer visits,
            @Nullable Integer days,
            @Nullable Long seed) {}

    /// @param kind `ab` or `aa`
    /// @param state `draft`, `running` or `stopped`
    /// @param realVisits how many people were dealt to an arm
    /// @param simulatedVisits how many made-up ones were
    /// @param verdict of the real visits
    record Line(
            String id,
            String hypothesis,
            String kind,
            String state,
            long realVisits,
            long simulatedVisits,
            @Nullable String verdict,
            List<ExperimentTable.Change> history) {}

    @Operation(summary = "Lists the experiments with their visits and verdict")
    @GetMapping
    List<Line> all() {
        return table.all().stream().map(this::line).toList();
    }

    private Line line(Stored stored) {
        var visits = table.visits(stored.plan().id());
        return new Line(
                stored.plan().id(),
                stored.plan().hypothesis(),
                stored.plan().kind().name().toLowerCase(Locale.ROOT),
                stored.state().id(),
                visits.real(),
                visits.simulated(),
                stored.state() == State.RUNNING ? reports.verdict(stored, false) : null,
                stored.history());
    }

    @Operation(summary = "Plans an experiment")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ReportView.PlanView create(@RequestBody PlanForm form, Principal caller) {
        var plan = plan(form);
        if (!experiments.create(plan, caller.getName()))
            throw Refusal.conflict("There is an experiment %s already. Maybe choose another id.".formatted(plan.id()));
        return ExperimentReports.view(plan);
    }

    @Operation(summary = "Reports on an experiment", description = """
                    Of one that was stopped: as it stood then, in the language it was stopped in. Otherwise in that
                    of `Accept-Language`.""")
    @GetMapping("/{id}")
    JsonNode report(
            @PathVariable String id, @Visits @RequestParam(defaultValue = "real") String visits, Locale locale) {
        boolean simulated = areSimulated(visits);
        var stored = found(id);
        if (stored.report() != null && !simulated)
            return ((ObjectNode) json.readTree(stored.report()))
                    .put("state", stored.state().id())
                    .set("history", json.valueToTree(stored.history()));
        return json.valueToTree(reports.report(stored, simulated, locale));
    }

    private static boolean areSimulated(String visits) {
        return switch (visits) {
            case "real" -> false;
            case "simulated" -> true;
            default -> throw Refusal.badRequest("visits must be real or simulated, got '%s'.".formatted(visits));
        };
    }

    @Operation(summary = "Starts an experiment, after an A/A check of how it deals")
    @PostMapping("/{id}/start")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void start(@PathVariable String id, Principal caller) {
        var stored = found(id);
        if (stored.state() != State.DRAFT) throw notIn(stored, "started", State.DRAFT);
        checks.run(stored.plan(), false);
        if (!experiments.start(id, caller.getName())) throw notIn(found(id), "started", State.DRAFT);
    }

    @Operation(summary = "Stops an experiment and keeps its report as it stands")
    @PostMapping("/{id}/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(@PathVariable String id, @RequestBody Reason reason, Principal caller, Locale locale) {
        var stored = found(id);
        if (reason.reason() == null
                || reason.reason().isBlank()
                || reason.reason().length() > 300)
            throw Refusal.badRequest("reason is missing or longer than 300 characters: why is it stopped?");
        if (stored.state() != State.RUNNING) throw notIn(stored, "stopped", State.RUNNING);
        var report = json.writeValueAsString(reports.report(stored, false, locale));
        if (!experiments.stop(id, caller.getName(), reason.reason(), report))
            throw notIn(found(id), "stopped", State.RUNNING);
    }

    @Operation(summary = "Checks that how an experiment deals finds nothing where nothing is")
    @PostMapping("/{id}/aa-checks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void check(@PathVariable String id, @Visits @RequestParam(defaultValue = "real") String visits) {
        checks.run(found(id).plan(), areSimulated(visits));
    }

    @Operation(
            summary = "Adds visits that never happened, marked as simulated",
            description = "Only while it runs; how it deals is checked on them.")
    @PostMapping("/{id}/simulated-visits")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void simulate(@PathVariable String id, @RequestBody SimulationForm form) {
        var stored = found(id);
        if (stored.state() != State.RUNNING) throw notIn(stored, "visited", State.RUNNING);
        int visits = form.visits() == null ? 0 : form.visits();
        int days = form.days() == null ? 21 : form.days();
        if (visits < 1 || visits > SimulatedVisits.MOST || days < 1 || days > SimulatedVisits.MOST_DAYS)
            throw Refusal.badRequest("visits must be 1 to %d over 1 to %d days, got %d over %d."
                    .formatted(SimulatedVisits.MOST, SimulatedVisits.MOST_DAYS, visits, days));
        simulation.add(stored.plan(), visits, days, form.seed() == null ? 1 : form.seed());
        checks.run(stored.plan(), true);
    }

    @Operation(summary = "Tells which arm of an experiment a visitor is shown", description = """
                    The same visitor gets the same arm. `arm` is null when they take no part or the experiment does
                    not run: show what everybody sees. Ask before their consent, so that whoever declines stays
                    counted.""")
    @PostMapping("/{id}/assignments")
    Dealt assign(@PathVariable String id, @RequestBody Visit visit, Principal caller) {
        var cuts = visit.cuts() == null ? Map.<String, String>of() : visit.cuts();
        var subject = subject(visit.subject(), caller);
        var stored = table.find(id);
        var state = stored.map(found -> found.state().id()).orElse("unknown");
        try {
            stored.map(found -> found.plan().groups()).orElse(Groups.NONE).require(cuts);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(e.getMessage() + ".");
        }
        if (!state.equals(State.RUNNING.id())) return new Dealt(null, false, state);
        return experiments
                .assign(id, person(subject), cuts, experiments.consented(subject))
                .map(assigned -> new Dealt(assigned.arm(), assigned.heldBack(), state))
                .orElseGet(() -> new Dealt(null, false, state));
    }

    @Operation(
            summary = "Says that a visitor really sees the place where the arms differ",
            description = "409 when they were never dealt to an arm.")
    @PostMapping("/{id}/exposures")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void expose(@PathVariable String id, @RequestBody Visit visit, Principal caller) {
        found(id);
        var subject = subject(visit.subject(), caller);
        if (visit.arm() == null) throw Refusal.badRequest("arm is missing: which one is shown?");
        var person = persons.find(subject);
        if (person.isEmpty() || !experiments.exposed(id, person.get(), visit.arm(), experiments.consented(subject)))
            throw Refusal.conflict(
                    "This visitor was never dealt to an arm of %s. Maybe post to assignments first.".formatted(id));
    }

    @Operation(summary = "Takes what people did, for all experiments they take part in", description = """
                    At most a thousand at once. When one is faulty, those before it are taken: give each an
                    `eventId`, which counts once, and send all of them again. Of people who were never dealt to an
                    arm they are kept as their period before.""")
    @PostMapping("/outcomes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void outcomes(@RequestBody List<@Nullable OutcomeForm> outcomes, Principal caller) {
        if (outcomes.isEmpty() || outcomes.size() > MOST_OUTCOMES)
            throw Refusal.badRequest("give 1 to %d outcomes, got %d.".formatted(MOST_OUTCOMES, outcomes.size()));
        try {
            for (var outcome : outcomes) {
                if (outcome == null || outcome.metric() == null || outcome.value() == null)
                    throw Refusal.badRequest(
                            "metric and value are missing. Maybe {\"subject\": \"s-1\", \"metric\": \"conversion\", \"value\": 1}.");
                experiments.outcome(
                        person(subject(outcome.subject(), caller)),
                        outcome.metric(),
                        outcome.value(),
                        outcome.at() == null ? clock.instant() : outcome.at(),
                        outcome.eventId());
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private String person(String subject) {
        try {
            return persons.admit(subject);
        } catch (PersonErased e) {
            throw Refusal.conflict("This person is being erased right now.");
        }
    }

    private String subject(@Nullable String subject, Principal caller) {
        if (subject == null || !subject.matches(SUBJECT))
            throw Refusal.badRequest(
                    "subject must be a pseudonym of 1 to 100 letters, digits or . _ : -, got '%s'.".formatted(subject));
        vouching.require(caller, subject);
        return subject;
    }

    private Stored found(String id) {
        return table.find(id).orElseThrow(() -> Refusal.notFound("There is no experiment %s.".formatted(id)));
    }

    private static Refusal notIn(Stored stored, String what, State needed) {
        return Refusal.conflict("The experiment %s is %s; only one that is %s can be %s."
                .formatted(stored.plan().id(), stored.state().id(), needed.id(), what));
    }

    private static ExperimentPlan plan(PlanForm form) {
        try {
            return new ExperimentPlan(
                    needed("id", form.id()),
                    needed("hypothesis", form.hypothesis()),
                    form.kind() == null
                            ? ExperimentPlan.Kind.AB
                            : oneOf(ExperimentPlan.Kind.class, "kind", form.kind()),
                    needed("arms", form.arms()).stream()
                            .map(arm -> new ExperimentPlan.Arm(
                                    needed("arms.id", arm.id()), needed("arms.share", arm.share())))
                            .toList(),
                    needed("metrics", form.metrics()).stream()
                            .map(ExperimentController::measured)
                            .toList(),
                    needed("unitsPerArm", form.unitsPerArm()),
                    form.groups() == null ? Groups.NONE : new Groups(form.groups()));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Measured measured(MetricForm form) {
        var id = needed("metrics.id", form.id());
        var ready = Measured.ready().stream()
                .filter(measured -> measured.metric().id().equals(id))
                .findFirst();
        if (ready.isPresent())
            return form.role() == null
                    ? ready.get()
                    : ready.get().as(oneOf(Metric.Role.class, "metrics.role", form.role()));
        var role = oneOf(Metric.Role.class, "metrics.role", needed("metrics.role of " + id, form.role()));
        return new Measured(
                new Metric(
                        id,
                        role,
                        oneOf(
                                Metric.Direction.class,
                                "metrics.better",
                                needed("metrics.better of " + id, form.better())),
                        form.unit() == null ? "" : form.unit(),
                        form.tolerance() == null ? 0 : form.tolerance()),
                oneOf(Measured.Per.class, "metrics.per", needed("metrics.per of " + id, form.per())),
                Duration.ofHours(needed("metrics.windowHours of " + id, form.windowHours())));
    }

    private static <T> T needed(String name, @Nullable T value) {
        if (value == null) throw new IllegalArgumentException(name + " is missing");
        return value;
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String name, String id) {
        for (var constant : type.getEnumConstants())
            if (constant.name().toLowerCase(Locale.ROOT).equals(id)) return constant;
        throw new IllegalArgumentException("%s must be one of %s, got '%s'"
                .formatted(name, Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT), id));
    }
}
