package dev.attune.server.repair;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.Evidence;
import dev.attune.decisions.repair.Outcome;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.decisions.repair.Source;
import dev.attune.decisions.repair.Step;
import dev.attune.decisions.style.StyleLinter;
import dev.attune.server.access.PersonalReading;
import dev.attune.server.audit.Audit;
import dev.attune.server.customers.Customers;
import dev.attune.server.problems.Refusal;
import dev.attune.server.style.StyledMessage;
import dev.attune.server.vault.Persons;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Cases over REST: the inbox, one case, and what can be done with it.
@RestController
@RequestMapping("/v1/cases")
class CaseController {
    private static final int MOST = 200; // what a page can show without paging
    private static final int LONGEST_TEXT = 4_000; // characters; a letter, not a book
    private static final int LONGEST_NOTE = 500;

    private final Cases cases;
    private final Drafts drafts;
    private final Asks asks;
    private final Sending sending;
    private final CaseOpening opening;
    private final RepairDefinition definition;
    private final Customers customers;
    private final Persons persons;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    CaseController(
            Cases cases,
            Drafts drafts,
            Asks asks,
            Sending sending,
            CaseOpening opening,
            RepairDefinition definition,
            Customers customers,
            Persons persons,
            Audit audit,
            TransactionOperations transactions,
            InstantSource clock) {
        this.transactions = transactions;
        this.cases = cases;
        this.drafts = drafts;
        this.asks = asks;
        this.sending = sending;
        this.opening = opening;
        this.definition = definition;
        this.customers = customers;
        this.persons = persons;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param subject the pseudonym; the random id where it is gone
    /// @param product may be empty
    /// @param state a step, `follow-up` or `closed`
    /// @param outcome `repaired`, `not-repaired`, `unanswered`, `mistaken` or `withdrawn`; null while it is open
    /// @param reopened how often the person said that it is not right yet
    /// @param askFrom when the person should be asked next; null where nobody is to be asked
    record CaseView(
            UUID id,
            String subject,
            String person,
            String topic,
            String product,
            String language,
            String state,
            @Nullable String outcome,
            int severity,
            String level,
            Instant openedAt,
            Instant dueAt,
            boolean overdue,
            int reopened,
            @Nullable String owner,
            @Nullable Instant askFrom,
            @Nullable Instant closedAt) {}

    /// @param entitlement decided by a person on facts, never suggested
    /// @param suggested whether it is what helped most often
    record OptionView(String id, @JsonProperty("class") String actionClass, boolean entitlement, boolean suggested) {}

    /// @param standing `done`, `skipped`, `next` or `later`
    /// @param option what was done; null where nothing was
    /// @param options what could be done
    record StepView(String id, String standing, @Nullable String option, List<OptionView> options) {}

    /// @param steps all of them, in their order
    /// @param history what happened, the oldest first
    /// @param inVain ids of options that did not help before
    /// @param earlier how many other cases this person has
    /// @param mail whether mail can be sent from here
    /// @param definition id and version of the rules of repair
    record CaseDetail(
            @JsonUnwrapped CaseView view,
            List<StepView> steps,
            List<Entry> history,
            List<String> inVain,
            int earlier,
            boolean mail,
            String definition) {}

    /// @param style it is worded in, each trait by its name
    record CaseDraft(String intent, String text, String language, String tone, Map<String, Object> style) {
        static CaseDraft of(String intent, StyledMessage message) {
            return new CaseDraft(
                    intent,
                    message.text(),
                    message.language(),
                    message.tone().id(),
                    message.style().toMap());
        }
    }

    /// @param subject the pseudonym of the person
    /// @param topic a word such as `delivery`; left out where there is none
    /// @param product left out where there is none
    /// @param note what happened, in words; at most 500 characters
    record CaseOpened(
            @Nullable String subject,
            @Nullable String topic,
            @Nullable String product,
            @Nullable String note) {}

    /// @param step the next one of the case
    /// @param option what was done, by its id
    /// @param skipped why nothing was done; instead of `option`
    record Doing(
            @Nullable String step,
            @Nullable String option,
            @Nullable String skipped) {}

    /// @param target `mail`, or `webhook:ID` of one that is switched on
    /// @param text 1 to 4,000 characters
    record Sent(@Nullable String target, @Nullable String text) {}

    /// @param target `mail` or `webhook:ID`; left out where you send the question yourself
    record Asking(@Nullable String target) {}

    /// @param link where the person answers
    /// @param text what to send them, the link in it
    record Question(String link, String text) {}

    /// @param outcome `repaired`, `not-repaired`, `unanswered` or `mistaken`
    record Ending(@Nullable String outcome) {}

    /// @param mine true to take it, false to give it back
    record Mine(@Nullable Boolean mine) {}

    @Operation(summary = "Lists the open cases by when they are due, or the closed ones, latest first")
    @GetMapping
    @PersonalReading(object = "case")
    List<CaseView> inbox(
            @Parameter(
                            description = "Which cases",
                            schema =
                                    @Schema(
                                            allowableValues = {"open", "closed"},
                                            defaultValue = "open"))
                    @RequestParam(defaultValue = "open")
                    String state) {
        var found = switch (state) {
            case "open" -> cases.open(MOST);
            case "closed" -> cases.closed(MOST);
            default -> throw Refusal.badRequest("state must be open or closed, got '%s'.".formatted(state));
        };
        return found.stream().map(this::view).toList();
    }

    @Operation(summary = "Shows a case with its steps and its history")
    @GetMapping("/{id}")
    @PersonalReading(object = "case")
    CaseDetail one(@PathVariable UUID id) {
        return detail(found(id));
    }

    @Operation(summary = "Opens a case for somebody for whom something went wrong", description = """
                    Where a case of the same person and topic is open, that one is answered and takes this as one
                    more sign.""")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CaseDetail open(@RequestBody CaseOpened opened, Principal caller) {
        var subject = opened.subject() == null ? "" : opened.subject();
        if (subject.isBlank()) throw Refusal.badRequest("subject is missing: whose case is it?");
        var person = customers
                .find(subject)
                .or(() -> persons.find(subject))
                .orElseThrow(() -> Refusal.notFound("Nobody is known as '%s'. Maybe they never were asked for consent."
                        .formatted(shortened(subject, 100))));
        var topic = opened.topic() == null || opened.topic().isBlank()
                ? RepairCase.NO_TOPIC
                : opened.topic().strip();
        if (!topic.matches("[a-z][a-z0-9-]{0,59}"))
            throw Refusal.badRequest("topic must be a word as delivery, got '%s'.".formatted(shortened(topic, 60)));
        var detail = opened.note() == null || opened.note().isBlank()
                ? Map.<String, Object>of("kind", "report")
                : Map.<String, Object>of("kind", "report", "note", shortened(opened.note(), LONGEST_NOTE));
        var sign = new Sign(UUID.randomUUID(), topic, new Evidence(Source.AGENT, clock.instant(), 1), detail);
        var one = cases.sign(
                        person,
                        opened.product() == null ? "" : shortened(opened.product(), 200),
                        sign,
                        new Cases.Opening(() -> opening.language(person), List::of),
                        true)
                .orElseThrow();
        audit.record(caller.getName(), "case.opened", one.id().toString());
        return detail(one);
    }

    @Operation(summary = "Says what was done at a case's next step, or why nothing was")
    @PostMapping("/{id}/steps")
    CaseDetail step(@PathVariable UUID id, @RequestBody Doing doing, Principal caller) {
        var step = step(doing.step());
        RepairCase one;
        if (doing.skipped() != null) one = cases.skip(id, step, shortened(doing.skipped(), LONGEST_NOTE));
        else if (doing.option() != null) one = cases.step(id, step, doing.option());
        else throw Refusal.badRequest("option is missing: what was done? Or say in skipped why nothing was.");
        audit.record(caller.getName(), "case.step", id.toString());
        return detail(one);
    }

    @Operation(summary = "Takes a case over, or gives it back")
    @PostMapping("/{id}/owner")
    CaseDetail owner(@PathVariable UUID id, @RequestBody Mine mine, Principal caller) {
        if (mine.mine() == null) throw Refusal.badRequest("mine is missing: true to take it, false to give it back.");
        var one = cases.owner(id, mine.mine() ? caller.getName() : null);
        audit.record(caller.getName(), mine.mine() ? "case.taken" : "case.released", id.toString());
        return detail(one);
    }

    @Operation(summary = "Drafts what could be said now to the person of a case")
    @GetMapping("/{id}/draft")
    @PersonalReading(object = "case")
    CaseDraft draft(@PathVariable UUID id) {
        var one = found(id);
        var intent = one.state() instanceof CaseState.Helping(var step) ? step.intent() : Drafts.FOLLOW_UP;
        return CaseDraft.of(intent, drafts.of(one));
    }

    @Operation(summary = "Sends a message to the person of a case, by mail or webhook", description = """
                    202 before it is delivered. 400 when the text says how somebody is instead of what happened, 409
                    when no mail can be sent from here or the person told no address.""")
    @PostMapping("/{id}/messages")
    @ResponseStatus(HttpStatus.ACCEPTED)
    CaseDetail send(@PathVariable UUID id, @RequestBody Sent sent, Principal caller) {
        var one = found(id);
        var text = sent.text() == null ? "" : sent.text().strip();
        if (text.isEmpty() || text.length() > LONGEST_TEXT)
            throw Refusal.badRequest(
                    "text must have 1 to %d characters, got %d.".formatted(LONGEST_TEXT, text.length()));
        var objections = drafts.objections(one, text);
        if (!objections.isEmpty())
            throw Refusal.badRequest("This must not be sent: %s. Maybe say what happened instead of how somebody is."
                    .formatted(String.join(
                            ", ",
                            objections.stream()
                                    .map(StyleLinter.Violation::found)
                                    .toList())));
        sending.message(one, required(sent.target()), text);
        audit.record(caller.getName(), "case.message", id.toString());
        return detail(found(id));
    }

    @Operation(
            summary = "Makes the question how it is now, and sends it where a target is named",
            description = "`target` is `mail` or `webhook:ID`; without one you send `text` yourself.")
    @PostMapping("/{id}/asks")
    Question ask(@PathVariable UUID id, @RequestBody Asking asking, Principal caller) {
        var host = ServletUriComponentsBuilder.fromCurrentContextPath().build().toString();
        // together: a question that cannot be sent was not asked
        var question = Objects.requireNonNull(transactions.execute(status -> {
            var one = cases.asked(id, asking.target() == null ? "" : asking.target());
            var link = host + asks.aboutCase(one);
            var text = drafts.of(one).text() + "\n" + link;
            if (asking.target() != null) sending.message(one, asking.target(), text);
            return new Question(link, text);
        }));
        audit.record(caller.getName(), "case.asked", id.toString());
        return question;
    }

    @Operation(summary = "Closes a case with its outcome")
    @PostMapping("/{id}/end")
    CaseDetail end(@PathVariable UUID id, @RequestBody Ending ending, Principal caller) {
        var outcome = Optional.ofNullable(ending.outcome())
                .flatMap(name -> Stream.of(Outcome.REPAIRED, Outcome.NOT_REPAIRED, Outcome.UNANSWERED, Outcome.MISTAKEN)
                        .filter(known -> known.id().equals(name))
                        .findFirst())
                .orElseThrow(() ->
                        Refusal.badRequest("outcome must be repaired, not-repaired, unanswered or mistaken, got '%s'."
                                .formatted(ending.outcome())));
        var one = cases.ended(id, outcome);
        audit.record(caller.getName(), "case.ended", id.toString());
        return detail(one);
    }

    private CaseDetail detail(RepairCase one) {
        var suggested = cases.suggested(one);
        var history = cases.history(one);
        var steps = Arrays.stream(Step.values())
                .map(step -> new StepView(
                        step.id(),
                        standing(one, step),
                        one.done().get(step),
                        definition.optionsOf(step).stream()
                                .map(option -> new OptionView(
                                        option.id(),
                                        option.actionClass().name(),
                                        !option.actionClass().mayFollowAffect(),
                                        suggested.filter(option::equals).isPresent()))
                                .toList()))
                .toList();
        return new CaseDetail(
                view(one),
                steps,
                history,
                cases.inVain(one),
                cases.of(one.person()).size() - 1,
                sending.canMail(),
                definition.id() + "/" + definition.version());
    }

    private static String standing(RepairCase one, Step step) {
        if (!(one.state() instanceof CaseState.Helping(var next)) || step.compareTo(next) < 0)
            return one.done().containsKey(step) ? "done" : "skipped";
        return step == next ? "next" : "later";
    }

    private CaseView view(RepairCase one) {
        var outcome = one.state() instanceof CaseState.Closed(var end) ? end.id() : null;
        var helpedAt = one.helpedAt();
        boolean waits = one.state() instanceof CaseState.FollowingUp(int asks)
                && asks < definition.followUp().mostAsks();
        return new CaseView(
                one.id(),
                persons.subjectOf(one.person()).orElse(one.person()),
                one.person(),
                one.topic(),
                one.product(),
                one.language(),
                one.state().id(),
                outcome,
                one.severity(),
                cases.severity(one).level().id(),
                one.openedAt(),
                one.dueAt(),
                one.state() instanceof CaseState.Helping && one.dueAt().isBefore(clock.instant()),
                one.reopened(),
                one.owner(),
                waits && helpedAt != null ? helpedAt.plus(definition.followUp().after()) : null,
                one.closedAt());
    }

    private RepairCase found(UUID id) {
        return cases.find(id).orElseThrow(() -> Refusal.notFound("There is no case %s.".formatted(id)));
    }

    private static Step step(@Nullable String id) {
        try {
            return Step.of(id == null ? "" : id);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static String required(@Nullable String target) {
        if (target == null || target.isBlank())
            throw Refusal.badRequest("target is missing: mail, or webhook: and which one.");
        return target;
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
