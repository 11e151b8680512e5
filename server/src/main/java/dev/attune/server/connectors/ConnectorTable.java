package dev.attune.server.connectors;

import dev.attune.server.database.Tenant;
import dev.attune.server.vault.TenantSeal;
import dev.attune.server.vault.Vault;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Connected systems, who is who there, and what was made there.
@Component
class ConnectorTable {
    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};
    private static final int TOKEN_BYTES = 24;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final TenantSeal seal;
    private final Vault vault;
    private final InstantSource clock;
    private final JsonMapper json;
    private final SecureRandom random = new SecureRandom();

    ConnectorTable(
            JdbcClient jdbc,
            TransactionOperations transactions,
            TenantSeal seal,
            Vault vault,
            InstantSource clock,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.seal = seal;
        this.vault = vault;
        this.clock = clock;
        this.json = json;
    }

    /// @param options what may be shown of the values
    /// @param inboundToken the secret part of the address that the system calls
    /// @param answeredAt the last time it did what it was asked
    /// @param heardAt the last time it called
    record Row(
            UUID id,
            ConnectorKind kind,
            String name,
            URI url,
            Map<String, String> options,
            String inboundToken,
            boolean enabled,
            Instant createdAt,
            @Nullable Instant answeredAt,
            @Nullable Instant failedAt,
            @Nullable String failure,
            @Nullable Instant heardAt) {}

    /// Somebody there.
    record Link(UUID connector, String person, ExternalId contact) {}

    UUID create(ConnectorKind kind, String name, URI url, Map<String, String> values) {
        var id = UUID.randomUUID();
        var token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        jdbc.sql("""
                        insert into connector (id, kind, name, url, options, secrets, inbound_token, created_at)
                        values (?, ?, ?, ?, ?::jsonb, ?, ?, ?)""")
                .params(
                        id,
                        kind.id(),
                        name,
                        url.toString(),
                        json.writeValueAsString(part(kind, values, false)),
                        seal.seal(place(id, "secrets"), json.writeValueAsString(part(kind, values, true))),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(token),
                        now())
                .update();
        return id;
    }

    /// Secrets that are left out stay; the tokens they once gave do not.
    void change(Row row, String name, URI url, Map<String, String> values, boolean enabled) {
        var secrets = new HashMap<>(secrets(row));
        var entered = part(row.kind(), values, true);
        boolean fresh = !entered.isEmpty();
        secrets.putAll(entered);
        jdbc.sql("""
                        update connector set name = ?, url = ?, options = ?::jsonb, secrets = ?, enabled = ?,
                          tokens = case when ? then null else tokens end, failed_at = null, failure = null
                        where id = ?""")
                .params(
                        name,
                        url.toString(),
                        json.writeValueAsString(part(row.kind(), values, false)),
                        seal.seal(place(row.id(), "secrets"), json.writeValueAsString(secrets)),
                        enabled,
                        fresh,
                        row.id())
                .update();
    }

    private static Map<String, String> part(ConnectorKind kind, Map<String, String> values, boolean secret) {
        var part = new HashMap<String, String>();
        for (var field : kind.fields()) {
            String value = values.getOrDefault(field.name(), "");
            if (field.secret() == secret && !value.isEmpty()) part.put(field.name(), value);
        }
        return part;
    }

    boolean remove(UUID id) {
        return jdbc.sql("delete from connector where id = ?").param(id).update() > 0;
    }

    List<Row> all() {
        return jdbc.sql("select * from connector order by created_at")
                .query(this::row)
                .list();
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql("select * from connector where id = ?")
                .param(id)
                .query(this::row)
                .optional();
    }

    /// Whose it is, for calls from outside.
    Optional<Tenant> tenantOf(UUID id) {
        return Tenant.ALL.get(() -> jdbc.sql("select tenant from connector where id = ?")
                .param(id)
                .query((row, n) -> new Tenant(row.getString("tenant")))
                .optional());
    }

    ConnectorConfig config(Row row) {
        var values = new HashMap<>(row.options());
        values.putAll(secrets(row));
        for (var field : row.kind().fields())
            if (!field.usual().isEmpty()) values.putIfAbsent(field.name(), field.usual());
        return new ConnectorConfig(row.id(), row.kind(), row.name(), row.url(), values);
    }

    private Map<String, String> secrets(Row row) {
        byte[] sealed = jdbc.sql("select secrets from connector where id = ?")
                .param(row.id())
                .query((found, n) -> found.getBytes("secrets"))
                .single();
        return json.readValue(seal.open(place(row.id(), "secrets"), sealed), VALUES);
    }

    Optional<OAuthTokens.Tokens> tokens(UUID id) {
        return jdbc.sql("select tokens from connector where id = ? and tokens is not null")
                .param(id)
                .query((row, n) -> tokens(id, row.getBytes("tokens")))
                .optional();
    }

    private OAuthTokens.Tokens tokens(UUID id, byte[] sealed) {
        return json.readValue(seal.open(place(id, "tokens"), sealed), OAuthTokens.Tokens.class);
    }

    /// One renews at a time, on all servers; what it got is committed before it is used.
    OAuthTokens.Tokens renewTokens(UUID id, Function<Optional<OAuthTokens.Tokens>, OAuthTokens.Tokens> renewal) {
        var renewed = transactions.execute(status -> {
            var current = jdbc.sql("select tokens from connector where id = ? for update")
                    .param(id)
                    .query((row, n) -> Optional.ofNullable(row.getBytes("tokens")))
                    .single()
                    .map(stored -> tokens(id, stored));
            var fresh = renewal.apply(current);
            jdbc.sql("update connector set tokens = ? where id = ?")
                    .params(seal.seal(place(id, "tokens"), json.writeValueAsString(fresh)), id)
                    .update();
            return fresh;
        });
        if (renewed == null) throw new IllegalStateException("a renewal without a result");
        return renewed;
    }

    void answered(UUID id) {
        jdbc.sql("update connector set answered_at = ?, failed_at = null, failure = null where id = ?")
                .params(now(), id)
                .update();
    }

    void failed(UUID id, String why) {
        jdbc.sql("update connector set failed_at = ?, failure = ? where id = ?")
                .params(now(), why, id)
                .update();
    }

    void heard(UUID id) {
        jdbc.sql("update connector set heard_at = ? where id = ?")
                .params(now(), id)
                .update();
    }

    // who is who

    Optional<ExternalId> contact(UUID connector, String person) {
        return jdbc.sql("select sealed from connector_contact where connector = ? and person = ?")
                .params(connector, person)
                .query((row, n) -> opened(person, row.getBytes("sealed")))
                .optional();
    }

    void link(UUID connector, String person, ExternalId contact) {
        jdbc.sql("""
                        insert into connector_contact (connector, person, sealed, lookup) values (?, ?, ?, ?)
                        on conflict (connector, person) do update set sealed = excluded.sealed, lookup = excluded.lookup""")
                .params(
                        connector,
                        person,
                        vault.seal(person, "connector_contact", "sealed", contact.value()),
                        lookup(connector, contact))
                .update();
    }

    /// Those who are this contact there.
    List<String> persons(UUID connector, ExternalId contact) {
        return jdbc.sql("select person from connector_contact where connector = ? and lookup = ?")
                .params(connector, lookup(connector, contact))
                .query((row, n) -> row.getString("person"))
                .list();
    }

    /// The first of these records that is known there.
    Optional<Link> link(UUID connector, List<String> people) {
        var links = jdbc.sql(
                        "select connector, person, sealed from connector_contact where connector = ? and person = any(?)")
                .params(connector, people.toArray(String[]::new))
                .query(this::link)
                .list();
        return links.stream().min(Comparator.comparingInt(link -> people.indexOf(link.person())));
    }

    /// @param people records of one customer
    List<Link> links(List<String> people) {
        return jdbc.sql("select connector, person, sealed from connector_contact where person = any(?)")
                .param(people.toArray(String[]::new))
                .query(this::link)
                .list();
    }

    long contacts(UUID connector) {
        return jdbc.sql("select count(*) from connector_contact where connector = ?")
                .param(connector)
                .query(Long.class)
                .single();
    }

    void unlink(UUID connector, String person) {
        jdbc.sql("delete from connector_contact where connector = ? and person = ?")
                .params(connector, person)
                .update();
        jdbc.sql("delete from connector_made where connector = ? and person = ?")
                .params(connector, person)
                .update();
    }

    /// @param until null for no signal any more
    void signal(UUID connector, String person, @Nullable Instant until) {
        jdbc.sql("update connector_contact set signal_until = :until where connector = :connector and person = :person")
                .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC))
                .param("connector", connector)
                .param("person", person)
                .update();
    }

    /// Those whose signal stands there longer than it may.
    List<Link> expired() {
        return jdbc.sql("select connector, person, sealed from connector_contact where signal_until < ?")
                .param(now())
                .query(this::link)
                .list();
    }

    // what was made

    void made(UUID message, UUID connector, String person, ExternalRef ref) {
        jdbc.sql("""
                        insert into connector_made (message, connector, person, sealed, made_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .params(
                        message,
                        connector,
                        person,
                        vault.seal(person, "connector_made", "sealed", json.writeValueAsString(ref)),
                        now())
                .update();
    }

    List<ExternalRef> made(UUID connector, String person) {
        return jdbc.sql("select sealed from connector_made where connector = ? and person = ? order by made_at")
                .params(connector, person)
                .query((row, n) -> json.readValue(
                        vault.open(person, "connector_made", "sealed", row.getBytes("sealed")), ExternalRef.class))
                .list();
    }

    private Link link(ResultSet row, int number) throws SQLException {
        String person = row.getString("person");
        return new Link(row.getObject("connector", UUID.class), person, opened(person, row.getBytes("sealed")));
    }

    private ExternalId opened(String person, byte[] sealed) {
        return new ExternalId(vault.open(person, "connector_contact", "sealed", sealed));
    }

    private byte[] lookup(UUID connector, ExternalId contact) {
        return vault.fingerprint(connector + "|" + contact.value());
    }

    private Row row(ResultSet row, int number) throws SQLException {
        String kind = row.getString("kind");
        return new Row(
                row.getObject("id", UUID.class),
                ConnectorKind.of(kind).orElseThrow(() -> new IllegalStateException("unknown connector " + kind)),
                row.getString("name"),
                URI.create(row.getString("url")),
                json.readValue(row.getString("options"), VALUES),
                row.getString("inbound_token"),
                row.getBoolean("enabled"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "answered_at"),
                instant(row, "failed_at"),
                row.getString("failure"),
                instant(row, "heard_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String place(UUID id, String column) {
        return "connector." + column + "|" + id;
    }
}
