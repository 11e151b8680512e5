package dev.attune.server.trust;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `attune evaluate expressions --groups` found on the operator's own pictures, report after report.
@Component
class FairnessReports {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final InstantSource clock;

    FairnessReports(JdbcClient jdbc, JsonMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    record Report(UUID id, Instant uploadedAt, String uploadedBy, JsonNode document) {}

    Report keep(JsonNode document, String by) {
        var report = new Report(UUID.randomUUID(), clock.instant(), by, document);
        jdbc.sql("insert into fairness_report (id, uploaded_at, uploaded_by, document) values (?, ?, ?, ?::jsonb)")
                .params(
                        report.id(),
                        report.uploadedAt().atOffset(ZoneOffset.UTC),
                        by,
                        json.writeValueAsString(document))
                .update();
        return report;
    }

    List<Report> latest(int most) {
        return jdbc.sql("select * from fairness_report order by uploaded_at desc limit ?")
                .param(most)
                .query((row, n) -> new Report(
                        row.getObject("id", UUID.class),
                        row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                        row.getString("uploaded_by"),
                        json.readTree(row.getString("document"))))
                .list();
    }
}
