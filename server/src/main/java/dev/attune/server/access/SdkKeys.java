package dev.attune.server.access;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The keys by which a page's SDK, or a call centre, is let in.
@Component
public class SdkKeys {
    private static final String PREFIX = "pk_";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    SdkKeys(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record SdkKey(UUID id, String name, Instant createdAt, boolean revoked) {}

    /// @param secret shown now and never again
    record NewKey(UUID id, String name, Instant createdAt, String secret) {}

    NewKey create(String name) {
        var secret = Secret.random(PREFIX);
        var key = new NewKey(UUID.randomUUID(), name, clock.instant(), secret.text());
        jdbc.sql("insert into sdk_key (id, name, secret_hash, created_at) values (?, ?, ?, ?)")
                .params(key.id(), name, secret.hash(), key.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        return key;
    }

    List<SdkKey> all() {
        return jdbc.sql("select id, name, created_at, revoked_at from sdk_key order by created_at desc")
                .query((row, n) -> new SdkKey(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("revoked_at") != null))
                .list();
    }

    /// Who sent this key, for protocols whose key does not travel in the handshake.
    public Optional<Caller> callerOf(String key) {
        return key.startsWith(PREFIX) ? find(new Secret(key)).map(Caller.Sdk::new) : Optional.empty();
    }

    private Optional<UUID> find(Secret secret) {
        return jdbc.sql("select id from sdk_key where secret_hash = ? and revoked_at is null")
                .param(secret.hash())
                .query(UUID.class)
                .optional();
    }

    /// False when there is no such key, or it was revoked before.
    boolean revoke(UUID id) {
        return jdbc.sql("update sdk_key set revoked_at = ? where id = ? and revoked_at is null")
                        .params(clock.instant().atOffset(ZoneOffset.UTC), id)
                        .update()
                > 0;
    }
}
