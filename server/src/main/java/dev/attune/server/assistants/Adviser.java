package dev.attune.server.assistants;

import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.decisions.style.Tone;
import dev.attune.server.customers.CustomerAffect;
import dev.attune.server.customers.Customers;
import dev.attune.server.repair.Cases;
import dev.attune.server.repair.Drafts;
import dev.attune.server.repair.RepairCase;
import dev.attune.server.style.Styles;
import dev.attune.server.vault.Persons;
import dev.attune.server.words.Words;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import dev.attune.text.feedback.UtteranceReader;
import dev.attune.text.topics.Intent;
import dev.attune.text.topics.Urgency;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads one message, if its sender allows it, and says how to answer.
@Component
class Adviser {
    static final int LONGEST = Words.LONGEST;
    private static final String CHANNEL = "assistant";
    private static final String FALLBACK = "en";
    private static final List<String> LANGUAGES = List.of("en", "ru", "zh");
    private static final int DAYS = 1; // promised where no case says otherwise: the shortest a template knows

    private final Customers customers;
    private final CustomerAffect affect;
    private final Persons persons;
    private final Gate gate;
    private final Words words;
    private final Styles styles;
    private final Cases cases;
    private final Drafts drafts;

    Adviser(
            Customers customers,
            CustomerAffect affect,
            Persons persons,
            Gate gate,
            Words words,
            Styles styles,
            Cases cases,
            Drafts drafts) {
        this.customers = customers;
        this.affect = affect;
        this.persons = persons;
        this.gate = gate;
        this.words = words;
        this.styles = styles;
        this.cases = cases;
        this.drafts = drafts;
    }

    /// @param sender any id the person is known by
    /// @param language told by the platform; null takes the words' own
    Advice advise(String sender, String message, @Nullable String language) {
        var person = customers.find(sender).or(() -> persons.find(sender));
        var refused = refusal(sender, person.orElse(null));
        if (refused.isPresent() || person.isEmpty())
            return unread(
                    person.orElse(null), refused.orElse("nobody is known by this id"), spoken(language, FALLBACK));
        var read = words.read(message);
        var style = styles.turn(person.get(), read, null);
        tell(sender, person.get(), read);
        var tone = styles.toneOf(person.get());
        var open = open(person.get());
        var step = step(read, tone, open.isPresent());
        String spoken = spoken(language, read.reading().language().code());
        return new Advice(
                true,
                null,
                tone.id(),
                style.toMap(),
                step.id(),
                step == NextStep.REPAIR ? option(open) : null,
                say(person.get(), step, open, spoken),
                spoken,
                true);
    }

    /// Why nothing may be read; empty when it may.
    private Optional<String> refusal(String sender, @Nullable String person) {
        if (person == null) return Optional.of("nobody is known by this id");
        var subject = persons.subjectOf(person).orElse(sender);
        return switch (gate.check(new Gate.Question(subject, Purpose.PERSONALIZATION, Modality.TEXT))) {
            case Gate.Verdict.Allowed _ -> Optional.empty();
            case Gate.Verdict.Refused(var reason) -> Optional.of(reason);
        };
    }

    /// The house style; help that is under way goes on without a look at anything.
    private Advice unread(@Nullable String person, String reason, String language) {
        var open = person == null ? Optional.<RepairCase>empty() : open(person);
        var step = open.isPresent() ? NextStep.REPAIR : NextStep.ANSWER;
        return new Advice(
                false, reason, Tone.HOUSE.id(), styles.house().toMap(), step.id(), option(open), null, language, true);
    }

    private Optional<RepairCase> open(String person) {
        return cases.of(person).stream()
                .filter(one -> one.state() instanceof CaseState.Helping)
                .min(Comparator.comparing(RepairCase::dueAt));
    }

    private @Nullable String option(Optional<RepairCase> open) {
        return open.flatMap(cases::suggested).map(RepairDefinition.Option::id).orElse(null);
    }

    /// What was asked for goes before what was displayed.
    private static NextStep step(UtteranceReader.Read read, Tone tone, boolean caseOpen) {
        var topics = read.topics();
        if (topics.has(Intent.REQUEST_FOR_HUMAN) || topics.has(Intent.CHURN_THREAT)) return NextStep.HAND_OVER;
        if (topics.urgency() == Urgency.HIGH && tone == Tone.CALMING) return NextStep.HAND_OVER;
        if (caseOpen) return NextStep.REPAIR;
        if (topics.has(Intent.COMPLAINT)) return NextStep.TAKE_COMPLAINT;
        if (topics.has(Intent.THANKS)) return NextStep.THANK;
        if (topics.has(Intent.QUESTION)) return NextStep.ANSWER;
        return tone == Tone.CALMING || tone == Tone.GUIDING ? NextStep.CLARIFY : NextStep.ANSWER;
    }

    private @Nullable String say(String person, NextStep step, Optional<RepairCase> open, String language) {
        if (step == NextStep.REPAIR)
            return open.map(one -> drafts.of(one).text()).orElse(null);
        var intent = step.intent();
        if (intent == null) return null;
        return styles.draft(person, intent, Locale.of(language), Map.of("days", DAYS))
                .text();
    }

    /// Into the customer's record, coarsely, as far as they allow it.
    private void tell(String sender, String person, UtteranceReader.Read read) {
        var valence = read.topics().polarity();
        if (valence.isEmpty()) return;
        var aspects = new HashMap<String, Double>();
        read.topics().aspects().forEach(one -> aspects.merge(one.aspect(), one.polarity(), Math::min));
        affect.observed(
                persons.subjectOf(person).orElse(sender),
                new CustomerAffect.Observed(
                        CustomerAffect.Source.TEXT,
                        Modality.TEXT,
                        null,
                        CHANNEL,
                        null,
                        valence.getAsDouble(),
                        null,
                        aspects,
                        CustomerAffect.Pressing.of(
                                read.topics().intents().stream()
                                        .map(mention -> mention.intent().id())
                                        .toList(),
                                read.topics().urgency().id())));
    }

    private static String spoken(@Nullable String wanted, String otherwise) {
        String language = wanted == null || wanted.isBlank() ? otherwise : wanted.split("[-_]")[0];
        return LANGUAGES.contains(language) ? language : FALLBACK;
    }
}
