package dev.attune.server.repair;

import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.Evidence;
import dev.attune.decisions.repair.FollowUpStyle;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.decisions.repair.Severity;
import dev.attune.decisions.style.StyleLinter;
import dev.attune.decisions.style.StyleReading;
import dev.attune.decisions.style.Tone;
import dev.attune.server.problems.Refusal;
import dev.attune.server.style.StyledMessage;
import dev.attune.server.style.Styles;
import dev.attune.text.topics.TopicDictionary;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// What could be said at the next step of a case, in the language and tone of its person.
@Component
public class Drafts {
    static final String FOLLOW_UP = "follow-up";
    private static final double DISPLAYED = 0.5; // as in Stylist: below nothing counts as known

    private final Cases cases;
    private final Styles styles;
    private final RepairDefinition definition;
    private final InstantSource clock;
    private final TopicDictionary topics = TopicDictionary.bundled();

    Drafts(Cases cases, Styles styles, RepairDefinition definition, InstantSource clock) {
        this.cases = cases;
        this.styles = styles;
        this.definition = definition;
        this.clock = clock;
    }

    /// For the step the case waits for.
    public StyledMessage of(RepairCase one) {
        return switch (one.state()) {
            case CaseState.Helping(var step) -> {
                hear(one);
                yield draft(one, step.intent());
            }
            case CaseState.FollowingUp _ -> draft(one, FOLLOW_UP);
            case CaseState.Closed _ ->
                throw Refusal.conflict("The case %s is closed; there is nothing more to say.".formatted(one.id()));
        };
    }

    private StyledMessage draft(RepairCase one, String intent) {
        if (one.followUp() == FollowUpStyle.PLAIN && intent.equals(FOLLOW_UP)) styles.turn(one.person(), calm());
        return styles.draft(one.person(), intent, Locale.of(one.language()), values(one));
    }

    private Map<String, Object> values(RepairCase one) {
        return one.topic().equals(RepairCase.NO_TOPIC)
                ? Map.of("days", days(one))
                : Map.of("topic", topic(one), "days", days(one));
    }

    /// A conversation ends with a silence, and a case outlasts it. What opened the case is heard as its first turn, as
    /// sure as the evidence is heavy; nothing is mirrored that rests on an answer or a report alone.
    private void hear(RepairCase one) {
        if (styles.toneOf(one.person()) != Tone.HOUSE) return;
        var displayed = cases.history(one).stream()
                .filter(entry -> entry.kind() == Entry.Kind.EVIDENCE && entry.displayed())
                .map(Sign::evidence)
                .toList();
        var latest = displayed.stream().max(Comparator.comparing(Evidence::at));
        if (latest.isEmpty() || one.calmAt() != null) return;
        double sure = Severity.of(definition, displayed, clock.instant()).points() / 100.0;
        if (sure >= DISPLAYED)
            styles.turn(one.person(), new StyleReading(latest.get().strength(), Double.NaN, Double.NaN, sure));
    }

    private static StyleReading calm() {
        return new StyleReading(0, 0, 0, 1);
    }

    /// In the language of the person; a house's own topics have no other name.
    private String topic(RepairCase one) {
        return topics.name(one.topic(), one.language());
    }

    /// Until it is due, rounded up; what is overdue is done tomorrow.
    private int days(RepairCase one) {
        var left = Duration.between(clock.instant(), one.dueAt());
        return (int)
                Math.max(1, Math.ceilDiv(left.toMinutes(), Duration.ofDays(1).toMinutes()));
    }

    /// What in a text must not be sent, whoever wrote it. Length is the writer's own business.
    List<StyleLinter.Violation> objections(RepairCase one, String text) {
        return StyleLinter.check(one.language(), styles.styleFor(one.person()), text).stream()
                .filter(violation -> !violation.rule().startsWith("too-"))
                .toList();
    }
}
