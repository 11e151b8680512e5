package dev.attune.server.decisions;

import dev.attune.decisions.Decision;
import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.database.GroupCommit;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Actions that affect a person significantly wait here until somebody approves them (GDPR Art. 22(3)).
@Component
public class Approvals {
    private final JdbcClient jdbc;
    private final GroupCommit writes;
    private final InstantSource clock;
    private final Audit audit;

    Approvals(JdbcClient jdbc, GroupCommit writes, InstantSource clock, Audit audit) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
        this.audit = audit;
    }

    /// How an action that was asked for stands.
    public enum Answer {
        WAITING,
        APPROVED,
        DECLINED
    }

    /// An action that somebody must decide on.
    ///
    /// @param session the live session it belongs to
    /// @param decision its id in the session
    /// @param action its id
    record Waiting(UUID session, String decision, String action, String actionClass, Instant askedAt) {}

    /// Asks once; asking again changes nothing. Nobody waits for the disk.
    public void ask(UUID session, Decision decision) {
        writes.add(
                """
                insert into approval (session_id, decision_id, action, action_class, asked_at)
                values (?, ?, ?, ?, ?) on conflict do nothing""",
                session,
                decision.id(),
                decision.action().id(),
                decision.action().actionClass().name(),
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    /// Empty when this action was never asked for: it needs nobody.
    public Optional<Answer> answer(UUID session, String decision) {
        return jdbc.sql("select approved from approval where session_id = ? and decision_id = ?")
                .params(session, decision)
                .query((row, n) -> {
                    boolean approved = row.getBoolean("approved");
                    if (row.wasNull()) return Answer.WAITING;
                    return approved ? Answer.APPROVED : Answer.DECLINED;
                })
                .optional();
    }

    List<Waiting> waiting() {
        return jdbc.sql("select * from approval where approved is null order by asked_at")
                .query((row, n) -> new Waiting(
                        row.getObject("session_id", UUID.class),
                        row.getString("decision_id"),
                        row.getString("action"),
                        row.getString("action_class"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// False when nothing waits under this id.
    boolean decide(UUID session, String decision, boolean approved, String by) {
        boolean waited = jdbc.sql("""
                        update approval set approved = ?, decided_at = ?, decided_by = ?
                        where session_id = ? and decision_id = ? and approved is null""")
                        .params(approved, clock.instant().atOffset(ZoneOffset.UTC), by, session, decision)
                        .update()
                > 0;
        if (waited)
            audit.record(AuditEntry.of(by, approved ? "action.approved" : "action.declined", session + " " + decision));
        return waited;
    }
}
