package dev.attune.server.ranking;

import dev.attune.decisions.ranking.Event;
import dev.attune.decisions.ranking.EventConflict;
import dev.attune.decisions.ranking.LoggedDecision;
import dev.attune.decisions.ranking.Mode;
import dev.attune.decisions.ranking.RankRequest;
import dev.attune.decisions.ranking.Ranker;
import dev.attune.decisions.ranking.Reward;
import dev.attune.decisions.ranking.Standing;
import dev.attune.server.access.Tenants;
import dev.attune.server.experiments.Assigned;
import dev.attune.server.experiments.Experiments;
import dev.attune.server.policy.Switches;
import dev.attune.server.problems.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Rank, reward, activate, and what time does by itself.
@Component
public class Rankings {
    private static final int MOST_REWARDS = 100; // of one decision, those that do not count among them
    private static final int MOST_DUE = 2_000; // settled in one go, per tenant

    private final Policies policies;
    private final People people;
    private final Journal journal;
    private final Switches switches;
    private final Tenants tenants;
    private final InstantSource clock;
    private final Experiments experiments;
    private final SeenEvents seen;
    private final Unwritten unwritten;
    private final Requests requests;

    Rankings(
            Policies policies,
            People people,
            Journal journal,
            Switches switches,
            Tenants tenants,
            InstantSource clock,
            Experiments experiments,
            SeenEvents seen,
            Unwritten unwritten) {
        this.unwritten = unwritten;
        this.experiments = experiments;
        this.seen = seen;
        this.policies = policies;
        this.people = people;
        this.journal = journal;
        this.switches = switches;
        this.tenants = tenants;
        this.clock = clock;
        this.requests = new Requests(people, clock);
    }

    /// @param eventId by which rewards come back
    /// @param slotId as asked
    /// @param personal whether the person was recognised
    /// @param withheld names of features that were not read for lack of consent
    /// @param unread names of features that the policy does not declare; they are not kept
    /// @param arm that an experiment dealt this person; null when none does
    public record Answer(
            String eventId,
            String slotId,
            String policy,
            int version,
            LoggedDecision decision,
            boolean personal,
            List<String> withheld,
            List<String> unread,
            @Nullable Assigned arm) {}

    /// What became of a reward or an activation.
    ///
    /// @param kept why it was only kept; null when it counted
    public record Received(String slotId, @Nullable String kept) {}

