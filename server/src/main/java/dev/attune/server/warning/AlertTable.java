package dev.attune.server.warning;

import dev.attune.decisions.warning.QuietHours;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Vault;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Rules, how far each has come, alerts, and who is still to be told.
@Component
class AlertTable {
    private static final int MOST_AT_ONCE = 500; // rows in one round trip

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Vault vault;

    AlertTable(JdbcTemplate jdbc, JsonMapper json, Vault vault) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
    }

    /// @param person null for a thing
    record Stored(
            UUID id,
            @Nullable UUID rule,
            String ruleName,
            String scope,
            @Nullable String person,
            Instant raisedAt,
            Instant latestAt,
            int times,
            double strength,
            Evidence evidence,
            @Nullable Instant settledAt,
            @Nullable String settledBy) {}

    record Telling(
            UUID alert,
            String target,
            String language,
            @Nullable String person) {}

    List<AlertRule> rules() {
        return jdbc.query("select * from alert_rule order by name, id", this::readRule);
    }

    Optional<AlertRule> rule(UUID id) {
        return jdbc.query("select * from alert_rule where id = ?", this::readRule, id).stream()
                .findFirst();
    }

    void save(AlertRule rule) {
        jdbc.update(
                """
                insert into alert_rule (id, name, watches, signal, detector, mail_to, webhooks, language, quiet, grouping_s,
                  enabled, created_at, created_by)
                values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                on conflict (id) do update set name = excluded.name, watches = excluded.watches,
                  signal = excluded.signal, detector = excluded.detector, mail_to = excluded.mail_to,
                  webhooks = excluded.webhooks, language = excluded.language, quiet = excluded.quiet,
                  grouping_s = excluded.grouping_s, enabled = excluded.enabled""",
                rule.id(),
                rule.name(),
                rule.watches().id(),
                rule.signal().id(),
                json.writeValueAsString(rule.detector()),
                rule.mailTo().toArray(String[]::new),
                rule.webhooks().toArray(String[]::new),
                rule.language(),
                rule.quiet() == null ? null : json.writeValueAsString(rule.quiet()),
                rule.grouping().toSeconds(),
                rule.enabled(),
                utc(rule.createdAt()),
                rule.createdBy());
    }

    boolean removeRule(UUID id) {
        return jdbc.update("delete from alert_rule where id = ?", id) > 0;
    }

    /// A rule that judges differently begins anew.
    void beginAnew(UUID rule) {
        jdbc.update("delete from warning_state where rule_id = ?", rule);
    }

    /// By scope; what nobody saw yet is absent.
    <T> Map<String, T> states(UUID rule, Collection<String> scopes, Class<T> type) {
        var states = new HashMap<String, T>();
        jdbc.query(
                "select scope, person, sealed, plain from warning_state where rule_id = ? and scope = any(?)",
                row -> {
                    content(row, "warning_state", type).ifPresent(state -> put(states, row, state));
                },
                rule,
                scopes.toArray(String[]::new));
        return states;
    }

    /// @param states by scope
    void save(UUID rule, Map<String, ?> states, Instant at) {
        var rows = new ArrayList<Row>();
        states.forEach((scope, state) -> row("warning_state", scope, state).ifPresent(rows::add));
        jdbc.batchUpdate("""
                insert into warning_state (rule_id, scope, person, sealed, plain, seen_at)
                values (?, ?, ?, ?, ?::jsonb, ?)
                on conflict (rule_id, scope) do update
                set sealed = excluded.sealed, plain = excluded.plain, seen_at = excluded.seen_at""", rows, MOST_AT_ONCE, (statement, row) -> {
            statement.setObject(1, rule);
            statement.setString(2, row.scope());
            statement.setString(3, row.person());
            statement.setBytes(4, row.sealed());
            statement.setString(5, row.plain());
            statement.setObject(6, utc(at));
        });
    }

    /// The alert that a new one would join.
    Optional<UUID> standing(UUID rule, String scope, Instant since) {
        return jdbc.query("""
                        select id from alert where rule_id = ? and scope = ? and latest_at >= ? and settled_at is null
                        order by latest_at desc limit 1""", (row, n) -> row.getObject("id", UUID.class), rule, scope, utc(since)).stream()
                .findFirst();
    }

    void again(UUID alert, Instant at, double strength) {
        jdbc.update(
                "update alert set times = times + 1, latest_at = ?, strength = greatest(strength, ?) where id = ?",
                utc(at),
                strength,
                alert);
    }

    /// False when its person was erased meanwhile.
    boolean add(Stored alert) {
        var content = row("alert", alert.scope(), alert.evidence());
        content.ifPresent(each -> jdbc.update(
                """
                insert into alert (id, rule_id, rule_name, scope, person, raised_at, latest_at, strength, sealed, plain)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""",
                alert.id(),
                alert.rule(),
                alert.ruleName(),
                alert.scope(),
                each.person(),
                utc(alert.raisedAt()),
                utc(alert.latestAt()),
                alert.strength(),
                each.sealed(),
                each.plain()));
        return content.isPresent();
    }

    /// The latest first.
    List<Stored> alerts(boolean aboutPeople, int most) {
        return jdbc
                .query(
                        "select * from alert where (person is not null) = ? order by raised_at desc, id limit ?",
                        this::stored,
                        aboutPeople,
                        most)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    List<Stored> of(String person) {
        return jdbc.query("select * from alert where person = ? order by raised_at", this::stored, person).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    List<Stored> named(Collection<UUID> ids) {
        return jdbc
                .query("select * from alert where id = any(?) order by raised_at", this::stored, (Object)
                        ids.toArray(UUID[]::new))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    List<Stored> raisedSince(Instant when) {
        return jdbc
                .query("select * from alert where raised_at >= ? order by raised_at", this::stored, utc(when))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    AlertFigures.Counted countedSince(Instant when) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) as raised, count(settled_at) as settled from alert where raised_at >= ?",
                (row, n) -> new AlertFigures.Counted(row.getLong("raised"), row.getLong("settled")),
                utc(when)));
    }

    boolean settle(UUID alert, String by, Instant at) {
        return jdbc.update(
                        "update alert set settled_at = coalesce(settled_at, ?), settled_by = coalesce(settled_by, ?) where id = ?",
                        utc(at),
                        by,
                        alert)
                > 0;
    }

    void tellLater(UUID alert, String target, String language, Instant due) {
        jdbc.update(
                "insert into alert_telling (alert_id, target, language, due_at) values (?, ?, ?, ?) on conflict do nothing",
                alert,
                target,
                language,
                utc(due));
    }

    /// Takes those away whose time has come.
    List<Telling> takeDue(Instant now) {
        return jdbc.query(
                """
                with due as (delete from alert_telling where due_at <= ? returning *)
                select due.*, alert.person from due join alert on alert.id = due.alert_id
                order by target, raised_at""",
                (row, n) -> new Telling(
                        row.getObject("alert_id", UUID.class),
                        row.getString("target"),
                        row.getString("language"),
                        row.getString("person")),
                utc(now));
    }

    int forget(String person) {
        return jdbc.update("delete from warning_state where person = ?", person)
                + jdbc.update("delete from alert where person = ?", person);
    }

    int sweep(Instant olderThan) {
        return jdbc.update("delete from alert where latest_at < ?", utc(olderThan))
                + jdbc.update("delete from warning_state where seen_at < ?", utc(olderThan));
    }

    private record Row(
            String scope,
            @Nullable String person,
            byte @Nullable [] sealed,
            @Nullable String plain) {}

    /// Sealed where it is about a person; empty when they were erased.
    private Optional<Row> row(String table, String scope, Object content) {
        String text = json.writeValueAsString(content);
        String prefix = Watched.PERSON.id() + ":";
        if (!scope.startsWith(prefix)) return Optional.of(new Row(scope, null, null, text));
        String person = scope.substring(prefix.length());
        try {
            return Optional.of(new Row(scope, person, vault.seal(person, table, "sealed", text), null));
        } catch (PersonErased e) {
            return Optional.empty();
        }
    }

    private <T> Optional<T> content(ResultSet row, String table, Class<T> type) throws SQLException {
        String person = row.getString("person");
        try {
            return Optional.of(json.readValue(
                    person == null
                            ? row.getString("plain")
                            : vault.open(person, table, "sealed", row.getBytes("sealed")),
                    type));
        } catch (PersonErased e) {
            return Optional.empty();
        }
    }

    private static <T> void put(Map<String, T> states, ResultSet row, T state) {
        try {
            states.put(row.getString("scope"), state);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Stored> stored(ResultSet row, int number) throws SQLException {
        var evidence = content(row, "alert", Evidence.class);
        if (evidence.isEmpty()) return Optional.empty();
        var settled = row.getObject("settled_at", OffsetDateTime.class);
        return Optional.of(new Stored(
                row.getObject("id", UUID.class),
                row.getObject("rule_id", UUID.class),
                row.getString("rule_name"),
                row.getString("scope"),
                row.getString("person"),
                instant(row, "raised_at"),
                instant(row, "latest_at"),
                row.getInt("times"),
                row.getDouble("strength"),
                evidence.get(),
                settled == null ? null : settled.toInstant(),
                row.getString("settled_by")));
    }

    private AlertRule readRule(ResultSet row, int number) throws SQLException {
        String quiet = row.getString("quiet");
        return new AlertRule(
                row.getObject("id", UUID.class),
                row.getString("name"),
                json.readValue('"' + row.getString("watches") + '"', Watched.class),
                json.readValue('"' + row.getString("signal") + '"', Signal.class),
                json.readValue(row.getString("detector"), Detector.class),
                texts(row.getArray("mail_to")),
                texts(row.getArray("webhooks")),
                row.getString("language"),
                quiet == null ? null : json.readValue(quiet, QuietHours.class),
                Duration.ofSeconds(row.getLong("grouping_s")),
                row.getBoolean("enabled"),
                instant(row, "created_at"),
                row.getString("created_by"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
