package dev.attune.server.workspace;

import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.customers.Customers;
import dev.attune.server.repair.Cases;
import dev.attune.server.repair.Drafts;
import dev.attune.server.repair.Entry;
import dev.attune.server.repair.RepairCase;
import dev.attune.server.style.Styles;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gathers what helps to help. Affect is read under the purpose of assisting agents, each time it is shown.
@Component
class Workspace {
    private static final int MOST_ROWS = 100; // of the inbox
    private static final int MOST_EVENTS = 200; // of one customer
    private static final Duration SHOWN = Duration.ofDays(30);
    private static final Duration WARM = Duration.ofDays(2); // a conversation somebody may still be waiting in
    private static final List<Modality> READ = List.of(Modality.TEXT, Modality.VOICE, Modality.FACE);
    private static final String MODALITY = "modality"; // of an event of affect

    private final Cases cases;
    private final Drafts drafts;
    private final Customers customers;
    private final Conversations conversations;
    private final Styles styles;
    private final Persons persons;
    private final Gate gate;
    private final InstantSource clock;

    Workspace(
            Cases cases,
            Drafts drafts,
            Customers customers,
            Conversations conversations,
            Styles styles,
            Persons persons,
            Gate gate,
            InstantSource clock) {
        this.cases = cases;
        this.drafts = drafts;
        this.customers = customers;
        this.conversations = conversations;
        this.styles = styles;
        this.persons = persons;
        this.gate = gate;
        this.clock = clock;
    }

    /// @param caseId null for a conversation without a case
    /// @param level of the case; null without one
    /// @param dueAt of the case; null without one
    /// @param channel of the last event; null where nobody said
    /// @param lastAt when something came last
    /// @param step the next step of the case, or `answer`
    /// @param suggested what is suggested there; null where nothing is
    /// @param valences of the last days, the oldest first; empty where they may not be shown
    record InboxRow(
            String person,
            String subject,
            @Nullable UUID caseId,
            String topic,
            @Nullable String level,
            @Nullable Instant dueAt,
            boolean overdue,
            @Nullable String channel,
            Instant lastAt,
            String step,
            @Nullable String suggested,
            List<Double> valences) {}

    /// @param type of the event, for example `page` or `affect:text`
    /// @param channel null where nobody said
    /// @param product null where nobody said
    /// @param modality what it was read from; null for what was done or answered
    /// @param valence in [-1, 1]; null for what was done or answered
    /// @param answer on the scale of its question; null for anything else
    record Point(
            Instant at,
            String type,
            @Nullable String channel,
            @Nullable String product,
            @Nullable String modality,
            @Nullable Double valence,
            @Nullable Double answer) {}

    /// @param reason why it may not be shown; null when it may
    record Shown(String modality, @Nullable String reason) {}

    /// What was done before for this customer.
    ///
    /// @param outcome null while it is not known
    record Tried(
            UUID caseId,
            String topic,
            Instant at,
            String step,
            String option,
            @Nullable String outcome) {}

    /// @param option what could be done, by its id; null where nothing is suggested
    /// @param draft what could be said
    record Suggestion(
            UUID caseId,
            String topic,
            String step,
            @Nullable String option,
            String draft,
            String language) {}

    /// @param shown which modalities may be shown, and which not
    /// @param timeline what happened of late
    /// @param openCases their ids
    /// @param tone in which to speak, for example `calming`
    /// @param style of a message now, each trait by its name
    /// @param suggestion null when no case is open
    record CustomerPanel(
            String person,
            String subject,
            List<Shown> shown,
            List<Point> timeline,
            List<UUID> openCases,
            List<Tried> tried,
            String tone,
            Map<String, Object> style,
            @Nullable Suggestion suggestion) {}

    /// Cases by their due time, then conversations of the last days by their latest turn.
    List<InboxRow> inbox() {
        var open = cases.open(MOST_ROWS);
        var known = open.stream()
                .map(one -> customers.canonical(one.person()))
                .collect(Collectors.toCollection(HashSet::new));
        var ofConversations = conversations.since(clock.instant().minus(WARM), MOST_ROWS).stream()
                .filter(conversation -> known.add(customers.canonical(conversation.person())))
                .map(this::row);
        return Stream.concat(open.stream().map(this::row), ofConversations)
                .limit(MOST_ROWS)
                .toList();
    }