    /// @throws Refusal when the question is none, the policy unknown, or the event was asked before with
    ///     another body
    public Answer rank(Question question) {
        try {
            return answer(
                    question, question.eventId() == null ? UUID.randomUUID().toString() : question.eventId());
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /// One question per place on a page, answered in order: what an earlier place shows, a later one
    /// does not.
    ///
    /// @param questions of one event
    public List<Answer> rankAll(List<Question> questions) {
        var taken = new HashSet<String>();
        var answers = new ArrayList<Answer>();
        for (var question : questions) {
            var answer = rank(question.alsoExcluding(taken));
            answer.decision().chosen().ifPresent(taken::add);
            answers.add(answer);
        }
        return answers;
    }

    private Answer answer(Question question, String eventId) {
        long began = System.nanoTime();
        var live = policies.get(question.policy());
        var policy = live.policy();
        var arm = dealt(policy, question);
        var person = recognised(question);
        var withheld = requests.withheld(question, policy);
        var key = new Journal.Key(eventId, question.slotId());
        var request = requests.of(question, key.id(), person.orElse("event:" + eventId), policy, withheld);
        var before = question.eventId() == null || !seen.mayHave(key) ? Optional.<Journal.Entry>empty() : entry(key);
        var entry = before.isPresent()
                ? again(before.get(), request)
                : store(live, policy, key, question, person, decide(live, policy, question, request, person, arm))
                        .orElse(null);
        if (entry == null) return answer(question, eventId); // they are nobody known any more
        if (before.isEmpty())
            arm.ifPresent(dealt -> experiments.decided(
                    dealt, key.id(), !question.deferred(), Duration.ofNanos(System.nanoTime() - began)));
        return new Answer(
                eventId,
                question.slotId(),
                entry.policy(),
                entry.version(),
                entry.event().decision(),
                person.isPresent(),
                withheld,
                policy.slot().schema().unread(question.context()),
                arm.orElse(null));
    }

    private Optional<String> recognised(Question question) {
        return question.subject() == null ? Optional.empty() : people.recognise(question.subject());
    }

    /// Only while the learner leads: else the arms would not differ.
    private Optional<Assigned> dealt(Policy policy, Question question) {
        var experiment = policy.settings().experiment();
        return experiment == null || question.subject() == null || mode(policy) != Mode.ONLINE
                ? Optional.empty()
                : experiments.deal(experiment, question.subject(), question.groups());
    }

    private LoggedDecision decide(
            Live live,
            Policy policy,
            Question question,
            RankRequest request,
            Optional<String> person,
            Optional<Assigned> arm) {
        var known = person.map(id -> people.of(id, live));
        var learning = live.learning();
        var standing = new Standing(
                arm.filter(Assigned::control).isPresent() ? Mode.BASELINE : mode(policy),
                learning.beliefs(
                        policy.settings(),
                        question.segment(),
                        known.map(People.Known::deviation).orElse(null)),
                learning.budget(),
                learning.stopped(),
                known.map(People.Known::showings).orElse(List.of()));
        return Ranker.rank(arm.isPresent() ? policy.dealtSlot() : policy.slot(), standing, request);
    }

    /// Empty when the person may not be recognised any more: who erases their rows holds the lock, too, and finds every
    /// row that was stored before; none must come behind.
    private Optional<Journal.Entry> store(
            Live live,
            Policy policy,
            Journal.Key key,
            Question question,
            Optional<String> person,
            LoggedDecision decision) {
        live.lock.lock();
        try {
            // asked twice at the same time: the other may be decided, even written, since this one was looked up;
            // nobody asks twice by an id of ours
            boolean named = question.eventId() != null;
            var other = named && seen.mayHave(key) ? entry(key) : Optional.<Journal.Entry>empty();
            if (other.isPresent()) return Optional.of(again(other.get(), decision.request()));
            if (person.isPresent() && !person.equals(recognised(question))) return Optional.empty();
            var fresh = new Journal.Entry(
                    key,
                    policy.id(),
                    policy.version(),
                    policy.model(),
                    person.orElse(null),
                    question.segment(),
                    live.learning().place() + 1,
                    Event.of(decision),
                    null,
                    null);
            var written = journal.decided(fresh, policy.slot().rewards().window());
            live.decided(decision);
            seen.add(key);
            unwritten.keepUntil(written, fresh);
            person.ifPresent(id -> people.shown(id, live, fresh));
            saveWhenWorth(live);
            return Optional.of(fresh);
        } finally {
            live.lock.unlock();
        }
    }

    /// The entry, if it answers the same question.
    private static Journal.Entry again(Journal.Entry known, RankRequest request) {
        try {
            known.event().answer(request);
            return known;
        } catch (EventConflict e) {
            throw Refusal.conflict(String.valueOf(e.getMessage()));
        }
    }

    private Mode mode(Policy policy) {
        return switches.stoppingPolicy(policy.id()).isPresent() ? Mode.KILLED : policy.mode();
    }

    /// Waits until it is on disk.
    ///
    /// @param value in [0, 1]
    /// @throws Refusal 404 when there is no such event, 400 when the value is none
    public Received reward(String eventId, String slotId, double value) {
        return reward(eventId, slotId, value, Map.of());
    }

    /// @param parts of which the value was made, by their metrics; empty when it came as one number
    Received reward(String eventId, String slotId, double value, Map<String, Double> parts) {
        if (!(value >= 0 && value <= 1))
            throw Refusal.badRequest(
                    "a reward must be in 0..1, got %s. Maybe divide by the largest there can be.".formatted(value));
        var now = clock.instant();
        var key = new Journal.Key(eventId, slotId);
        var changed = change(
                key,
                (entry, policy) -> entry.event().rewards().size() < MOST_REWARDS
                        ? entry.event().reward(policy.slot(), new Reward(now, value))
                        : new Event.Step(entry.event(), Optional.empty(), Optional.of("rewarded too often")));
        if (changed.countsForExperiment()) tellExperiment(key, value, parts);
        return changed.received();
    }

    private void tellExperiment(Journal.Key key, double value, Map<String, Double> parts) {
        if (parts.isEmpty()) experiments.earned(key.id(), null, value);
        else parts.forEach((metric, part) -> experiments.earned(key.id(), metric, part));
    }

    /// It was really shown; the reward clock starts. Waits until that is on disk.
    public Received activate(String eventId, String slotId) {
        var now = clock.instant();
        var key = new Journal.Key(eventId, slotId);
        var changed = change(key, (entry, policy) -> {
            var step = entry.event().activate(policy.slot(), now);
            return step.event().status() == Event.Status.EXPIRED
                    ? new Event.Step(step.event(), step.settles(), Optional.of("not shown within the window"))
                    : step;
        });
        if (changed.countsForExperiment()) experiments.shown(key.id());
        return changed.received();
    }

    /// The slots of an event of several, in no order.
    ///
    /// @throws Refusal 404 when there is none
    public Set<String> slots(String eventId) {
        var slots = new LinkedHashSet<String>();
        for (var waiting : unwritten.which(entry -> entry.key().eventId().equals(eventId)))
            slots.add(waiting.key().slotId());
        for (var key : journal.keys(eventId)) slots.add(key.slotId());
        slots.remove("");
        if (slots.isEmpty()) throw unknown(eventId);
        return slots;
    }

    /// Whom an event is about, as random ids; empty when nobody known, or when there is no such event.
    Set<String> people(String eventId) {
        var people = new HashSet<String>();
        for (var waiting : unwritten.which(entry -> entry.key().eventId().equals(eventId)))
            if (waiting.person() != null) people.add(waiting.person());
        people.addAll(journal.people(eventId));
        return people;
    }

    /// A decision with its life, for whoever asks why.
    Journal.Entry find(String eventId, String slotId) {
        return entry(new Journal.Key(eventId, slotId)).orElseThrow(() -> unknown(eventId));
    }

    private interface Change {
        Event.Step of(Journal.Entry entry, Policy policy);
    }

    /// @param inExperiment whether the policy's decisions are dealt by one
    private record Changed(Received received, boolean inExperiment) {
        boolean countsForExperiment() {
            return inExperiment && received.kept() == null;
        }
    }

    private Changed change(Journal.Key key, Change change) {
        var entry = entry(key).orElseThrow(() -> unknown(key.eventId()));
        var live = policies.get(entry.policy());
        Step done;
        live.lock.lock();
        try {
            done = changed(live, entry(key).orElseThrow(() -> unknown(key.eventId())), change);
        } finally {
            live.lock.unlock();
        }
        done.written().ifPresent(Journal::await);
        return new Changed(
                new Received(key.slotId(), done.kept().orElse(null)),
                live.policy().settings().experiment() != null);
    }

    private record Step(Optional<CompletableFuture<Void>> written, Optional<String> kept) {}

    private Step changed(Live live, Journal.Entry entry, Change change) {
        var policy = live.policy();
        var step = change.of(entry, policy);
        if (step.event().equals(entry.event())) return new Step(Optional.empty(), step.kept());
        // what was decided with other features does not fit the present model
        var lesson = entry.model() == policy.model()
                ? step.settles().flatMap(settlement -> live.learned(settlement, entry.segment()))
                : Optional.<Live.Lesson>empty();
        var next = entry.with(
                step.event(),
                lesson.map(Live.Lesson::place).orElse(entry.learnedAs()),
                lesson.map(taught -> taught.row().epoch()).orElse(entry.epoch()));
        var written = journal.changed(next, policy.slot().rewards().window());
        unwritten.keepUntil(written, next);
        var person = entry.person();
        if (person != null) {
            lesson.ifPresent(taught -> people.learned(person, live, taught.row(), next));
            if (entry.event().shownAt() == null) people.shown(person, live, next);
        }
        saveWhenWorth(live);
        return new Step(Optional.of(written), step.kept());
    }

    private Optional<Journal.Entry> entry(Journal.Key key) {
        return unwritten.find(key).or(() -> journal.find(key));
    }

    /// Waits until none of these waits. Whoever holds their policy's lock has all of them in the log then, and what was
    /// removed from there cannot come back.
    void settle(Predicate<Journal.Entry> wanted) {
        if (unwritten.has(wanted)) journal.settle();
    }

    private void saveWhenWorth(Live live) {
        var now = clock.instant();
        if (live.isWorthSaving(now)) journal.save(live.policy(), live.learning(), live.nextRevision(now));
    }

    private static Refusal unknown(String eventId) {
        return Refusal.notFound(
                "There is no event '%s'. Maybe it was decided longer ago than the log is kept, or the server was killed right after it."
                        .formatted(eventId));
    }

    /// Settles what is due, lets models fade, writes down what was learned since.
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "${attune.ranking.every:PT5S}")
    void tick() {
        tenants.each("closing reward windows", () -> tick(clock.instant()));
    }

    private void tick(Instant now) {
        for (var key : journal.due(now, MOST_DUE)) close(key, now);
        for (var live : policies.all()) {
            live.lock.lock();
            try {
                if (live.age(now) || live.isLongUnsaved(now))
                    journal.save(live.policy(), live.learning(), live.nextRevision(now));
            } finally {
                live.lock.unlock();
            }
        }
    }

    private void close(Journal.Key key, Instant now) {
        var entry = entry(key);
        if (entry.isEmpty()) return;
        var live = policies.find(entry.get().policy());
        if (live.isEmpty()) return;
        live.get().lock.lock();
        try {
            entry(key).ifPresent(current -> {
                var step = changed(
                        live.get(), current, (each, policy) -> each.event().close(policy.slot(), now));
                // somebody made the window longer meanwhile: ask again when that has passed
                if (step.written().isEmpty())
                    journal.changed(
                            current, live.get().policy().slot().rewards().window());
            });
        } finally {
            live.get().lock.unlock();
        }
    }
}
