package dev.attune.server.access;

import dev.attune.server.database.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/// The people who work at the console.
///
/// After [#TRIES] wrong passwords an account is locked for [#LOCKED_FOR], also for the right one. A name that does not
/// exist and an account that is locked cost the same time as a wrong password, so that nobody learns who exists.
@Component
class Accounts {
    static final int TRIES = 5;
    static final Duration LOCKED_FOR = Duration.ofMinutes(15);
    static final int SHORTEST_PASSWORD = 12; // NIST SP 800-63B asks for 8 and recommends length over rules
    static final int LONGEST_PASSWORD_BYTES = 72; // what bcrypt reads
    private static final int STRENGTH = 12; // about a quarter of a second

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(STRENGTH);

    Accounts(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Account(
            UUID id,
            Tenant tenant,
            String name,
            Role role,
            Instant createdAt,
            @Nullable Instant lockedUntil,
            boolean disabled) {}

    sealed interface Attempt {
        record Welcome(Account account) implements Attempt {}

        record Wrong() implements Attempt {}

        record Locked() implements Attempt {}
    }

    /// @param password null for somebody who signs in elsewhere
    /// @return empty when the name is taken
    Optional<Account> create(Tenant tenant, String name, Role role, @Nullable String password) {
        int made = tenant.get(() -> jdbc.sql("""
                        insert into account (id, tenant, name, role, password_hash, created_at)
                        values (:id, :tenant, :name, :role, :hash, :now) on conflict do nothing""")
                .param("id", UUID.randomUUID())
                .param("tenant", tenant.id())
                .param("name", name)
                .param("role", role.id())
                .param("hash", password == null ? null : encoder.encode(password))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
        return made == 0 ? Optional.empty() : named(name);
    }

    List<Account> all() {
        return jdbc.sql("select * from account where tenant = ? order by name")
                .param(Tenant.current().id())
                .query(Accounts::account)
                .list();
    }

    /// Of whatever tenant: names are unique.
    Optional<Account> named(String name) {
        return Tenant.ALL.get(() -> jdbc.sql("select * from account where name = ?")
                .param(name)
                .query(Accounts::account)
                .optional());
    }

    Optional<Account> find(UUID id) {
        return jdbc.sql("select * from account where id = ? and tenant = ?")
                .params(id, Tenant.current().id())
                .query(Accounts::account)
                .optional();
    }

    Attempt signIn(String name, String password) {
        return Tenant.ALL.get(() -> attempt(name, password));
    }

    private Attempt attempt(String name, String password) {
        var account = named(name);
        var hash = jdbc.sql("select password_hash from account where name = ? and password_hash is not null")
                .param(name)
                .query(String.class)
                .optional();
        var now = clock.instant();
        boolean right = hash.isPresent() ? encoder.matches(password, hash.get()) : alsoTakesTime();
        if (account.isEmpty()) return new Attempt.Wrong();
        var until = account.get().lockedUntil();
        if (until != null && now.isBefore(until)) return new Attempt.Locked();
        if (account.get().disabled()) return new Attempt.Wrong();
        if (right) {
            jdbc.sql("update account set failures = 0, locked_until = null where id = ?")
                    .param(account.get().id())
                    .update();
            return new Attempt.Welcome(account.get());
        }
        jdbc.sql("""
                        update account set failures = (failures + 1) % :tries,
                          locked_until = case when failures + 1 >= :tries then :until end where id = :id""")
                .param("tries", TRIES)
                .param("until", now.plus(LOCKED_FOR).atOffset(ZoneOffset.UTC))
                .param("id", account.get().id())
                .update();
        return new Attempt.Wrong();
    }

    void change(UUID id, Role role, boolean disabled) {
        jdbc.sql("update account set role = ?, disabled = ? where id = ? and tenant = ?")
                .params(role.id(), disabled, id, Tenant.current().id())
                .update();
        jdbc.sql("delete from console_session where account = ?").param(id).update(); // signs in anew with the new role
    }

    void setPassword(UUID id, String password) {
        jdbc.sql("update account set password_hash = ?, failures = 0, locked_until = null where id = ? and tenant = ?")
                .params(encoder.encode(password), id, Tenant.current().id())
                .update();
        jdbc.sql("delete from console_session where account = ?").param(id).update();
    }

    /// Not of the password that was typed: one that is longer than any would be refused by bcrypt itself, aloud.
    private boolean alsoTakesTime() {
        return encoder.encode("nobody").isEmpty();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        var lockedUntil = row.getObject("locked_until", OffsetDateTime.class);
        return new Account(
                row.getObject("id", UUID.class),
                new Tenant(row.getString("tenant")),
                row.getString("name"),
                Role.of(row.getString("role")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                lockedUntil == null ? null : lockedUntil.toInstant(),
                row.getBoolean("disabled"));
    }
}
