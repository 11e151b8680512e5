package dev.attune.server.repair;

import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.FollowUpStyle;
import dev.attune.decisions.repair.Outcome;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.decisions.repair.Step;
import dev.attune.server.vault.PersonErased;
import dev.attune.server.vault.Vault;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Cases and their history in PostgreSQL.
@Component
class CaseTable {
    private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JdbcTemplate template; // takes nulls
    private final Vault vault;
    private final JsonMapper json;
    private final ObjectReader reader;

    CaseTable(JdbcClient jdbc, JdbcTemplate template, Vault vault, JsonMapper json) {
        this.jdbc = jdbc;
        this.template = template;
        this.vault = vault;
        this.json = json;
        this.reader = json.readerFor(DETAIL);
    }

    /// False when the person has an open case about this already.
    boolean insert(RepairCase fresh, RepairDefinition definition) {
        return jdbc.sql("""
                        insert into repair_case (id, person, topic, product, language, definition, state, severity,
                          opened_at, due_at, changed_at, follow_up)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                fresh.id(),
                                fresh.person(),
                                fresh.topic(),
                                fresh.product(),
                                fresh.language(),
                                definition.id() + "/" + definition.version(),
                                fresh.state().id(),
                                fresh.severity(),
                                at(fresh.openedAt()),
                                at(fresh.dueAt()),
                                at(fresh.changedAt()),
                                fresh.followUp().id())
                        .update()
                > 0;
    }

    Optional<RepairCase> find(UUID id) {
        return one("select * from repair_case where id = ?", id);
    }

    /// Nobody else changes it until the transaction ends.
    Optional<RepairCase> lock(UUID id) {
        return one("select * from repair_case where id = ? for update", id);
    }

    /// The same for many, in an order that two who lock many share.
    List<RepairCase> lock(Collection<UUID> ids) {
        return jdbc.sql("select * from repair_case where id = any(?) order by id for update")
                .param(ids.toArray(UUID[]::new))
                .query((row, n) -> row(row))
                .list();
    }

    /// Of two that were opened before their people were found to be one, the older.
    ///
    /// @param people records of one customer
    Optional<RepairCase> openOf(Collection<String> people, String topic) {
        return one("""
                select * from repair_case where person = any(?) and topic = ? and state <> 'closed'
                order by opened_at, id limit 1""", people.toArray(String[]::new), topic);
    }

    /// The newest first.
    ///
    /// @param people records of one customer
    List<RepairCase> of(Collection<String> people) {
        return jdbc.sql("select * from repair_case where person = any(?) order by opened_at desc")
                .param(people.toArray(String[]::new))
                .query((row, n) -> row(row))
                .list();
    }

    /// Open ones, what is due first at the top.
    List<RepairCase> open(int most) {
        return jdbc.sql("select * from repair_case where state <> 'closed' order by due_at, severity desc, id limit ?")
                .param(most)
                .query((row, n) -> row(row))
                .list();
    }

    /// The latest first.
    List<RepairCase> closed(int most) {
        return jdbc.sql("select * from repair_case where state = 'closed' order by closed_at desc, id limit ?")
                .param(most)
                .query((row, n) -> row(row))
                .list();
    }

    /// Cases that were asked about for the last time before then, and not answered.
    List<RepairCase> silentSince(Instant when, int mostAsks) {
        return jdbc.sql("""
                        select c.* from repair_case c where c.state = 'follow-up' and c.asks >= ?
                          and not exists (select 1 from repair_ask a where a.case_id = c.id and a.asked_at >= ?)""")
                .params(mostAsks, at(when))
                .query((row, n) -> row(row))
                .list();
    }

    /// How far the cases came that were opened since; each stage holds those that came further.
    ///
    /// @param opened how many
    /// @param begun in which a step was done
    /// @param helped in which all steps were, and the person was not back before
    /// @param answered in which the person said how it is now
    /// @param repaired in which the person said that it is right again, or whoever helped did
    record Funnel(long opened, long begun, long helped, long answered, long repaired) {}

    /// @param product,topic null for all
    Funnel funnel(Instant since, @Nullable String product, @Nullable String topic) {
        return Objects.requireNonNull(template.queryForObject(
                """
                select count(*) as opened,
                  count(*) filter (where done <> '{}' or helped_at is not null or satisfaction is not null
                    or outcome = 'repaired') as begun,
                  count(*) filter (where helped_at is not null or satisfaction is not null or outcome = 'repaired') as helped,
                  count(*) filter (where satisfaction is not null) as answered,
                  count(*) filter (where satisfaction is not null and outcome = 'repaired') as repaired
                from repair_case where opened_at >= ? and (?::text is null or product = ?) and (?::text is null or topic = ?)""",
                (row, n) -> new Funnel(
                        row.getLong("opened"),
                        row.getLong("begun"),
                        row.getLong("helped"),
                        row.getLong("answered"),
                        row.getLong("repaired")),
                at(since),
                product,
                product,
                topic,
                topic));
    }

    void update(RepairCase changed) {
        update(List.of(changed));
    }

    void update(List<RepairCase> changed) {
        if (changed.isEmpty()) return;
        template.batchUpdate("""
                        update repair_case set product = ?, state = ?, asks = ?, outcome = ?, severity = ?, due_at = ?,
                          changed_at = ?, helped_at = ?, closed_at = ?, reopened = ?, owner = ?, done = ?::jsonb, calm_at = ?,
                          re_contact_at = ?, repurchased_at = ?, satisfaction = ? where id = ?""", changed, changed.size(), this::columns);
    }

    private void columns(PreparedStatement statement, RepairCase changed) throws SQLException {
        int parameter = 0;
        for (var value : Arrays.<@Nullable Object>asList(
                changed.product(),
                changed.state().id(),
                changed.state() instanceof CaseState.FollowingUp(int asks) ? asks : 0,
                changed.state() instanceof CaseState.Closed(var outcome) ? outcome.id() : null,
                changed.severity(),
                at(changed.dueAt()),
                at(changed.changedAt()),
                orNull(changed.helpedAt()),
                orNull(changed.closedAt()),
                changed.reopened(),
                changed.owner(),
                written(changed.done()),
                orNull(changed.calmAt()),
                orNull(changed.reContactAt()),
                orNull(changed.repurchasedAt()),
                changed.satisfaction(),
                changed.id())) statement.setObject(++parameter, value);
    }

    private record Sealed(RepairCase of, Entry entry, byte[] detail) {}

    /// False when it stands there already.
    ///
    /// @throws PersonErased when nothing is to be kept about them any more
    boolean add(RepairCase of, Entry entry) {
        return !write(List.of(new Sealed(of, entry, seal(of.person(), entry.detail()))))
                .isEmpty();
    }

    /// Lines of many cases; those of people who were erased meanwhile are left out.
    ///
    /// @return ids of those that did not stand there already
    Set<UUID> add(Map<Entry, RepairCase> lines) {
        var sealed = new ArrayList<Sealed>();
        vault.openAll(lines.values().stream().map(RepairCase::person).toList());
        lines.forEach((entry, of) -> {
            try {
                sealed.add(new Sealed(of, entry, seal(of.person(), entry.detail())));
            } catch (PersonErased e) {
                // gone meanwhile
            }
        });
        return write(sealed);
    }

    private Set<UUID> write(List<Sealed> lines) {
        if (lines.isEmpty()) return Set.of();
        return new HashSet<>(template.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                            insert into repair_entry (id, case_id, person, at, kind, affect, message, sealed)
                            select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::boolean[],
                              ?::uuid[], ?::bytea[])
                            on conflict do nothing returning id""");
                    set(statement, 1, "uuid", lines, line -> line.entry().id());
                    set(statement, 2, "uuid", lines, line -> line.of().id());
                    set(statement, 3, "text", lines, line -> line.of().person());
                    set(
                            statement,
                            4,
                            "timestamptz",
                            lines,
                            line -> at(line.entry().at()));
                    set(statement, 5, "text", lines, line -> line.entry().kind().id());
                    set(statement, 6, "bool", lines, line -> line.entry().displayed());
                    set(statement, 7, "uuid", lines, line -> line.entry().message());
                    statement.setArray(
                            8,
                            statement
                                    .getConnection()
                                    .createArrayOf(
                                            "bytea",
                                            lines.stream().map(Sealed::detail).toArray(byte[][]::new)));
                    return statement;
                },
                (row, n) -> row.getObject("id", UUID.class)));
    }

    private static void set(
            PreparedStatement statement,
            int parameter,
            String type,
            List<Sealed> lines,
            Function<Sealed, @Nullable Object> column)
            throws SQLException {
        var values = lines.stream().map(column).toArray();
        statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
    }

    /// The oldest first; empty when the person was erased meanwhile.
    List<Entry> history(RepairCase of) {
        try {
            return jdbc.sql("select * from repair_entry where case_id = ? order by at, id")
                    .param(of.id())
                    .query((row, n) -> entry(of.person(), row))
                    .list();
        } catch (PersonErased e) {
            return List.of();
        }
    }

    /// Signs of trouble, the latest first, by case.
    ///
    /// @param most of one case
    Map<UUID, List<Entry>> evidence(Collection<RepairCase> cases, int most) {
        var people = new HashMap<UUID, String>();
        for (var one : cases) people.put(one.id(), one.person());
        vault.openAll(people.values());
        var evidence = new HashMap<UUID, List<Entry>>();
        template.query(
                """
                select latest.* from unnest(?::uuid[]) as wanted (id), lateral
                  (select * from repair_entry e where e.case_id = wanted.id and e.kind = ? order by e.at desc limit ?) latest""",
                row -> {
                    var of = row.getObject("case_id", UUID.class);
                    try {
                        evidence.computeIfAbsent(of, same -> new ArrayList<>())
                                .add(entry(row.getString("person"), row));
                    } catch (PersonErased e) {
                        // gone meanwhile
                    }
                },
                people.keySet().toArray(UUID[]::new),
                Entry.Kind.EVIDENCE.id(),
                most);
        return evidence;
    }

    /// What came of a message, where it is one of a case.
    void delivered(UUID message, Map<String, Object> more) {
        jdbc.sql("select * from repair_entry where message = ?")
                .param(message)
                .query((row, n) -> {
                    var person = row.getString("person");
                    var detail = new TreeMap<String, Object>(entry(person, row).detail());
                    detail.putAll(more);
                    return new Delivered(row.getObject("id", UUID.class), seal(person, detail));
                })
                .list()
                .forEach(done -> jdbc.sql("update repair_entry set sealed = ? where id = ?")
                        .params(done.sealed(), done.entry())
                        .update());
    }

    private record Delivered(UUID entry, byte[] sealed) {}

    /// @return in how many cases something was forgotten
    int forgetAffect(String person) {
        return jdbc.sql("delete from repair_entry where person = ? and affect")
                .param(person)
                .update();
    }

    int forgetAffectBefore(Instant when) {
        return jdbc.sql("delete from repair_entry where affect and at < ?")
                .param(at(when))
                .update();
    }

    int sweep(Instant olderThan) {
        return jdbc.sql("delete from repair_case where state = 'closed' and changed_at < ?")
                .param(at(olderThan))
                .update();
    }

    int erase(String person) {
        jdbc.sql("delete from repair_entry where person = ?").param(person).update();
        jdbc.sql("delete from repair_ask where person = ?").param(person).update();
        return jdbc.sql("""
                        delete from repair_case where id in
                          (select id from repair_case where person = ? order by id for update)""").param(person).update();
    }

    private byte[] seal(String person, Map<String, Object> detail) {
        return vault.seal(person, "repair_entry", "sealed", json.writeValueAsString(detail));
    }

    private Entry entry(String person, ResultSet row) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                instant(row, "at"),
                Entry.Kind.of(row.getString("kind")),
                row.getBoolean("affect"),
                row.getObject("message", UUID.class),
                reader.readValue(vault.open(person, "repair_entry", "sealed", row.getBytes("sealed"))));
    }

    private Optional<RepairCase> one(String sql, Object... params) {
        return jdbc.sql(sql).params(params).query((row, n) -> row(row)).optional();
    }

    private RepairCase row(ResultSet row) throws SQLException {
        return new RepairCase(
                row.getObject("id", UUID.class),
                row.getString("person"),
                row.getString("topic"),
                row.getString("product"),
                row.getString("language"),
                state(row),
                row.getInt("severity"),
                instant(row, "opened_at"),
                instant(row, "due_at"),
                instant(row, "changed_at"),
                maybe(row, "helped_at"),
                maybe(row, "closed_at"),
                row.getInt("reopened"),
                row.getString("owner"),
                done(row.getString("done")),
                FollowUpStyle.of(row.getString("follow_up")),
                maybe(row, "calm_at"),
                maybe(row, "re_contact_at"),
                maybe(row, "repurchased_at"),
                (Double) row.getObject("satisfaction"));
    }

    private String written(Map<Step, String> done) {
        var byId = new TreeMap<String, String>();
        done.forEach((step, option) -> byId.put(step.id(), option));
        return json.writeValueAsString(byId);
    }

    private Map<Step, String> done(String written) {
        var done = new EnumMap<Step, String>(Step.class);
        json.readValue(written, DETAIL).forEach((step, option) -> done.put(Step.of(step), String.valueOf(option)));
        return done;
    }

    private static CaseState state(ResultSet row) throws SQLException {
        return switch (row.getString("state")) {
            case "closed" -> new CaseState.Closed(Outcome.of(row.getString("outcome")));
            case "follow-up" -> new CaseState.FollowingUp(row.getInt("asks"));
            case String step -> new CaseState.Helping(Step.of(step));
        };
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime orNull(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }
}
