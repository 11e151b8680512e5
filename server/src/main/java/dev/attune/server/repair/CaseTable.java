package dev.attune.server.repair;

import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.FollowUpStyle;
import dev.attune.decisions.repair.Outcome;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.decisions.repair.Step;
import dev.attune.server.repair.KnownThings.Thing;
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
    private static final String TABLE = "repair_case";
    private static final String SEALED = "sealed";

    private final JdbcClient jdbc;
    private final JdbcTemplate template; // takes nulls
    private final Vault vault;
    private final JsonMapper json;
    private final KnownThings known;
    private final ObjectReader reader;
    private final ObjectReader inside;

    CaseTable(JdbcClient jdbc, JdbcTemplate template, Vault vault, JsonMapper json, KnownThings known) {
        this.jdbc = jdbc;
        this.template = template;
        this.vault = vault;
        this.json = json;
        this.known = known;
        this.reader = json.readerFor(DETAIL);
        this.inside = json.readerFor(Inside.class);
    }

    /// What of a case stands sealed.
    private record Inside(
            String topic,
            String product,
            Map<String, String> done,
            @Nullable Double satisfaction) {}

    /// A case as it stands in its row.
    private record Shut(String person, byte[] sealed, Function<Inside, RepairCase> with) {}

    /// False when the person has an open case about this already.
    ///
    /// @throws PersonErased when nothing is to be kept about them any more
    boolean insert(RepairCase fresh, RepairDefinition definition) {
        return jdbc.sql("""
                        insert into repair_case (id, person, about, sealed, language, definition, state, severity,
                          opened_at, due_at, changed_at, follow_up)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                fresh.id(),
                                fresh.person(),
                                about(fresh.person(), fresh.topic()),
                                sealed(fresh),
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
        return cases("select * from repair_case where id = ?", id).stream().findFirst();
    }

    /// Nobody else changes it until the transaction ends.
    Optional<RepairCase> lock(UUID id) {
        return cases("select * from repair_case where id = ? for update", id).stream()
                .findFirst();
    }

    /// The same for many, in an order that two who lock many share.
    List<RepairCase> lock(Collection<UUID> ids) {
        return cases("select * from repair_case where id = any(?) order by id for update", (Object)
                ids.toArray(UUID[]::new));
    }

    /// Of two that were opened before their people were found to be one, the older.
    ///
    /// @param people records of one customer
    Optional<RepairCase> openOf(Collection<String> people, String topic) {
        var known = new ArrayList<String>();
        var about = new ArrayList<byte[]>();
        for (var person : people)
            try {
                about.add(about(person, topic));
                known.add(person);
            } catch (PersonErased e) {
                // has no cases
            }
        return cases("""
                        select c.* from repair_case c
                          join unnest(?::text[], ?::bytea[]) as wanted (person, about) using (person, about)
                        where c.state <> 'closed' order by c.opened_at, c.id limit 1""", known.toArray(String[]::new), about.toArray(byte[][]::new)).stream()
                .findFirst();
    }

    /// The newest first.
    ///
    /// @param people records of one customer
    List<RepairCase> of(Collection<String> people) {
        return cases("select * from repair_case where person = any(?) order by opened_at desc", (Object)
                people.toArray(String[]::new));
    }

    /// Open ones, what is due first at the top.
    List<RepairCase> open(int most) {
        return cases(
                "select * from repair_case where state <> 'closed' order by due_at, severity desc, id limit ?", most);
    }

    /// The latest first.
    List<RepairCase> closed(int most) {
        return cases("select * from repair_case where state = 'closed' order by closed_at desc, id limit ?", most);
    }

    /// Cases that were asked about for the last time before then, and not answered.
    List<RepairCase> silentSince(Instant when, int mostAsks) {
        return cases("""
                select c.* from repair_case c where c.state = 'follow-up' and c.asks >= ?
                  and not exists (select 1 from repair_ask a where a.case_id = c.id and a.asked_at >= ?)""", mostAsks, at(when));
    }

    /// How far the cases came that were opened since; each stage holds those that came further.
    ///
    /// @param opened how many
    /// @param begun in which a step was done
    /// @param helped in which all steps were, and the person was not back before
    /// @param answered in which the person said how it is now
    /// @param repaired in which the person said that it is right again, or whoever helped did
    record Funnel(long opened, long begun, long helped, long answered, long repaired) {}

    private record Reached(UUID id, boolean begun, boolean helped, boolean answered, boolean repaired) {}

    /// @param product,topic null for all
    Funnel funnel(Instant since, @Nullable String product, @Nullable String topic) {
        var all = template.query(
                """
                select id, begun or helped_at is not null or answered or outcome = 'repaired' as begun,
                  helped_at is not null or answered or outcome = 'repaired' as helped, answered,
                  answered and outcome = 'repaired' as repaired
                from repair_case where opened_at >= ?""",
                (row, n) -> new Reached(
                        row.getObject("id", UUID.class),
                        row.getBoolean("begun"),
                        row.getBoolean("helped"),
                        row.getBoolean("answered"),
                        row.getBoolean("repaired")),
                at(since));
        var only = all;
        if (product != null || topic != null) {
            var things = things(all.stream().map(Reached::id).toList());
            only = all.stream()
                    .filter(one -> things.get(one.id()) instanceof Thing thing
                            && (product == null || thing.product().equals(product))
                            && (topic == null || thing.topic().equals(topic)))
                    .toList();
        }
        return new Funnel(
                only.size(),
                only.stream().filter(Reached::begun).count(),
                only.stream().filter(Reached::helped).count(),
                only.stream().filter(Reached::answered).count(),
                only.stream().filter(Reached::repaired).count());
    }

    private Map<UUID, Thing> things(List<UUID> ids) {
        return known.of(ids, closed -> {
            var things = new HashMap<UUID, KnownThings.Told>();
            for (var one : cases("select * from repair_case where id = any(?)", (Object) closed.toArray(UUID[]::new)))
                things.put(one.id(), new KnownThings.Told(one.person(), new Thing(one.topic(), one.product())));
            return things;
        });
    }

    void update(RepairCase changed) {
        update(List.of(changed));
    }

    /// Those of people who were erased meanwhile are left out.
    void update(List<RepairCase> changed) {
        var rows = new ArrayList<Row>();
        for (var one : changed)
            try {
                rows.add(new Row(one, sealed(one)));
            } catch (PersonErased e) {
                // gone meanwhile
            }
        if (rows.isEmpty()) return;
        template.batchUpdate("""
                        update repair_case set sealed = ?, state = ?, asks = ?, outcome = ?, severity = ?, due_at = ?,
                          changed_at = ?, helped_at = ?, closed_at = ?, reopened = ?, owner = ?, begun = ?, calm_at = ?,
                          re_contact_at = ?, repurchased_at = ?, answered = ? where id = ?""", rows, rows.size(), CaseTable::columns);
    }

    private record Row(RepairCase of, byte[] sealed) {}

    private static void columns(PreparedStatement statement, Row row) throws SQLException {
        var changed = row.of();
        int parameter = 0;
        for (var value : Arrays.<@Nullable Object>asList(
                row.sealed(),
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
                !changed.done().isEmpty(),
                orNull(changed.calmAt()),
                orNull(changed.reContactAt()),
                orNull(changed.repurchasedAt()),
                changed.satisfaction() != null,
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

    /// Those of people who were erased meanwhile are left out.
    private List<RepairCase> cases(String sql, Object... params) {
        var shut = template.query(sql, (row, n) -> shut(row), params);
        vault.openAll(shut.stream().map(Shut::person).toList());
        var cases = new ArrayList<RepairCase>(shut.size());
        for (var one : shut)
            try {
                cases.add(one.with().apply(inside.readValue(vault.open(one.person(), TABLE, SEALED, one.sealed()))));
            } catch (PersonErased e) {
                // gone meanwhile
            }
        return cases;
    }

    private static Shut shut(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var person = row.getString("person");
        var language = row.getString("language");
        var state = state(row);
        int severity = row.getInt("severity");
        var openedAt = instant(row, "opened_at");
        var dueAt = instant(row, "due_at");
        var changedAt = instant(row, "changed_at");
        var helpedAt = maybe(row, "helped_at");
        var closedAt = maybe(row, "closed_at");
        int reopened = row.getInt("reopened");
        var owner = row.getString("owner");
        var followUp = FollowUpStyle.of(row.getString("follow_up"));
        var calmAt = maybe(row, "calm_at");
        var reContactAt = maybe(row, "re_contact_at");
        var repurchasedAt = maybe(row, "repurchased_at");
        return new Shut(
                person,
                row.getBytes("sealed"),
                inside -> new RepairCase(
                        id,
                        person,
                        inside.topic(),
                        inside.product(),
                        language,
                        state,
                        severity,
                        openedAt,
                        dueAt,
                        changedAt,
                        helpedAt,
                        closedAt,
                        reopened,
                        owner,
                        done(inside.done()),
                        followUp,
                        calmAt,
                        reContactAt,
                        repurchasedAt,
                        inside.satisfaction()));
    }

    private byte[] about(String person, String topic) {
        return vault.fingerprint(person, TABLE, "topic", topic);
    }

    private byte[] sealed(RepairCase one) {
        var done = new TreeMap<String, String>();
        one.done().forEach((step, option) -> done.put(step.id(), option));
        return vault.seal(
                one.person(),
                TABLE,
                SEALED,
                json.writeValueAsString(new Inside(one.topic(), one.product(), done, one.satisfaction())));
    }

    private static Map<Step, String> done(Map<String, String> written) {
        var done = new EnumMap<Step, String>(Step.class);
        written.forEach((step, option) -> done.put(Step.of(step), option));
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
