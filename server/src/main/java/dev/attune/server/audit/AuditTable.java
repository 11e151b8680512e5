package dev.attune.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/// The chains and their anchors in the database.
final class AuditTable {
    private static final int PAGE = 10_000; // some MB; a chain need not fit into memory

    private final JdbcTemplate jdbc;

    AuditTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// The end of a chain.
    ///
    /// @param seq 0 of an empty one
    record Head(long seq, byte[] hash) {}

    Head head(String tenant) {
        return jdbc
                .query(
                        "select seq, hash from audit_record where tenant = ? order by seq desc limit 1",
                        (row, n) -> new Head(row.getLong("seq"), row.getBytes("hash")),
                        tenant)
                .stream()
                .findFirst()
                .orElseGet(() -> new Head(0, AuditRecord.genesis(tenant)));
    }

    Optional<byte[]> hash(String tenant, long seq) {
        return jdbc
                .query(
                        "select hash from audit_record where tenant = ? and seq = ?",
                        (row, n) -> row.getBytes("hash"),
                        tenant,
                        seq)
                .stream()
                .findFirst();
    }

    void append(String tenant, List<AuditRecord> records) {
        jdbc.batchUpdate(
                """
                insert into audit_record (tenant, seq, at, actor, purpose, action, object_type, object_pseudonym,
                  policy_version, outcome, reason, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", records.stream().map(record -> row(tenant, record)).toList());
    }

    private static Object[] row(String tenant, AuditRecord record) {
        var entry = record.entry();
        return new Object[] {
            tenant,
            record.seq(),
            record.at().atOffset(ZoneOffset.UTC),
            entry.actor(),
            entry.purpose(),
            entry.action(),
            entry.objectType(),
            entry.objectPseudonym(),
            entry.policyVersion(),
            entry.outcome(),
            entry.reason(),
            record.hash()
        };
    }

    /// In the order of `seq`, both ends included.
    void read(String tenant, long from, long to, Consumer<AuditRecord> reader) {
        for (long next = from; ; ) {
            var page = jdbc.query(
                    "select * from audit_record where tenant = ? and seq between ? and ? order by seq limit ?",
                    AuditTable::record,
                    tenant,
                    next,
                    to,
                    PAGE);
            page.forEach(reader);
            if (page.size() < PAGE) return;
            next = page.getLast().seq() + 1;
        }
    }

    List<AuditRecord> latest(String tenant, int most) {
        return jdbc.query(
                "select * from audit_record where tenant = ? order by seq desc limit ?",
                AuditTable::record,
                tenant,
                most);
    }

    /// Looks at any of these objects, newest first.
    List<AuditRecord> looks(String tenant, Collection<String> objects, int most) {
        return jdbc.query("""
                select * from audit_record where tenant = ? and object_pseudonym = any(?) and action like '%.read'
                order by seq desc limit ?""", AuditTable::record, tenant, objects.toArray(String[]::new), most);
    }

    void keep(AuditAnchor anchor) {
        jdbc.update(
                "insert into audit_anchor (tenant, seq, hash, at, signature) values (?, ?, ?, ?, ?) on conflict do nothing",
                anchor.tenant(),
                anchor.seq(),
                anchor.hash(),
                anchor.at().atOffset(ZoneOffset.UTC),
                anchor.signature());
    }

    List<AuditAnchor> anchors(String tenant) {
        return jdbc.query(
                "select * from audit_anchor where tenant = ? order by seq",
                (row, n) -> new AuditAnchor(
                        row.getString("tenant"),
                        row.getLong("seq"),
                        row.getBytes("hash"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getBytes("signature")),
                tenant);
    }

    List<String> tenants() {
        return jdbc.query(
                "select tenant from audit_record union select tenant from audit_anchor order by 1",
                (row, n) -> row.getString("tenant"));
    }

    private static AuditRecord record(ResultSet row, int number) throws SQLException {
        return new AuditRecord(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new AuditEntry(
                        row.getString("actor"),
                        row.getString("purpose"),
                        row.getString("action"),
                        row.getString("object_type"),
                        row.getString("object_pseudonym"),
                        row.getString("policy_version"),
                        row.getString("outcome"),
                        row.getString("reason")),
                row.getBytes("hash"));
    }
}
