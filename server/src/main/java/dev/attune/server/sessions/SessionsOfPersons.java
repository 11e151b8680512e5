package dev.attune.server.sessions;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.attune.fusion.replay.ObservationTape;
import dev.attune.server.decisions.DecisionLog;
import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.vault.SessionRef;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The sessions of a person with their seconds, moments, decisions and the dynamics of calls, for copies and erasures.
@Component
class SessionsOfPersons implements PersonDataHolder {
    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final DecisionLog decisions;
    private final ObservationLog observations;

    SessionsOfPersons(JdbcClient jdbc, Sessions sessions, DecisionLog decisions, ObservationLog observations) {
        this.observations = observations;
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
        return Set.of(
                "live_session",
                "affect_second",
                "moment",
                "decision",
                "observation_tape",
                "session_page",
                "call_dynamics");
    }

    /// @param observations the file that `attune replay` reads, in Base64; empty when none were kept
    record Copy(@JsonUnwrapped SessionController.Detail session, String observations) {}

    @Override
    public List<Copy> export(String person) {
        return sessions.of(person).stream()
                .map(summary -> {
                    var ref = new SessionRef(summary.session().id(), person);
                    var tapes = observations.of(ref);
                    var detail = new SessionController.Detail(
                            summary.session(),
                            !tapes.isEmpty(),
                            observations.pages(ref),
                            sessions.seconds(ref),
                            sessions.moments(ref),
                            decisions.of(ref),
                            sessions.conversation(ref).orElse(null));
                    var file = tapes.isEmpty() ? "" : Base64.getEncoder().encodeToString(ObservationTape.file(tapes));
                    return new Copy(detail, file);
                })
                .toList();
    }

    @Override
    public Set<String> ids(String person) {
        return sessions.of(person).stream()
                .map(summary -> summary.session().id().toString())
                .collect(Collectors.toSet());
    }

    @Override
    public Map<String, Integer> erase(String person) {
        int children = 0;
        for (var table :
                List.of("affect_second", "moment", "decision", "observation_tape", "session_page", "call_dynamics"))
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
