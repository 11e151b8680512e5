package dev.attune.server.access;

import dev.attune.server.database.Tenant;
import dev.attune.signals.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The keys by which a page's SDK, a call centre or a server of the operator's is let in.
@Component
public class SdkKeys {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    SdkKeys(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param kind `publishable` or `secret`
    /// @param origins the only pages that may use it, as browsers tell them; empty for all, and for secret keys
    /// @param purposes the only ones it may act for; empty for all
    record SdkKey(
            UUID id,
            String name,
            String kind,
            Instant createdAt,
            boolean revoked,
            List<String> origins,
            List<String> purposes) {}

    /// Who holds a key, and from which pages.
    record Holder(Caller.Sdk caller, List<String> origins) {}

    /// @param secret shown now and never again
    record NewKey(
            UUID id,
            String name,
            String kind,
            Instant createdAt,
            String secret,
            List<String> origins,
            List<String> purposes) {}

    NewKey create(String name, KeyKind kind, List<String> origins, List<String> purposes) {
        var secret = Secret.random(kind.prefix());
        var key = new NewKey(UUID.randomUUID(), name, kind.id(), clock.instant(), secret.text(), origins, purposes);
        jdbc.sql("""
                        insert into sdk_key (id, tenant, name, kind, secret_hash, created_at, origins, purposes)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        key.id(),
                        Tenant.current().id(),
                        name,
                        key.kind(),
                        secret.hash(),
                        key.createdAt().atOffset(ZoneOffset.UTC),
                        origins.toArray(String[]::new),
                        purposes.toArray(String[]::new))
                .update();
        return key;
    }

    List<SdkKey> all() {
        return jdbc.sql("select * from sdk_key where tenant = ? order by created_at desc")
                .param(Tenant.current().id())
                .query((row, n) -> new SdkKey(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("kind"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("revoked_at") != null,
                        texts(row, "origins"),
                        texts(row, "purposes")))
                .list();
    }

    /// Who sent this key, for protocols whose key does not travel in the handshake.
    public Optional<Caller.Sdk> callerOf(String key) {
        return holderOf(key).map(Holder::caller);
    }

    Optional<Holder> holderOf(String key) {
        return KeyKind.isKey(key) ? Tenant.ALL.get(() -> find(new Secret(key))) : Optional.empty();
    }

    private Optional<Holder> find(Secret secret) {
        return jdbc.sql("select * from sdk_key where secret_hash = ? and revoked_at is null")
                .param(secret.hash())
                .query((row, n) -> new Holder(
                        new Caller.Sdk(
                                row.getObject("id", UUID.class),
                                new Tenant(row.getString("tenant")),
                                KeyKind.of(row.getString("kind")),
                                texts(row, "purposes").stream().map(Purpose::of).collect(Collectors.toSet())),
                        texts(row, "origins")))
                .optional();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /// False when there is no such key, or it was revoked before.
    boolean revoke(UUID id) {
        return jdbc.sql("update sdk_key set revoked_at = ? where id = ? and tenant = ? and revoked_at is null")
                        .params(
                                clock.instant().atOffset(ZoneOffset.UTC),
                                id,
                                Tenant.current().id())
                        .update()
                > 0;
    }
}
