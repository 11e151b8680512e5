package dev.attune.server.warning;

import dev.attune.decisions.warning.FallDetector;
import dev.attune.decisions.warning.NegativeShare;
import dev.attune.policy.aggregates.SmallCells;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.customers.CustomerEventsStored;
import dev.attune.server.customers.NewsLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Follows every rule with every reading as it arrives, on the thread that tells of events, which keeps
/// their order.
@Component
class Watch {
    /// What is older is history: it tells what is usual, and alarms nobody.
    private static final Duration NEWS = Duration.ofDays(3);

    private static final String LISTENER = "warning";

    /// A server that was killed is started again sooner; who hears of an alert twice takes it once.
    private static final Duration PERHAPS_UNHEARD = Duration.ofHours(1);

    private final NewsLog news;
    private final AlertTable table;
    private final Tellings tellings;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;
    private final int k;

    Watch(
            NewsLog news,
            AlertTable table,
            Tellings tellings,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            InstantSource clock,
            @Value("${attune.aggregates.k:" + SmallCells.USUAL_FLOOR + "}") int k) {
        this.news = news;
        this.table = table;
        this.tellings = tellings;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        this.k = k;
    }

    /// How far a rule has come with one person or thing.
    ///
    /// @param people some of those whose readings fell, as many as the floor asks for; hashes of random ids
    record State(FallDetector.@Nullable State fall, NegativeShare.@Nullable State share, Set<Integer> people) {
        static final State FIRST = new State(null, null, Set.of());

        State {
            people = Set.copyOf(people);
        }
    }

    /// @param evidence of an alarm; null when there is none
    private record Step(State state, @Nullable Evidence evidence, double strength) {}

    private record Reading(CustomerEvent event, double value) {}

    @EventListener
    void follow(CustomerEventsStored stored) {
        if (table.rules().stream().noneMatch(AlertRule::enabled)) return; // no transaction for nobody
        var raised = new ArrayList<AlertTable.Stored>();
        transactions.executeWithoutResult(status -> {
            raised.clear();
            if (!news.isNew(LISTENER, stored)) {
                // told again after a kill: what came of it stands, but perhaps nobody heard of it
                raised.addAll(table.raisedSince(clock.instant().minus(PERHAPS_UNHEARD)));
                return;
            }
            for (var rule : table.rules()) {
                if (!rule.enabled()) continue;
                var readings = readings(rule, stored.events());
                if (!readings.isEmpty()) raised.addAll(follow(rule, readings));
            }
        });
        for (var alert : raised)
            events.publishEvent(new AlertRaised(new Alert(
                    alert.id(),
                    alert.ruleName(),
                    alert.scope(),
                    alert.raisedAt(),
                    alert.strength(),
                    alert.evidence().sentence())));
    }

    private List<AlertTable.Stored> follow(AlertRule rule, Map<String, List<Reading>> readings) {
        var states = new LinkedHashMap<String, State>();
        var before = table.states(rule.id(), readings.keySet(), State.class);
        var fresh = new ArrayList<AlertTable.Stored>();
        readings.forEach((scope, list) -> {
            var state = before.getOrDefault(scope, State.FIRST);
            for (var reading : list) {
                var step = next(rule, state, reading);
                state = step.state();
                if (step.evidence() != null
                        && reading.event().at().isAfter(clock.instant().minus(NEWS)))
                    alert(rule, scope, reading.event(), step).ifPresent(fresh::add);
            }
            states.put(scope, state);
        });
        table.save(rule.id(), states, clock.instant());
        for (var alert : fresh) tellings.tell(rule, alert);
        return fresh;
    }

    private static Map<String, List<Reading>> readings(AlertRule rule, List<CustomerEvent> events) {
        var readings = new LinkedHashMap<String, List<Reading>>();
        for (var event : events) {
            var value = rule.signal().reading(event);
            if (value.isEmpty()) continue;
            rule.watches()
                    .of(event)
                    .ifPresent(scope -> readings.computeIfAbsent(scope, each -> new ArrayList<>())
                            .add(new Reading(event, value.getAsDouble())));
        }
        return readings;
    }

    private Step next(AlertRule rule, State state, Reading reading) {
        var people = rule.watches() == Watched.PERSON ? Set.<Integer>of() : with(state.people(), reading);
        boolean enough = rule.watches() == Watched.PERSON || people.size() >= k;
        return switch (rule.detector()) {
            case Detector.Fall fall -> fall(rule, fall.detector(rule.signal()), state, reading, people, enough);
            case Detector.Share share -> share(rule, share, state, reading, people, enough);
        };
    }

    private static Step fall(
            AlertRule rule, FallDetector detector, State state, Reading reading, Set<Integer> people, boolean enough) {
        var before = Objects.requireNonNullElse(state.fall(), FallDetector.State.FIRST);
        var at = reading.event().at();
        var step = detector.next(before, reading.value(), at);
        if (step.alarm().isEmpty()) {
            boolean falling = step.state().gathered() > 0;
            return new Step(new State(step.state(), null, falling ? people : Set.of()), null, 0);
        }
        if (!enough) return new Step(new State(detector.heldBack(before, reading.value(), at), null, people), null, 0);
        var alarm = step.alarm().get();
        return new Step(
                new State(step.state(), null, Set.of()),
                new Evidence(
                        "fall",
                        rule.signal().id(),
                        alarm.before(),
                        alarm.now(),
                        alarm.since(),
                        alarm.usual(),
                        alarm.lately()),
                alarm.strength());
    }

    private Step share(
            AlertRule rule, Detector.Share share, State state, Reading reading, Set<Integer> people, boolean enough) {
        var before = Objects.requireNonNullElse(state.share(), NegativeShare.State.FIRST);
        var at = reading.event().at();
        var step = share.rule().next(before, rule.signal().isNegative(reading.value()), at);
        var hours = step.state().hours();
        boolean begins = hours.size() == 1 && hours.getFirst().readings() == 1;
        var known = begins ? with(Set.of(), reading) : people;
        if (step.alarm().isEmpty()) return new Step(new State(null, step.state(), known), null, 0);
        if (!enough) return new Step(new State(null, new NegativeShare.State(hours, false), known), null, 0);
        var alarm = step.alarm().get();
        return new Step(
                new State(null, step.state(), known),
                new Evidence(
                        "share",
                        rule.signal().id(),
                        share.share(),
                        alarm.share(),
                        at.minus(Duration.ofHours(share.windowHours())),
                        0,
                        alarm.readings()),
                alarm.share() / share.share());
    }

    private Set<Integer> with(Set<Integer> people, Reading reading) {
        if (people.size() >= k) return people;
        var more = new LinkedHashSet<>(people);
        more.add(reading.event().person().hashCode());
        return more;
    }

    /// Empty when it joins one that stands, or its person was erased.
    private Optional<AlertTable.Stored> alert(AlertRule rule, String scope, CustomerEvent event, Step step) {
        var now = clock.instant();
        var standing = table.standing(rule.id(), scope, now.minus(rule.grouping()));
        if (standing.isPresent()) {
            table.again(standing.get(), now, step.strength());
            return Optional.empty();
        }
        var alert = new AlertTable.Stored(
                UUID.randomUUID(),
                rule.id(),
                rule.name(),
                scope,
                rule.watches() == Watched.PERSON ? event.person() : null,
                now,
                now,
                1,
                step.strength(),
                Objects.requireNonNull(step.evidence()),
                null,
                null);
        return table.add(alert) ? Optional.of(alert) : Optional.empty();
    }
}