    private InboxRow row(RepairCase one) {
        boolean helping = one.state() instanceof CaseState.Helping;
        return new InboxRow(
                one.person(),
                subject(one.person()),
                one.id(),
                one.topic(),
                cases.severity(one).level().id(),
                one.dueAt(),
                helping && one.dueAt().isBefore(clock.instant()),
                null,
                one.changedAt(),
                one.state().id(),
                cases.suggested(one).map(RepairDefinition.Option::id).orElse(null),
                valences(one.person()));
    }

    private InboxRow row(Conversations.Conversation conversation) {
        return new InboxRow(
                conversation.person(),
                subject(conversation.person()),
                null,
                RepairCase.NO_TOPIC,
                null,
                null,
                false,
                conversation.channel(),
                conversation.lastAt(),
                "answer",
                null,
                valences(conversation.person()));
    }

    private List<Double> valences(String person) {
        return timeline(person, gates(person)).reversed().stream()
                .map(Point::valence)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /// @param anyId the random id, or any other
    Optional<CustomerPanel> panel(String anyId) {
        return customers
                .find(anyId)
                .or(() -> persons.find(anyId))
                .or(() -> persons.subjectOf(anyId).map(subject -> anyId))
                .map(this::of);
    }

    private CustomerPanel of(String person) {
        var gates = gates(person);
        var own = cases.of(person);
        var suggestion = own.stream()
                .filter(one -> one.state() instanceof CaseState.Helping)
                .min(Comparator.comparing(RepairCase::dueAt))
                .map(this::suggestion);
        return new CustomerPanel(
                person,
                subject(person),
                gates.entrySet().stream()
                        .map(one -> new Shown(one.getKey().id(), one.getValue().orElse(null)))
                        .toList(),
                timeline(person, gates),
                own.stream()
                        .filter(one -> one.state().open())
                        .map(RepairCase::id)
                        .toList(),
                tried(own),
                styles.toneOf(person).id(),
                styles.styleFor(person).toMap(),
                suggestion.orElse(null));
    }

    private Suggestion suggestion(RepairCase one) {
        var draft = drafts.of(one);
        return new Suggestion(
                one.id(),
                one.topic(),
                one.state().id(),
                cases.suggested(one).map(RepairDefinition.Option::id).orElse(null),
                draft.text(),
                draft.language());
    }

    /// By modality, why it may not be shown; empty where it may.
    private Map<Modality, Optional<String>> gates(String person) {
        var subject = persons.subjectOf(person);
        var gates = new EnumMap<Modality, Optional<String>>(Modality.class);
        for (var modality : READ)
            gates.put(
                    modality,
                    subject.isEmpty()
                            ? Optional.of("nobody is known by this id")
                            : switch (gate.check(new Gate.Question(subject.get(), Purpose.AGENT_ASSIST, modality))) {
                                case Gate.Verdict.Allowed _ -> Optional.empty();
                                case Gate.Verdict.Refused(var reason) -> Optional.of(reason);
                            });
        return gates;
    }

    /// The latest first. What was displayed is left out where the customer does not allow this look at it.
    private List<Point> timeline(String person, Map<Modality, Optional<String>> gates) {
        var now = clock.instant();
        return customers.timeline(person, now.minus(SHOWN), now.plusSeconds(1), MOST_EVENTS).stream()
                .filter(event -> mayShow(event, gates))
                .map(event -> new Point(
                        event.at(),
                        event.type(),
                        event.channel(),
                        event.product(),
                        event.properties().get(MODALITY) instanceof String modality ? modality : null,
                        event.valence(),
                        event.score()))
                .toList();
    }

    private static boolean mayShow(CustomerEvent event, Map<Modality, Optional<String>> gates) {
        if (!event.type().startsWith(CustomerEvent.AFFECT)) return true; // done or answered: no reading of the person
        return gates.entrySet().stream()
                .anyMatch(gate -> gate.getKey().id().equals(event.properties().get(MODALITY))
                        && gate.getValue().isEmpty());
    }

    private List<Tried> tried(List<RepairCase> own) {
        var tried = new ArrayList<Tried>();
        for (var one : own) {
            var outcome = one.state() instanceof CaseState.Closed(var end) ? end.id() : null;
            for (var entry : cases.history(one))
                if (entry.kind() == Entry.Kind.STEP)
                    tried.add(new Tried(
                            one.id(),
                            one.topic(),
                            entry.at(),
                            String.valueOf(entry.detail().get("step")),
                            String.valueOf(entry.detail().get("option")),
                            outcome));
        }
        tried.sort(Comparator.comparing(Tried::at).reversed());
        return tried;
    }

    private String subject(String person) {
        return persons.subjectOf(person).orElse(person);
    }
}
