package dev.attune.server.feedback;

import dev.attune.server.database.CodedMigration;
import dev.attune.server.database.Tenant;
import dev.attune.server.vault.TableKeys;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Gives every table of feedback a key and seals its rows and its summary. The table of plain rows goes as a whole, so
/// that nothing of them stays in its file.
@Component
final class SealedFeedbackMigration extends CodedMigration {
    private final TableKeys keys;

    SealedFeedbackMigration(TableKeys keys) {
        super("70", "seal feedback");
        this.keys = keys;
    }

    private static final List<String> BEFORE = List.of(
            // rows of all tenants are to be seen
            "alter table feedback_upload no force row level security",
            "alter table feedback_row no force row level security",
            "alter table feedback_row rename to feedback_row_plain",
            "alter table feedback_row_plain rename constraint feedback_row_pkey to feedback_row_plain_pkey",
            "alter table feedback_upload add sealing_key bytea, add sealed_summary bytea",
            """
            create table feedback_row (
                upload_id  uuid not null references feedback_upload on delete cascade,
                row_number bigint not null check (row_number > 0),
                day        date,
                product    bytea,  -- its fingerprint under the table's key
                language   text not null,
                aspects    text[] not null,
                request    text,   -- what is asked for, of a trade whose requests are read
                person     text,   -- whose id stands in the row, where they were known when it was read
                sealed     bytea not null, -- one line of FeedbackJson, with the person's key, else the table's
                tenant     text not null,
                primary key (upload_id, row_number)
            )""",
            "create index feedback_row_person on feedback_row (person) where person is not null");

    private static final List<String> AFTER = List.of(
            "drop table feedback_row_plain",
            "alter table feedback_upload drop summary", // and with it that a table which is done has one
            "alter table feedback_upload alter sealing_key set not null",
            "alter table feedback_upload force row level security",
            "select keep_to_tenant('feedback_row')");

    @Override
    protected void migrate(JdbcTemplate jdbc) {
        BEFORE.forEach(jdbc::execute);
        for (var upload : jdbc.query(
                "select id, tenant, summary from feedback_upload",
                (row, number) -> new Upload(
                        row.getObject("id", UUID.class),
                        new Tenant(row.getString("tenant")),
                        row.getString("summary")))) upload.tenant.run(() -> seal(jdbc, upload.id, upload.summary));
        AFTER.forEach(jdbc::execute);
    }

    private record Upload(UUID id, Tenant tenant, @Nullable String summary) {}

    private void seal(JdbcTemplate jdbc, UUID id, @Nullable String summary) {
        byte[] wrapped = keys.create(Sealing.table(id));
        var sealing = new Sealing(keys.open(Sealing.table(id), wrapped));
        jdbc.update(
                "update feedback_upload set sealing_key = ?, sealed_summary = ? where id = ?",
                wrapped,
                summary == null ? null : sealing.summary(summary),
                id);
        jdbc.query(
                "select * from feedback_row_plain where upload_id = ?",
                row -> {
                    jdbc.update(
                            """
                            insert into feedback_row
                              (upload_id, row_number, day, product, language, aspects, sealed, tenant)
                            values (?, ?, ?, ?, ?, ?, ?, ?)""",
                            id,
                            row.getLong("row_number"),
                            row.getDate("day"),
                            sealing.product(row.getString("product")),
                            row.getString("language"),
                            row.getArray("aspects"),
                            sealing.row(row.getLong("row_number"), row.getString("reading")),
                            Tenant.current().id());
                },
                id);
    }
}
