package dev.attune.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.attune.server.ServerTest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/// A database of the time when a case said in plain what it was about.
class CaseSealingTest extends ServerTest {
    private static final String CASE = "00000000-0000-0000-0000-000000000001";
    private static final String LEFT_BEHIND = "00000000-0000-0000-0000-000000000002";
    private static final String PRAISE = "00000000-0000-0000-0000-000000000003";
    private static final byte[] KEY = new byte[Vault.KEY_BYTES];

    @Autowired
    private TenantKeys keys;

    @Autowired
    private JavaMigration[] migrations;

    @Autowired
    @FlywayDataSource
    private DataSource source;

    private JdbcTemplate owner;
    private String schema = "";

    @BeforeEach
    void casesOfTheTimeBeforeAreMigrated() throws Exception {
        owner = new JdbcTemplate(source);
        schema = "cases_" + HexFormat.of().toHexDigits(System.nanoTime());
        var flyway = Flyway.configure().dataSource(source).schemas(schema).javaMigrations(migrations);
        flyway.target("103").load().migrate();
        owner.update("""
                insert into %s.person (id, fingerprint, created_at, tenant)
                values ('p-known', sha256('known'), now(), 'north')""".formatted(schema));
        owner.update(
                "insert into %s.person_key (person, wrapped, tenant) values ('p-known', ?, 'north')".formatted(schema),
                keys.wrap("north", KEY, "p-known".getBytes(StandardCharsets.UTF_8)));
        owner.execute("""
                insert into %1$s.repair_case (id, person, topic, product, language, definition, state, outcome, severity, opened_at,
                  due_at, changed_at, closed_at, done, follow_up, satisfaction, tenant) values
                  ('%2$s', 'p-known', 'parcel-lost', 'Teapot', 'en', 'standard/1', 'closed', 'repaired', 40, now(), now(), now(),
                    now(), '{"solve": "refund"}', 'plain', 0.75, 'north'),
                  ('%3$s', 'p-gone', 'parcel-lost', 'Teapot', 'en', 'standard/1', 'closed', 'repaired', 40, now(), now(), now(),
                    now(), '{}', 'plain', 0.25, 'north');
                insert into %1$s.praise (id, person, at, topic, product, language, tenant)
                  values ('%4$s', 'p-known', now(), 'parcel-lost', 'Teapot', 'en', 'north')""".formatted(schema, CASE, LEFT_BEHIND, PRAISE));
        assertThat(inTheFile("repair_case")).contains("parcel-lost", "Teapot", "refund");
        flyway.target("latest").load().migrate();
    }

    @Test
    void whatACaseIsAboutIsSealedWithTheKeyOfItsPerson() throws Exception {
        var row = row("repair_case", CASE);

        assertThat(row).containsEntry("begun", true).containsEntry("answered", true);
        assertThat(row).doesNotContainKeys("topic", "product", "done", "satisfaction");
        assertThat(json.readTree(opened("repair_case", "sealed", row))).isEqualTo(json.readTree("""
                        {"topic": "parcel-lost", "product": "Teapot", "done": {"solve": "refund"}, "satisfaction": 0.75}"""));
        assertThat(json.readTree(opened("praise", "thing", row("praise", PRAISE))))
                .isEqualTo(json.readTree("{\"topic\": \"parcel-lost\", \"product\": \"Teapot\"}"));
    }

    @Test
    void whatNobodyHasAKeyForIsNotKept() {
        assertThat(owner.queryForList("select id from %s.repair_case".formatted(schema), UUID.class))
                .containsExactly(UUID.fromString(CASE));
    }

    @Test
    void nothingOfThePlainColumnsStaysInTheFiles() {
        assertThat(Stream.of("repair_case", "praise", "repair_case_open").map(this::inTheFile))
                .noneMatch(file -> file.contains("parcel-lost") || file.contains("Teapot") || file.contains("refund"));
    }

    private String inTheFile(String relation) {
        owner.execute("checkpoint");
        return new String(
                owner.queryForObject(
                        "select pg_read_binary_file(pg_relation_filepath('%s.%s'))".formatted(schema, relation),
                        byte[].class),
                StandardCharsets.ISO_8859_1);
    }

    private Map<String, @Nullable Object> row(String table, String id) {
        return owner.queryForMap("select * from %s.%s where id = '%s'".formatted(schema, table, id));
    }

    private static String opened(String table, String column, Map<String, @Nullable Object> row) throws Exception {
        var place = String.join("|", "north", "p-known", table, column);
        return new String(
                new AesGcmJce(KEY)
                        .decrypt(
                                (byte[]) Objects.requireNonNull(row.get(column)),
                                place.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
    }
}
