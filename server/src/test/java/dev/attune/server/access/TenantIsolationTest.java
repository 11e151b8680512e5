package dev.attune.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.server.ServerTest;
import dev.attune.server.database.Tenant;
import dev.attune.server.vault.Persons;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/// Two tenants on one server, one of which tries.
class TenantIsolationTest extends ServerTest {
    private static final List<String> EVERYBODYS = List.of("flyway_schema_history", "notice");

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Persons persons;

    private final Tenant owner = new Tenant("owner-" + UUID.randomUUID());
    private final Tenant intruder = new Tenant("intruder-" + UUID.randomUUID());

    @Test
    void everyTableIsGuardedByPostgresqlItself() {
        var unguarded = asOwner().queryForList("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'attune' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity
                  and exists (select from pg_policy p where p.polrelid = c.oid))""", String.class);

        assertThat(unguarded).containsExactlyInAnyOrderElementsOf(EVERYBODYS);
    }

    @Test
    void theServerWorksAsAUserWhomThePoliciesBind() {
        var user =
                jdbc.queryForMap("select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user");

        assertThat(user)
                .containsEntry("rolname", "attune_app")
                .containsEntry("rolsuper", false)
                .containsEntry("rolbypassrls", false);
        assertThatThrownBy(() -> jdbc.execute("alter table person disable row level security"))
                .hasStackTraceContaining("must be owner");
    }

    @Test
    void nothingOfAnotherTenantCanBeReadChangedOrRemoved() {
        String person = owner.get(() -> persons.admit("s-guarded"));

        intruder.run(() -> {
            assertThat(jdbc.queryForList("select * from person where id = ?", person))
                    .isEmpty();
            assertThat(jdbc.queryForList("select * from person where tenant = ?", owner.id()))
                    .isEmpty();
            assertThat(jdbc.update("update person set last_seen_at = now() where id = ?", person))
                    .isZero();
            assertThat(jdbc.update("delete from person_key where person = ?", person))
                    .isZero();
            assertThat(jdbc.queryForObject(
                            "select count(*) from audit_record where tenant <> ?", Long.class, intruder.id()))
                    .isZero();
        });
        assertThat(owner.get(() -> jdbc.queryForList("select * from person where id = ?", person)))
                .hasSize(1);
    }

    @Test
    void nothingCanBeWrittenInAnothersName() {
        assertThatThrownBy(() -> intruder.run(() ->
                        jdbc.update("insert into tenant_index_key (tenant, wrapped) values (?, '\\x00')", owner.id())))
                .hasStackTraceContaining("row-level security");
        String person = intruder.get(() -> persons.admit("s-intruder"));
        assertThatThrownBy(() -> intruder.run(
                        () -> jdbc.update("update person set tenant = ? where id = ?", owner.id(), person)))
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void theConnectionThatServedOneTenantServesTheNextAsTheNext() {
        owner.run(() -> persons.admit("s-first"));
        for (int i = 0; i < 30; i++) {
            assertThat(intruder.get(() -> jdbc.queryForObject("select count(*) from person", Long.class)))
                    .isZero();
            assertThat(owner.get(() -> jdbc.queryForObject("select count(*) from person", Long.class)))
                    .isEqualTo(1);
        }
    }
}
