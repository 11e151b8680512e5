package dev.attune.server.webhooks;

import dev.attune.server.database.Tenant;
import dev.attune.server.vault.TenantSeal;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who is told, and of what.
@Component
class Endpoints {
    private static final Duration OLD_SECRET_WORKS = Duration.ofHours(24); // for the other side to change over

    private final JdbcClient jdbc;
    private final TenantSeal seal;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Endpoints(JdbcClient jdbc, TenantSeal seal, InstantSource clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.clock = clock;
    }

    /// @param url where messages are posted
    /// @param types empty for all
    /// @param disabledAt when it was switched off; null while it is on
    /// @param disabledWhy `by hand`, or what it answered; null while it is on
    /// @param answeredAt the last time it took a message
    record Endpoint(
            UUID id,
            URI url,
            List<String> types,
            Instant createdAt,
            @Nullable Instant disabledAt,
            @Nullable String disabledWhy,
            @Nullable Instant answeredAt) {
        boolean wants(WebhookEvent event) {
            return disabledAt == null && (types.isEmpty() || types.contains(event.id()));
        }
    }

    Endpoint create(URI url, List<String> types, WebhookSecret secret) {
        var id = UUID.randomUUID();
        jdbc.sql("insert into webhook_endpoint (id, tenant, url, types, secret, created_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        Tenant.current().id(),
                        url.toString(),
                        types.toArray(String[]::new),
                        seal.seal(place(id), secret.text()),
                        now())
                .update();
        return find(id).orElseThrow();
    }

    WebhookSecret freshSecret() {
        return WebhookSecret.fresh(random);
    }

    boolean change(UUID id, URI url, List<String> types, boolean enabled) {
        return jdbc.sql("""
                        update webhook_endpoint set url = ?, types = ?,
                          disabled_at = case when ? then null else coalesce(disabled_at, ?) end,
                          disabled_why = case when ? then null else coalesce(disabled_why, 'by hand') end
                        where id = ?""")
                        .params(url.toString(), types.toArray(String[]::new), enabled, now(), enabled, id)
                        .update()
                > 0;
    }

    /// The old one signs too for a day.
    void rotate(UUID id, WebhookSecret fresh) {
        jdbc.sql("""
                        update webhook_endpoint set previous_secret = secret, previous_until = ?, secret = ?
                        where id = ?""")
                .params(
                        clock.instant().plus(OLD_SECRET_WORKS).atOffset(ZoneOffset.UTC),
                        seal.seal(place(id), fresh.text()),
                        id)
                .update();
    }

    boolean remove(UUID id) {
        return jdbc.sql("delete from webhook_endpoint where id = ?").param(id).update() > 0;
    }

    void disable(UUID id, String why) {
        jdbc.sql("update webhook_endpoint set disabled_at = ?, disabled_why = ? where id = ? and disabled_at is null")
                .params(now(), why, id)
                .update();
    }

    void answered(UUID id) {
        jdbc.sql("update webhook_endpoint set answered_at = ? where id = ?")
                .params(now(), id)
                .update();
    }

    List<Endpoint> all() {
        return jdbc.sql("select * from webhook_endpoint order by created_at")
                .query(Endpoints::endpoint)
                .list();
    }

    Optional<Endpoint> find(UUID id) {
        return jdbc.sql("select * from webhook_endpoint where id = ?")
                .param(id)
                .query(Endpoints::endpoint)
                .optional();
    }

    /// The newest first.
    List<WebhookSecret> secrets(UUID id) {
        var sealed = new ArrayList<byte[]>();
        jdbc.sql("select secret, previous_secret, previous_until > ? as both from webhook_endpoint where id = ?")
                .params(now(), id)
                .query(row -> {
                    sealed.add(row.getBytes("secret"));
                    if (row.getBoolean("both")) sealed.add(row.getBytes("previous_secret"));
                });
        return sealed.stream()
                .map(one -> new WebhookSecret(seal.open(place(id), one)))
                .toList();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String place(UUID id) {
        return "webhook_endpoint|" + id;
    }

    private static Endpoint endpoint(ResultSet row, int number) throws SQLException {
        return new Endpoint(
                row.getObject("id", UUID.class),
                URI.create(row.getString("url")),
                List.of((String[]) row.getArray("types").getArray()),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "disabled_at"),
                row.getString("disabled_why"),
                instant(row, "answered_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
