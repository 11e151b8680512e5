package dev.attune.server.repair;

import dev.attune.decisions.repair.CaseEvent;
import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.Evidence;
import dev.attune.decisions.repair.FollowUpStyle;
import dev.attune.decisions.repair.Outcome;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.decisions.repair.Severity;
import dev.attune.decisions.repair.Step;
import dev.attune.server.customers.Customers;
import dev.attune.server.problems.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// All cases of the tenant at work. Each change is one transaction on the case's row.
@Component
public class Cases {
    static final int MOST_SIGNS = 100; // of one case or person, the latest; more would not change the points

    private final CaseTable table;
    private final Customers customers;
    private final RepairDefinition definition;
    private final RepairSettings settings;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    Cases(
            CaseTable table,
            Customers customers,
            RepairDefinition definition,
            RepairSettings settings,
            TransactionOperations transactions,
            InstantSource clock) {
        this.table = table;
        this.customers = customers;
        this.definition = definition;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Optional<RepairCase> find(UUID id) {
        return table.find(id);
    }

    /// Of one customer, the newest first, under whichever of their records they were opened.
    public List<RepairCase> of(String person) {
        return table.of(customers.records(person));
    }

    /// The same of many customers, by the people asked for; absent where there is none.
    Map<String, List<RepairCase>> of(Collection<String> people) {
        var askedBy = new HashMap<String, List<String>>(); // by record; two who were merged share theirs
        customers.records(people).forEach((person, records) -> {
            for (var record : records)
                askedBy.computeIfAbsent(record, same -> new ArrayList<>()).add(person);
        });
        var cases = new HashMap<String, List<RepairCase>>();
        for (var one : table.of(askedBy.keySet()))
            for (var person : askedBy.getOrDefault(one.person(), List.of()))
                cases.computeIfAbsent(person, same -> new ArrayList<>()).add(one);
        return cases;
    }

    /// What is due first at the top.
    public List<RepairCase> open(int most) {
        return table.open(most);
    }

    List<RepairCase> closed(int most) {
        return table.closed(most);
    }

    /// The oldest first.
    public List<Entry> history(RepairCase of) {
        return table.history(of);
    }

    /// What is suggested next in a case: the option of its step that was not tried in vain with this person; empty
    /// where the case waits for the person or is closed.
    public Optional<RepairDefinition.Option> suggested(RepairCase of) {
        return of.state() instanceof CaseState.Helping(var step)
                ? Optional.of(definition.suggested(step, inVain(of)))
                : Optional.empty();
    }

    /// Options that were taken in this person's cases and did not repair them.
    public List<String> inVain(RepairCase of) {
        return of(of.person()).stream()
                .filter(other -> other.reopened() > 0
                        || other.state() instanceof CaseState.Closed(var outcome) && outcome == Outcome.NOT_REPAIRED)
                .flatMap(other -> other.done().values().stream())
                .distinct()
                .toList();
    }

    public Severity severity(RepairCase of) {
        return new Severity(of.severity(), definition.levelOf(of.severity()));
    }

    /// What a case needs to know when it is opened; not asked while one stands.
    ///
    /// @param language in which the person is written to
    /// @param before what the person displayed or answered about it of late
    record Opening(Supplier<String> language, Supplier<List<Sign>> before) {}

    /// Takes a sign of trouble: into the open case about it, or into one that it opens.
    ///
    /// @param force opens a case however few points there are
    /// @return the case it belongs to; empty where there is too little for one
    Optional<RepairCase> sign(String person, String product, Sign sign, Opening opening, boolean force) {
        var topic = sign.topic();
        return Objects.requireNonNull(transactions.execute(status -> {
            var standing = table.openOf(customers.records(person), topic).stream()
                    .flatMap(open -> again(Map.of(open.id(), List.of(sign))).stream())
                    .findFirst();
            if (standing.isPresent()) return standing;
            var now = clock.instant();
            var all = new ArrayList<>(opening.before().get());
            all.add(sign);
            var severity =
                    Severity.of(definition, all.stream().map(Sign::evidence).toList(), now);
            if (severity.points() < definition.opensAt() && !force) return Optional.empty();
            var fresh = new RepairCase(
                    UUID.randomUUID(),
                    person,
                    topic,
                    product,
                    opening.language().get(),
                    CaseState.OPENED,
                    severity.points(),
                    now,
                    severity.due(definition, now, Instant.MAX),
                    now,
                    null,
                    null,
                    0,
                    null,
                    Map.of(),
                    FollowUpStyle.assigned(definition, settings.heldOutShare(), person),
                    null,
                    null,
                    null,
                    null);
            if (!table.insert(fresh, definition)) // opened by another thread meanwhile
            return table.openOf(List.of(person), topic)
                        .flatMap(other -> again(Map.of(other.id(), List.of(sign))).stream()
                                .findFirst());
            all.stream()
                    .sorted(Comparator.comparing(one -> one.evidence().at()))
                    .forEach(one -> table.add(fresh, line(fresh, one)));
            cameBack(person, topic, sign.evidence().at());
            return Optional.of(fresh);
        }));
    }

    /// Takes more signs into cases that are open, all in one transaction: where many come, most concern such.
    ///
    /// @param signs by case
    /// @return the cases as they are then; those that were closed meanwhile are left out
    List<RepairCase> again(Map<UUID, List<Sign>> signs) {
        return Objects.requireNonNull(transactions.execute(status -> {
            var open = table.lock(signs.keySet()).stream()
                    .filter(one -> one.state().open())
                    .toList();
            var lines = new LinkedHashMap<Entry, RepairCase>();
            for (var one : open)
                for (var sign : signs.getOrDefault(one.id(), List.of())) lines.put(line(one, sign), one);
            var unheard = table.add(lines);
            var heard = new HashMap<UUID, Instant>(); // the first of those by case that are not told twice
            lines.forEach((line, one) -> {
                if (unheard.contains(line.id())) heard.putIfAbsent(one.id(), line.at());
            });
            var evidence = table.evidence(
                    open.stream().filter(one -> heard.containsKey(one.id())).toList(), MOST_SIGNS);
            var after = new ArrayList<RepairCase>();
            var changed = new ArrayList<RepairCase>();
            var cameBack = new LinkedHashMap<Entry, RepairCase>();
            for (var one : open) {
                if (!(heard.get(one.id()) instanceof Instant first)) {
                    after.add(one);
                    continue;
                }
                var more = more(one, evidence(evidence.getOrDefault(one.id(), List.of())), first);
                after.add(more);
                changed.add(more);
                if (isBack(one)) cameBack.put(entry(Entry.Kind.CAME_BACK, more.changedAt(), Map.of()), more);
            }
            table.update(changed);
            table.add(cameBack);
            return after;
        }));
    }

    private static boolean isBack(RepairCase one) {
        return one.state() instanceof CaseState.FollowingUp;
    }

    private RepairCase more(RepairCase current, List<Evidence> evidence, Instant signAt) {
        var now = clock.instant();
        var state = current.state().next(new CaseEvent.CameBack(), definition);
        var severity = Severity.of(definition, evidence, now);
        return changed(current, now, to -> {
            to.state = state;
            to.severity = severity.points();
            to.dueAt = severity.due(definition, now, isBack(current) ? Instant.MAX : current.dueAt());
            to.calmAt = null;
            if (!isBack(current)) return;
            to.reopen();
            if (to.reContactAt == null) to.reContactAt = signAt;
        });
    }

    /// Earlier cases about the same thing hear that it came up again.
    private void cameBack(String person, String topic, Instant at) {
        for (var earlier : lockedOf(person))
            if (earlier.topic().equals(topic)
                    && !earlier.state().open()
                    && earlier.reContactAt() == null
                    && within(earlier.helpedAt(), at, definition.windows().reContact())) {
                table.update(changed(earlier, earlier.changedAt(), to -> to.reContactAt = at));
                table.add(earlier, entry(Entry.Kind.CAME_BACK, at, Map.of()));
            }
    }

    /// The same sign makes the same line, so that it is remembered once.
    private static Entry line(RepairCase of, Sign sign) {
        var id = UUID.nameUUIDFromBytes(
                "%s|%s|%s".formatted(of.id(), sign.event(), sign.topic()).getBytes(StandardCharsets.UTF_8));
        return new Entry(
                id,
                sign.evidence().at(),
                Entry.Kind.EVIDENCE,
                sign.evidence().source().affect(),
                null,
                sign.kept());
    }

    private List<Evidence> evidence(RepairCase of) {
        return evidence(table.evidence(List.of(of), MOST_SIGNS).getOrDefault(of.id(), List.of()));
    }

    private static List<Evidence> evidence(List<Entry> lines) {
        return lines.stream().map(Sign::evidence).toList();
    }

    /// @throws Refusal when there is no such case, or it waits for something else
    RepairCase step(UUID id, Step step, String option) {
        try {
            definition.option(step, option);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
        return change(
                id,
                new CaseEvent.StepDone(step, option),
                Entry.Kind.STEP,
                Map.of("step", step.id(), "option", option),
                to -> to.did(step, option));
    }

    RepairCase skip(UUID id, Step step, String reason) {
        if (reason.isBlank()) throw Refusal.badRequest("Whoever skips the step %s says why.".formatted(step.id()));
        return change(
                id,
                new CaseEvent.StepSkipped(step, reason),
                Entry.Kind.SKIPPED,
                Map.of("step", step.id(), "reason", reason));
    }

    RepairCase asked(UUID id, String target) {
        return change(id, new CaseEvent.Asked(), Entry.Kind.ASKED, Map.of("target", target));
    }

    RepairCase ended(UUID id, Outcome outcome) {
        return change(id, new CaseEvent.Ended(outcome), Entry.Kind.ENDED, Map.of("outcome", outcome.id()));
    }

    /// The person said how it is now.
    RepairCase answered(UUID id, double satisfaction) {
        return change(
                id, new CaseEvent.Answered(satisfaction), Entry.Kind.ANSWERED, Map.of("satisfaction", satisfaction));
    }

    private RepairCase change(UUID id, CaseEvent event, Entry.Kind kind, Map<String, Object> detail) {
        return change(id, event, kind, detail, to -> {});
    }

    private RepairCase change(
            UUID id, CaseEvent event, Entry.Kind kind, Map<String, Object> detail, Consumer<Change> more) {
        return Objects.requireNonNull(transactions.execute(status -> {
            var now = clock.instant();
            var current = locked(id);
            CaseState state;
            try {
                state = current.state().next(event, definition);
            } catch (IllegalStateException e) {
                throw Refusal.conflict(String.valueOf(e.getMessage()));
            }
            table.add(current, entry(kind, now, detail));
            var changed = changed(current, now, to -> {
                more.accept(to);
                to.state = state;
                if (state instanceof CaseState.FollowingUp && current.state() instanceof CaseState.Helping)
                    to.helpedAt = now;
                if (state instanceof CaseState.Helping && current.state() instanceof CaseState.FollowingUp) {
                    to.reopen();
                    to.dueAt = now.plus(definition.answerWithin(definition.levelOf(current.severity())));
                }
                if (state instanceof CaseState.Closed) to.close(now, lastAnswer(current));
            });
            table.update(changed);
            return changed;
        }));
    }

    private @Nullable Double lastAnswer(RepairCase of) {
        return table.history(of).reversed().stream()
                .filter(entry -> entry.kind() == Entry.Kind.ANSWERED)
                .map(entry -> entry.detail().get("satisfaction") instanceof Number n ? n.doubleValue() : null)
                .findFirst()
                .orElse(null);
    }

    /// Who works on it; null for nobody.
    RepairCase owner(UUID id, @Nullable String account) {
        return Objects.requireNonNull(transactions.execute(status -> {
            var current = locked(id);
            if (!current.state().open()) throw Refusal.conflict("The case %s is closed.".formatted(id));
            var changed = changed(current, clock.instant(), to -> to.owner = account);
            table.update(changed);
            return changed;
        }));
    }

    /// Something is sent, or a task made; the outbox knows it under `message`, and so does the history, once.
    ///
    /// @return false when that very message stands in the history already
    /// @throws Refusal when the case is closed
    boolean sent(UUID id, Entry.Kind kind, UUID message, Map<String, Object> detail) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            var current = locked(id);
            if (!current.state().open())
                throw Refusal.conflict("The case %s is closed. Maybe open another one.".formatted(id));
            return table.add(current, new Entry(message, clock.instant(), kind, false, message, detail));
        }));
    }

    /// The person's words were calm about it; about everything where they named nothing.
    void calm(String person, String topic, Instant at) {
        transactions.executeWithoutResult(status -> {
            for (var one : lockedOf(person)) {
                var since = one.closedAt();
                boolean counts = since == null
                        || !at.isAfter(since.plus(definition.windows().reContact()));
                boolean about = topic.equals(RepairCase.NO_TOPIC) || topic.equals(one.topic());
                if (about && one.calmAt() == null && counts && at.isAfter(lastSign(one))) {
                    table.update(changed(one, one.changedAt(), to -> to.calmAt = at));
                    table.add(one, new Entry(UUID.randomUUID(), at, Entry.Kind.CALM, true, null, Map.of()));
                }
            }
        });
    }

    private Instant lastSign(RepairCase of) {
        return evidence(of).stream()
                .map(Evidence::at)
                .max(Comparator.naturalOrder())
                .orElse(of.openedAt());
    }

    void bought(String person, Instant at) {
        transactions.executeWithoutResult(status -> {
            for (var one : lockedOf(person))
                if (one.repurchasedAt() == null
                        && within(one.helpedAt(), at, definition.windows().repurchase())) {
                    table.update(changed(one, one.changedAt(), to -> to.repurchasedAt = at));
                    table.add(one, entry(Entry.Kind.BOUGHT_AGAIN, at, Map.of()));
                }
        });
    }

    private static boolean within(@Nullable Instant start, Instant at, Duration window) {
        return start != null && at.isAfter(start) && !at.isAfter(start.plus(window));
    }

    /// Forgets what was read from the person. A case that rests on nothing else ends; help that was given stays told.
    void withdrawn(String person) {
        transactions.executeWithoutResult(status -> {
            var concerned = lockedOf(person).stream()
                    .filter(one -> table.history(one).stream().anyMatch(Entry::displayed))
                    .toList();
            customers.records(person).forEach(table::forgetAffect);
            for (var one : concerned) {
                var now = clock.instant();
                var left = evidence(one);
                table.update(changed(one, now, to -> {
                    to.severity = Severity.of(definition, left, now).points();
                    to.calmAt = null;
                    if (!one.state().open() || !left.isEmpty()) return;
                    to.state = new CaseState.Closed(Outcome.WITHDRAWN);
                    to.close(now, null);
                }));
                table.add(one, entry(Entry.Kind.CONSENT_WITHDRAWN, now, Map.of()));
            }
        });
    }

    /// Ends cases whose person was asked as often as they may be and stayed silent.
    ///
    /// @return how many
    int endSilent() {
        var since = clock.instant().minus(definition.followUp().againAfter());
        var silent = table.silentSince(since, definition.followUp().mostAsks());
        silent.forEach(one -> ended(one.id(), Outcome.UNANSWERED));
        return silent.size();
    }

    /// All of one customer. Whoever changes several locks them first, so that nobody waits for another in a circle.
    private List<RepairCase> lockedOf(String person) {
        return table.lock(of(person).stream().map(RepairCase::id).toList());
    }

    private RepairCase locked(UUID id) {
        return table.lock(id).orElseThrow(() -> Refusal.notFound("There is no case %s.".formatted(id)));
    }

    private static Entry entry(Entry.Kind kind, Instant at, Map<String, Object> detail) {
        return new Entry(UUID.randomUUID(), at, kind, false, null, detail);
    }

    private static RepairCase changed(RepairCase from, Instant at, Consumer<Change> change) {
        var to = new Change(from);
        change.accept(to);
        return to.done(at);
    }

    /// A case of which some parts differ.
    private static final class Change {
        private final RepairCase from;
        private CaseState state;
        private int severity;
        private Instant dueAt;
        private @Nullable Instant helpedAt;
        private @Nullable Instant closedAt;
        private int reopened;
        private @Nullable String owner;
        private Map<Step, String> done;
        private @Nullable Instant calmAt;
        private @Nullable Instant reContactAt;
        private @Nullable Instant repurchasedAt;
        private @Nullable Double satisfaction;

        Change(RepairCase from) {
            this.from = from;
            state = from.state();
            severity = from.severity();
            dueAt = from.dueAt();
            helpedAt = from.helpedAt();
            closedAt = from.closedAt();
            reopened = from.reopened();
            owner = from.owner();
            done = from.done();
            calmAt = from.calmAt();
            reContactAt = from.reContactAt();
            repurchasedAt = from.repurchasedAt();
            satisfaction = from.satisfaction();
        }

        /// Back at its first step; whoever worked on it need not go on.
        void reopen() {
            reopened++;
            helpedAt = null;
        }

        void close(Instant at, @Nullable Double answer) {
            closedAt = at;
            satisfaction = answer;
            owner = null;
        }

        void did(Step step, String option) {
            var more = new EnumMap<Step, String>(Step.class);
            more.putAll(done);
            more.put(step, option);
            done = more;
        }

        RepairCase done(Instant changedAt) {
            return new RepairCase(
                    from.id(),
                    from.person(),
                    from.topic(),
                    from.product(),
                    from.language(),
                    state,
                    severity,
                    from.openedAt(),
                    dueAt,
                    changedAt,
                    helpedAt,
                    closedAt,
                    reopened,
                    owner,
                    done,
                    from.followUp(),
                    calmAt,
                    reContactAt,
                    repurchasedAt,
                    satisfaction);
        }
    }
}
