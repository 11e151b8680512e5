package dev.attune.server.vault;

import dev.attune.server.database.CodedMigration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Gives everybody who is stored without a key one, and seals what is stored about them.
@Component
final class SealingMigration extends CodedMigration {
    private static final String SEALED = "sealed";

    private final TenantKeys keys;
    private final InstantSource clock;

    SealingMigration(TenantKeys keys, InstantSource clock) {
        super("22", "seal what is stored");
        this.keys = keys;
        this.clock = clock;
    }

    /// A table whose rows belong to a session, and the SQL for the JSON to be sealed; names as the readers expect them.
    private record SessionTable(String name, String json) {}

    private static final List<SessionTable> SESSION_TABLES = List.of(
            new SessionTable("affect_second", """
                    jsonb_build_object('valence', t.valence, 'arousal', t.arousal, 'quality', t.quality,
                      'expression', t.expression, 'states', t.states)"""), new SessionTable("moment", """
                    jsonb_build_object('kind', t.kind, 'name', t.name, 'apexMs', t.apex_ms, 'offsetMs', t.offset_ms,
                      'strength', t.strength, 'actionUnits', t.action_units)"""), new SessionTable("decision", """
                    jsonb_build_object('rule', t.rule, 'action', t.action, 'reason', t.reason, 'clauses', t.clauses)"""));

    @Override
    protected void migrate(JdbcTemplate jdbc) {
        var vault = new Vault(jdbc, keys);
        var persons = new Persons(jdbc, TransactionOperations.withoutTransaction(), clock, vault);
        jdbc.execute("alter table consent_record disable trigger consent_record_is_evidence");
        for (var subject : jdbc.query(
                "select subject from live_session union select subject from consent_record"
                        + " union select subject from consent_receipt",
                (row, n) -> row.getString("subject"))) {
            String person = persons.admit(subject);
            for (var table : List.of("live_session", "consent_record", "consent_receipt"))
                jdbc.update("update %s set subject = ? where subject = ?".formatted(table), person, subject);
        }
        jdbc.execute("alter table consent_record enable trigger consent_record_is_evidence");
        for (Map<String, Object> row :
                jdbc.queryForList("select id, subject, document::text as json from consent_receipt"))
            jdbc.update(
                    "update consent_receipt set sealed = ? where id = ?",
                    sealed(vault, row, "consent_receipt"),
                    row.get("id"));
        jdbc.update("update affect_second set measured = valence is not null");
        for (var table : SESSION_TABLES)
            for (Map<String, Object> row : jdbc.queryForList("""
                    select t.ctid::text as place, s.subject, (%s)::text as json from %s t
                    join live_session s on s.id = t.session_id""".formatted(table.json(), table.name())))
                jdbc.update(
                        "update %s set sealed = ? where ctid = ?::tid".formatted(table.name()),
                        sealed(vault, row, table.name()),
                        row.get("place"));
    }

    private static byte[] sealed(Vault vault, Map<String, Object> row, String table) {
        return vault.seal(String.valueOf(row.get("subject")), table, SEALED, String.valueOf(row.get("json")));
    }
}
