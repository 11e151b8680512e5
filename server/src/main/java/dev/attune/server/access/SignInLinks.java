package dev.attune.server.access;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// One-time links that turn a browser into a signed-in console.
@Component
public class SignInLinks {
    static final Duration LINK_LIFETIME = Duration.ofMinutes(30);
    static final Duration CONSOLE_LIFETIME = Duration.ofHours(12); // a working day

    private final JdbcClient jdbc;
    private final InstantSource clock;

    SignInLinks(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
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
    @Transactional
    public Optional<Secret> redeem(Secret token) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        int redeemed = jdbc.sql(
                        "update sign_in_link set used_at = ? where token_hash = ? and used_at is null and expires_at > ?")
                .params(now, token.hash(), now)
                .update();
        if (redeemed == 0) return Optional.empty();
        var session = Secret.random("");
        jdbc.sql("insert into console_session (token_hash, created_at, expires_at) values (?, ?, ?)")
                .params(session.hash(), now, now.plus(CONSOLE_LIFETIME))
                .update();
        return Optional.of(session);
    }

    boolean isSignedIn(Secret session) {
        return jdbc.sql("select count(*) from console_session where token_hash = ? and expires_at > ?")
                        .params(session.hash(), clock.instant().atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                > 0;
    }

    void signOut(Secret session) {
        jdbc.sql("delete from console_session where token_hash = ?")
                .param(session.hash())
                .update();
    }
}
