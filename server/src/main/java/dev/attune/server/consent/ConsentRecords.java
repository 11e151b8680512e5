package dev.attune.server.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The append-only table of decisions. What holds now is the latest row of a subject's choice.
@Component
class ConsentRecords {
    private final JdbcClient jdbc;
    private final Standings standings;

    ConsentRecords(JdbcClient jdbc, Standings standings) {
        this.jdbc = jdbc;
        this.standings = standings;
    }

    /// @param subject the random id of the person
    /// @param method id of a [Method]
    /// @param shown which showing of the notice it answers; 0 in records from before showings were noted
    /// @param caller who passed the decision on, for example `console`
    record Entry(
            UUID receiptId,
            String subject,
            Choice choice,
            Decision decision,
            Instant decidedAt,
            Instant expiresAt,
            String noticeId,
            int noticeVersion,
            String noticeHash,
            String language,
            String method,
            long shown,
            String caller) {}

    void append(Entry entry) {
        jdbc.sql("""
                        insert into consent_record (receipt_id, subject, purpose, modality, decision, decided_at, expires_at,
                          notice_id, notice_version, notice_hash, language, method, served_notice, caller)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?)""")
                .params(
                        entry.receiptId(),
                        entry.subject(),
                        entry.choice().purpose().id(),
                        entry.choice().modality().id(),
                        entry.decision().id(),
                        entry.decidedAt().atOffset(ZoneOffset.UTC),
                        entry.expiresAt().atOffset(ZoneOffset.UTC),
                        entry.noticeId(),
                        entry.noticeVersion(),
                        entry.noticeHash(),
                        entry.language(),
                        entry.method(),
                        entry.shown(),
                        entry.caller())
                .update();
        standings.forgetAfter(entry.subject(), entry.choice());
    }

    Map<Choice, Entry> standing(String subject) {
        var standing = new HashMap<Choice, Entry>();
        jdbc.sql("""
                        select distinct on (purpose, modality) * from consent_record
                        where subject = ? order by purpose, modality, id desc""")
                .param(subject)
                .query(ConsentRecords::entry)
                .list()
                .forEach(entry -> standing.put(entry.choice(), entry));
        return standing;
    }

    /// In the order in which they were decided.
    List<Entry> of(String person) {
        return jdbc.sql("select * from consent_record where subject = ? order by id")
                .param(person)
                .query(ConsentRecords::entry)
                .list();
    }

    Optional<String> languageOf(String person) {
        return jdbc.sql("select language from consent_record where subject = ? order by id desc limit 1")
                .param(person)
                .query(String.class)
                .optional();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getObject("receipt_id", UUID.class),
                row.getString("subject"),
                Choice.of(row.getString("purpose"), row.getString("modality")),
                Decision.of(row.getString("decision")),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getString("notice_id"),
                row.getInt("notice_version"),
                row.getString("notice_hash"),
                row.getString("language"),
                row.getString("method"),
                row.getLong("served_notice"),
                row.getString("caller"));
    }
}
