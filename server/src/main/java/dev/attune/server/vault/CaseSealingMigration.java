package dev.attune.server.vault;

import dev.attune.server.database.CodedMigration;
import dev.attune.server.database.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Seals what a case is about, what was done in it and how it was answered, and what praise is about. A topic is found
/// by a fingerprint under the person's own key, which is equal for no two people: rows tell nobody how often it is
/// there, and nothing at all once that key is gone.
@Component
final class CaseSealingMigration extends CodedMigration {
    private static final int AT_ONCE = 5_000;

    private final TenantKeys keys;

    CaseSealingMigration(TenantKeys keys) {
        super("104", "seal cases");
        this.keys = keys;
    }

    /// @param column the new one that holds it
    /// @param json the SQL for what is to be sealed; names as the readers expect them
    private record Table(String name, String column, String json) {}

    private static final List<Table> TABLES = List.of(
            new Table("repair_case", "sealed", """
                    jsonb_strip_nulls(jsonb_build_object('topic', topic, 'product', product, 'done', done,
                      'satisfaction', satisfaction))"""),
            new Table("praise", "thing", "jsonb_build_object('topic', topic, 'product', product)"));

    private static final List<String> BEFORE = List.of(
            // rows of all tenants are to be seen
            "alter table person_key no force row level security",
            "alter table repair_case no force row level security",
            "alter table praise no force row level security",
            """
            alter table repair_case
              add about bytea, -- its topic's fingerprint under the person's key
              add sealed bytea,
              add begun boolean not null default false, -- a step was done
              add answered boolean not null default false""",
            "update repair_case set begun = done <> '{}', answered = satisfaction is not null",
            "alter table praise add about bytea, add thing bytea");

    private static final List<String> AFTER = List.of(
            // with it goes the check that no outcome is stored beside somebody's name
            "alter table repair_case drop topic, drop product, drop done, drop satisfaction",
            """
            alter table repair_case alter about set not null, alter sealed set not null,
              add check (owner is null or (state <> 'closed' and not answered))""",
            "create unique index repair_case_open on repair_case (tenant, person, about) where state <> 'closed'",
            "alter table praise drop topic, drop product",
            "alter table praise alter about set not null, alter thing set not null",
            // written anew, so that nothing of the plain columns stays in the files
            "cluster repair_case using repair_case_pkey",
            "alter table repair_case set without cluster",
            "cluster praise using praise_pkey",
            "alter table praise set without cluster",
            "alter table praise force row level security",
            "alter table repair_case force row level security",
            "alter table person_key force row level security");

    @Override
    protected void migrate(JdbcTemplate jdbc) {
        var vault = new Vault(jdbc, keys);
        BEFORE.forEach(jdbc::execute);
        for (var table : TABLES) while (seal(jdbc, vault, table)) {}
        AFTER.forEach(jdbc::execute);
    }

    private record Row(UUID id, Tenant tenant, String person, String topic, String json) {}

    /// @return whether there was anything left to seal
    private static boolean seal(JdbcTemplate jdbc, Vault vault, Table table) {
        var rows = jdbc.query(
                "select id, tenant, person, topic, (%s)::text as json from %s where about is null limit %d"
                        .formatted(table.json, table.name, AT_ONCE),
                (row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        new Tenant(row.getString("tenant")),
                        row.getString("person"),
                        row.getString("topic"),
                        row.getString("json")));
        var sealed = new ArrayList<Object[]>();
        var ofNobody = new ArrayList<Object[]>();
        for (var row : rows)
            row.tenant.run(() -> {
                try {
                    sealed.add(new Object[] {
                        vault.fingerprint(row.person, table.name, "topic", row.topic),
                        vault.seal(row.person, table.name, table.column, row.json),
                        row.id
                    });
                } catch (PersonErased e) {
                    ofNobody.add(new Object[] {row.id}); // left by an erasure: nothing is to be kept
                }
            });
        jdbc.batchUpdate("update %s set about = ?, %s = ? where id = ?".formatted(table.name, table.column), sealed);
        jdbc.batchUpdate("delete from %s where id = ?".formatted(table.name), ofNobody);
        return !rows.isEmpty();
    }
}
