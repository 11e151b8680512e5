package dev.attune.server.sessions;

import dev.attune.server.decisions.DecisionLog;
import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.vault.SessionRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The sessions of a person with their seconds, moments and decisions, for copies and erasures.
@Component
class SessionsOfPersons implements PersonDataHolder {
    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final DecisionLog decisions;

    SessionsOfPersons(JdbcClient jdbc, Sessions sessions, DecisionLog decisions) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.decisions = decisions;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public Set<String> tables() {
        return Set.of("live_session", "affect_second", "moment", "decision");
    }

    @Override
    public List<SessionController.Detail> export(String person) {
        return sessions.of(person).stream()
                .map(summary -> {
                    var ref = new SessionRef(summary.session().id(), person);
                    return new SessionController.Detail(
                            summary.session(), sessions.seconds(ref), sessions.moments(ref), decisions.of(ref));
                })
                .toList();
    }

    @Override
    public Map<String, Integer> erase(String person) {
        int children = 0;
        for (var table : List.of("affect_second", "moment", "decision"))
            children += jdbc.sql("delete from %s where session_id in (select id from live_session where subject = ?)"
                            .formatted(table))
                    .param(person)
                    .update();
        int own = jdbc.sql("delete from live_session where subject = ?")
                .param(person)
                .update();
        return Map.of("live_session", own, "rows of sessions", children);
    }
}
