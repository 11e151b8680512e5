package dev.attune.server.access;

import dev.attune.server.database.Tenant;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// One-time links that turn a browser into a signed-in console.
@Component
public class SignInLinks {
    static final Duration LINK_LIFETIME = Duration.ofMinutes(30);
    static final Duration CONSOLE_LIFETIME = Duration.ofHours(12); // a working day

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    SignInLinks(JdbcClient jdbc, TransactionOperations transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The path and query of a fresh link, valid once and for [#LINK_LIFETIME].
    public String issue() {
        var token = Secret.random("");
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into sign_in_link (token_hash, created_at, expires_at) values (?, ?, ?)")
                .params(token.hash(), now, now.plus(LINK_LIFETIME))
                .update();
        return "/sign-in?token=" + token.text();
    }

    /// Trades a link's token for a console session; empty when the token is unknown, used or too old.
    public Optional<Secret> redeem(Secret token) {
        return Tenant.ALL.get(() -> transactions.execute(status -> redeemed(token)));
    }

    private Optional<Secret> redeemed(Secret token) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        update sign_in_link set used_at = ?
                        where token_hash = ? and used_at is null and expires_at > ? returning tenant""")
                .params(now, token.hash(), now)
                .query((row, n) -> open(new Tenant(row.getString("tenant")), null))
                .optional();
    }

    /// A console session of an account.
    Secret open(Accounts.Account account) {
        return Tenant.ALL.get(() -> open(account.tenant(), account.id()));
    }

    private Secret open(Tenant tenant, @Nullable UUID account) {
        var session = Secret.random("");
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("""
                        insert into console_session (token_hash, tenant, account, created_at, expires_at)
                        values (:session, :tenant, :account, :now, :end)""")
                .param("session", session.hash())
                .param("tenant", tenant.id())
                .param("account", account)
                .param("now", now)
                .param("end", now.plus(CONSOLE_LIFETIME))
                .update();
        return session;
    }

    /// Whose console this is; empty when the session is unknown, over, or of an account that was disabled.
    Optional<Caller.Console> callerOf(Secret session) {
        return jdbc.sql("select * from console_caller(?, ?)")
                .params(session.hash(), clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> {
                    String name = row.getString("name");
                    var tenant = new Tenant(row.getString("tenant"));
                    return name == null
                            ? new Caller.Console(Caller.Console.OPERATOR, Role.ADMIN, tenant)
                            : new Caller.Console(name, Role.of(row.getString("role")), tenant);
                })
                .optional();
    }

    void signOut(Secret session) {
        jdbc.sql("delete from console_session where token_hash = ?")
                .param(session.hash())
                .update();
    }
}
