package dev.attune.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.server.ServerTest;
import dev.attune.server.database.DataDirectory;
import dev.attune.server.database.Tenant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

class VaultTest extends ServerTest {
    @Autowired
    private Vault vault;

    @Autowired
    private Persons persons;

    @Autowired
    private TenantKeys keys;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    @FlywayDataSource
    private DataSource source;

    @Autowired
    private DataDirectory directory;

    private final String subject = "s-" + UUID.randomUUID();

    @Test
    void whatWasSealedOpensForTheSamePersonTableAndColumn() {
        String person = persons.admit(subject);
        byte[] sealed = vault.seal(person, "moment", "sealed", "displayed joy");

        assertThat(vault.open(person, "moment", "sealed", sealed)).isEqualTo("displayed joy");
        assertThat(new String(sealed)).doesNotContain("joy");
    }

    @Test
    void aValueCopiedElsewhereDoesNotOpen() {
        String person = persons.admit(subject);
        String other = persons.admit(subject + "-other");
        byte[] sealed = vault.seal(person, "moment", "sealed", "displayed joy");

        assertThatThrownBy(() -> vault.open(person, "moment", "name", sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(person, "decision", "sealed", sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(other, "moment", "sealed", sealed))
                .isInstanceOf(IllegalStateException.class);
        sealed[20] ^= 1;
        assertThatThrownBy(() -> vault.open(person, "moment", "sealed", sealed)).hasMessageContaining("changed");
    }

    @Test
    void thePseudonymIsInNoColumn() {
        String person = persons.admit(subject);

        assertThat(persons.find(subject)).contains(person);
        assertThat(persons.subjectOf(person)).contains(subject);
        assertThat(persons.subjectsOf(List.of(person, "p-nobody"))).containsExactly(Map.entry(person, subject));
        assertThat(jdbc.queryForList("select p::text from person p", String.class))
                .noneMatch(row -> row.contains(subject));
    }

    @Test
    void thePseudonymOfAnotherTenantIsAnotherPerson() {
        String person = persons.admit(subject);

        assertThat(new Tenant("neighbour").get(() -> persons.find(subject))).isEmpty();
        assertThat(new Tenant("neighbour").get(() -> persons.admit(subject))).isNotEqualTo(person);
    }

    @Test
    void aValueOfAPersonIsFoundByWhatNobodyElseHasAndNobodyCanMakeWithoutTheirKey() {
        String person = persons.admit(subject);
        String other = persons.admit(subject + "-3");
        byte[] print = vault.fingerprint(person, "repair_case", "topic", "delivery");

        assertThat(vault.fingerprint(person, "repair_case", "topic", "delivery"))
                .isEqualTo(print)
                .hasSize(32);
        assertThat(vault.fingerprint(person, "repair_case", "topic", "staff")).isNotEqualTo(print);
        assertThat(vault.fingerprint(person, "praise", "topic", "delivery")).isNotEqualTo(print);
        assertThat(vault.fingerprint(other, "repair_case", "topic", "delivery")).isNotEqualTo(print);
        vault.shred(person);
        assertThatThrownBy(() -> vault.fingerprint(person, "repair_case", "topic", "delivery"))
                .isInstanceOf(PersonErased.class);
    }

    @Test
    void withoutTheKeyEverythingIsNoise() {
        String person = persons.admit(subject);
        String other = persons.admit(subject + "-2");
        byte[] sealed = vault.seal(person, "moment", "sealed", "displayed joy");

        assertThat(vault.shred(person)).isEqualTo(1);
        assertThat(vault.shred(person)).isZero();

        assertThatThrownBy(() -> vault.open(person, "moment", "sealed", sealed)).isInstanceOf(PersonErased.class);
        assertThat(vault.sealLater(person, "moment", "sealed", "displayed joy").value())
                .isEmpty();
        assertThat(persons.subjectOf(person)).isEmpty();
        assertThat(persons.subjectsOf(List.of(person, other))).containsOnlyKeys(other);
    }

    @Test
    void aKeyWrappedForOneTenantDoesNotUnwrapForAnother() throws Exception {
        byte[] context = {1};
        byte[] wrapped = keys.wrap("default", new byte[32], context);

        assertThat(keys.unwrap("default", wrapped, context)).isEqualTo(new byte[32]);
        assertThatThrownBy(() -> keys.unwrap("neighbour", wrapped, context)).isNotNull();
        assertThatThrownBy(() -> keys.unwrap("default", wrapped, new byte[] {2}))
                .isNotNull();
    }

    @Test
    void theTenantsKeyIsReadableByItsOwnerOnly() throws Exception {
        persons.admit(subject);

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.path().resolve("tenant-key-default"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aPkcs12StoreWrapsToo(@TempDir Path folder) throws Exception {
        char[] password = "only for this test".toCharArray();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setEntry(
                "default",
                new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[32], "AES")),
                new KeyStore.PasswordProtection(password));
        Path file = folder.resolve("tenants.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        var pkcs12 = new Pkcs12TenantKeys(file, password);

        assertThat(pkcs12.unwrap("default", pkcs12.wrap("default", new byte[] {7}, new byte[0]), new byte[0]))
                .containsExactly(7);
        assertThatThrownBy(() -> pkcs12.wrap("neighbour", new byte[] {7}, new byte[0]))
                .hasMessageContaining("neighbour");
    }

    @Test
    void whatWasStoredBeforeThereWereKeysIsSealedByTheMigration() {
        var owner = asOwner();
        var old = Flyway.configure()
                .dataSource(source)
                .schemas("old")
                .defaultSchema("old")
                .javaMigrations(new SealingMigration(keys, InstantSource.system()));
        old.target("3").load().migrate();
        owner.execute("""
                insert into old.live_session (id, subject, receipt_id, purpose, source, language, started_at) values
                  ('00000000-0000-0000-0000-000000000001', '%1$s', '00000000-0000-0000-0000-000000000002', 'analytics', 'clip', 'en', now());
                insert into old.affect_second values
                  ('00000000-0000-0000-0000-000000000001', 0, 0, 20, 0.5, 0.1, 0.9, '{"joy": 0.7}', '{}');
                insert into old.moment (session_id, kind, name, track_id, onset_ms, apex_ms, offset_ms, strength, action_units) values
                  ('00000000-0000-0000-0000-000000000001', 'expression', 'joy', 0, 1, 2, 3, 0.5, '{}');
                insert into old.consent_receipt values
                  ('00000000-0000-0000-0000-000000000002', '%1$s', now(), '{"subject": "%1$s"}', 'signed %1$s');
                insert into old.audit_event (at, actor, action, object) values (now(), 'console', 'session.erased', '"7"')""".formatted(subject));

        old.target("latest").load().migrate();

        var tables = owner.queryForList(
                "select table_name from information_schema.tables where table_schema = 'old' and table_type = 'BASE TABLE'",
                String.class);
        assertThat(tables).contains("affect_second", "moment", "consent_receipt");
        for (var table : tables)
            assertThat(owner.queryForList("select t::text from old.\"%s\" t".formatted(table), String.class))
                    .as(table)
                    .noneMatch(row -> row.contains(subject) || row.contains("joy"));
        assertThat(owner.queryForObject("select count(*) from old.affect_second where measured", Long.class))
                .isEqualTo(1);
        assertThat(owner.queryForObject("select count(*) from old.audit_record", Long.class))
                .isEqualTo(1);
    }
}
