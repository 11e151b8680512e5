package dev.attune.server.decisions;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.attune.decisions.Clause;
import dev.attune.decisions.Decision;
import dev.attune.decisions.DecisionEvent;
import dev.attune.server.database.GroupCommit;
import dev.attune.server.vault.SessionRef;
import dev.attune.server.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Every decision with what it saw, how it ended, and what people said about it.
@Component
public class DecisionLog {
    private final JdbcClient jdbc;
    private final GroupCommit writes;
    private final JsonMapper json;
    private final Vault vault;
    private final ApplicationEventPublisher events;

    DecisionLog(JdbcClient jdbc, GroupCommit writes, JsonMapper json, Vault vault, ApplicationEventPublisher events) {
        this.events = events;
        this.jdbc = jdbc;
        this.writes = writes;
        this.json = json;
        this.vault = vault;
    }

    /// As pages see an action.
    ///
    /// @param actionClass the name of its [dev.attune.decisions.ActionClass]
    /// @param parameters of the action, by name
    public record ActionView(
            String id, @JsonProperty("class") String actionClass, Map<String, Object> parameters) {}

    /// What of a decision is kept under the person's key: it tells what they displayed.
    private record SealedDecision(String rule, ActionView action, String reason, List<Clause> clauses) {}

    /// A decision of a past session.
    ///
    /// @param playbook its id
    /// @param reason in words for the person
    /// @param fallback what was done where the action could not be
    /// @param verdict `right`, `wrong` or `undo`, as the person said; null where they did not
    public record Logged(
            String id,
            double atMs,
            String playbook,
            int version,
            String rule,
            ActionView action,
            String reason,
            List<Clause> clauses,
            double propensity,
            String fallback,
            @Nullable Double endedAtMs,
            @Nullable String endReason,
            @Nullable String verdict) {}

    public static ActionView view(Decision decision) {
        var action = decision.action();
        return new ActionView(action.id(), action.actionClass().name(), action.parameters());
    }

    /// @param reason in the language of the session
    public void decided(SessionRef session, Decision decision, String reason) {
        writes.add(
                """
                insert into decision (session_id, id, at_ms, playbook, version, propensity, fallback, sealed)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                session.id(),
                decision.id(),
                milliseconds(decision.at()),
                decision.playbook(),
                decision.version(),
                decision.propensity(),
                decision.fallback(),
                vault.sealLater(
                        session.person(),
                        "decision",
                        "sealed",
                        json.writeValueAsString(new SealedDecision(
                                decision.rule(),
                                view(decision),
                                reason,
                                decision.explanation().clauses()))));
        events.publishEvent(new DecisionMade(session, decision.id(), decision.playbook(), decision.version()));
    }

    public void ended(SessionRef session, DecisionEvent.Ended end) {
        writes.add(
                "update decision set ended_at_ms = greatest(?, at_ms), end_reason = ? where session_id = ? and id = ?",
                milliseconds(end.at()),
                end.reason().id(),
                session.id(),
                end.decisionId());
    }

    /// @param verdict `right`, `wrong` or `undo`
    public void judged(SessionRef session, String decisionId, String verdict) {
        writes.add(
                "update decision set verdict = ? where session_id = ? and id = ?", verdict, session.id(), decisionId);
        events.publishEvent(new DecisionJudged(session.person(), verdict));
    }

    public List<Logged> of(SessionRef session) {
        return jdbc.sql("select * from decision where session_id = ? order by at_ms, id")
                .param(session.id())
                .query((row, number) -> logged(session, row))
                .list();
    }

    private Logged logged(SessionRef session, ResultSet row) throws SQLException {
        var sealed = json.readValue(
                vault.open(session.person(), "decision", "sealed", row.getBytes("sealed")), SealedDecision.class);
        return new Logged(
                row.getString("id"),
                row.getDouble("at_ms"),
                row.getString("playbook"),
                row.getInt("version"),
                sealed.rule(),
                sealed.action(),
                sealed.reason(),
                sealed.clauses(),
                row.getDouble("propensity"),
                row.getString("fallback"),
                (Double) row.getObject("ended_at_ms"),
                row.getString("end_reason"),
                row.getString("verdict"));
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
