package dev.attune.server.sessions;

import dev.attune.server.consent.Choice;
import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.database.GroupCommit;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Modality;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Erases what was kept of a person's sessions under consent to analytics (seconds, moments, observations, pages,
/// dynamics of calls) as soon as they withdraw any of it, the pages also with the consent to use what they do, and what
/// was decided, because its reasons tell what they displayed, with the consent to adapt to any signal. That a session
/// took place stays.
@Component
class Statistics {
    private static final List<String> PAGES = ofPerson("session_page");
    private static final List<String> DECISIONS = ofPerson("decision");
    private static final List<String> ALL =
            ofPerson("affect_second", "moment", "observation_tape", "session_page", "call_dynamics");

    private final JdbcClient jdbc;
    private final GroupCommit writes;
    private final Persons persons;

    Statistics(JdbcClient jdbc, GroupCommit writes, Persons persons) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.persons = persons;
    }

    /// At once, and again behind what still waits to be written.
    @EventListener
    void erase(ConsentWithdrawn withdrawn) {
        var erased = withdrawn.choices().stream()
                .flatMap(choice -> keptUnder(choice).stream())
                .distinct()
                .toList();
        if (erased.isEmpty()) return;
        persons.find(withdrawn.subject())
                .ifPresent(person -> erased.forEach(sql -> {
                    jdbc.sql(sql).param(person).update();
                    writes.add(sql, person);
                }));
    }

    private static List<String> keptUnder(Choice choice) {
        return switch (choice.purpose()) {
            case ANALYTICS -> ALL;
            case PERSONALIZATION -> choice.modality() == Modality.BEHAVIOUR ? PAGES : DECISIONS;
            case RESEARCH, AGENT_ASSIST, BASELINE, TRAINING, SAFETY, MEDICAL, ELIGIBILITY -> List.of();
        };
    }

    private static List<String> ofPerson(String... tables) {
        return Stream.of(tables)
                .map("delete from %s where session_id in (select id from live_session where subject = ?)"::formatted)
                .toList();
    }
}
