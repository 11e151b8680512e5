package dev.attune.server.decisions;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.attune.decisions.Clause;
import dev.attune.decisions.Decision;
import dev.attune.decisions.DecisionEvent;
import dev.attune.server.database.GroupCommit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Every decision with what it saw, how it ended, and what people said about it.
@Component
public class DecisionLog {
    private final JdbcClient jdbc;
    private final GroupCommit writes;
    private final JsonMapper json;

    DecisionLog(JdbcClient jdbc, GroupCommit writes, JsonMapper json) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.json = json;
    }

    /// As pages see an action.
    ///
    /// @param actionClass the name of its [dev.attune.decisions.ActionClass]
    public record ActionView(
            String id, @JsonProperty("class") String actionClass, Map<String, Object> parameters) {}

    /// A decision of a past session.
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
    public void decided(UUID session, Decision decision, String reason) {
        writes.add(
                """
                insert into decision (session_id, id, at_ms, playbook, version, rule, action, reason, clauses, propensity, fallback)
                values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?, ?)""",
                session,
                decision.id(),
                milliseconds(decision.at()),
                decision.playbook(),
                decision.version(),
                decision.rule(),
                json.writeValueAsString(view(decision)),
                reason,
                json.writeValueAsString(decision.explanation().clauses()),
                decision.propensity(),
                decision.fallback());
    }

    public void ended(UUID session, DecisionEvent.Ended end) {
        writes.add(
                "update decision set ended_at_ms = greatest(?, at_ms), end_reason = ? where session_id = ? and id = ?",
                milliseconds(end.at()),
                end.reason().id(),
                session,
                end.decisionId());
    }

    /// @param verdict `right`, `wrong` or `undo`
    public void judged(UUID session, String decisionId, String verdict) {
        writes.add("update decision set verdict = ? where session_id = ? and id = ?", verdict, session, decisionId);
    }

    public List<Logged> of(UUID session) {
        return jdbc.sql("select * from decision where session_id = ? order by at_ms, id")
                .param(session)
                .query(this::logged)
                .list();
    }

    private Logged logged(ResultSet row, int number) throws SQLException {
        return new Logged(
                row.getString("id"),
                row.getDouble("at_ms"),
                row.getString("playbook"),
                row.getInt("version"),
                row.getString("rule"),
                json.readValue(row.getString("action"), ActionView.class),
                row.getString("reason"),
                json.readValue(row.getString("clauses"), new TypeReference<List<Clause>>() {}),
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
