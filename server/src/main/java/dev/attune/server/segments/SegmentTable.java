package dev.attune.server.segments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Segments, their members, and who is to be looked at when.
@Component
class SegmentTable {
    private final JdbcTemplate jdbc;

    SegmentTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Member(String person, Instant since) {}

    record Move(UUID segment, String person, boolean entered) {}

    record Day(LocalDate day, long entered, long gone) {}

    record Due(String person, Instant at) {}

    List<Segment> all() {
        return jdbc.query("select * from segment order by name, key", SegmentTable::segment);
    }

    Optional<Segment> find(UUID id) {
        return jdbc.query("select * from segment where id = ?", SegmentTable::segment, id).stream()
                .findFirst();
    }

    void add(Segment segment) {
        jdbc.update(
                """
                insert into segment (id, key, name, condition, created_at, created_by, building)
                values (?, ?, ?, ?, ?, ?, true)""",
                segment.id(),
                segment.key(),
                segment.name(),
                segment.condition(),
                utc(segment.createdAt()),
                segment.createdBy());
    }

    void rename(UUID id, String name) {
        jdbc.update("update segment set name = ? where id = ?", name, id);
    }

    /// Everybody is to be looked at again.
    void redefine(UUID id, String name, String condition) {
        jdbc.update(
                "update segment set name = ?, condition = ?, building = true, built_to = '' where id = ?",
                name,
                condition,
                id);
    }

    boolean remove(UUID id) {
        return jdbc.update("delete from segment where id = ?", id) > 0;
    }

    /// Ids of everybody after `person`, in the order of ids, which is a random one.
    List<String> peopleAfter(String person, int most) {
        return jdbc.query(
                "select person from segment_person where person > ? order by person limit ?",
                (row, n) -> row.getString("person"),
                person,
                most);
    }

    long people() {
        var count = jdbc.queryForObject("select count(*) from segment_person", Long.class);
        return count == null ? 0 : count;
    }

    List<String> due(Instant now, int most) {
        return jdbc.query(
                "select person from segment_person where due_at <= ? order by due_at limit ?",
                (row, n) -> row.getString("person"),
                utc(now),
                most);
    }

    /// Whoever is to be looked at up to an hour too early already stays so: somebody who is busy is looked at four
    /// times a second, and each time a row would be written anew.
    void due(Collection<Due> due, Instant now) {
        jdbc.update(connection -> {
            var statement = connection.prepareStatement("""
                    insert into segment_person (person, due_at)
                    select d.person, d.due_at from (
                      select person, timestamptz 'epoch' + at * interval '1 millisecond' as due_at
                      from unnest(?::text[], ?::bigint[]) as r (person, at)) d
                    left join segment_person p on p.person = d.person
                    where p.person is null or p.due_at <= ? or p.due_at not between d.due_at - interval '1 hour' and d.due_at
                    on conflict (person) do update set due_at = excluded.due_at""");
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", due.stream().map(Due::person).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "int8",
                            due.stream().map(each -> each.at().toEpochMilli()).toArray()));
            statement.setObject(3, utc(now));
            return statement;
        });
    }

    /// Segments by person, of those named.
    Map<String, Set<UUID>> of(Collection<String> people) {
        var segments = new HashMap<String, Set<UUID>>();
        jdbc.query(
                "select person, segment_id from segment_member where person = any(?)",
                row -> {
                    segments.computeIfAbsent(row.getString("person"), person -> new HashSet<>())
                            .add(row.getObject("segment_id", UUID.class));
                },
                (Object) people.toArray(String[]::new));
        return segments;
    }

    Map<String, Set<String>> keysOf(Collection<String> people) {
        var keys = new HashMap<String, Set<String>>();
        jdbc.query(
                "select person, key from segment join segment_member on segment_id = id where person = any(?)",
                row -> {
                    keys.computeIfAbsent(row.getString("person"), person -> new HashSet<>())
                            .add(row.getString("key"));
                },
                (Object) people.toArray(String[]::new));
        return keys;
    }

    /// Conditions of the segments that the person is in, by key.
    Map<String, String> conditionsOf(String person) {
        var conditions = new HashMap<String, String>();
        jdbc.query(
                "select key, condition from segment join segment_member on segment_id = id where person = ?",
                row -> {
                    conditions.put(row.getString("key"), row.getString("condition"));
                },
                person);
        return conditions;
    }

    Map<UUID, Instant> since(String person) {
        var since = new HashMap<UUID, Instant>();
        jdbc.query(
                "select segment_id, since from segment_member where person = ?",
                row -> {
                    since.put(row.getObject("segment_id", UUID.class), instant(row, "since"));
                },
                person);
        return since;
    }

    /// @param people in the order of ids, after `person`
    List<Member> members(UUID segment, String person, int most) {
        return jdbc.query(
                """
                select person, since from segment_member where segment_id = ? and person > ?
                order by person limit ?""", (row, n) -> new Member(row.getString("person"), instant(row, "since")), segment, person, most);
    }

    /// @param counted whether the days' numbers of entering and leaving grow
    void move(Collection<Move> moves, Instant at, boolean counted) {
        if (moves.isEmpty()) return;
        var entered = moves.stream().filter(Move::entered).toList();
        var gone = moves.stream().filter(move -> !move.entered()).toList();
        if (!entered.isEmpty())
            jdbc.batchUpdate(
                    "insert into segment_member (segment_id, person, since) values (?, ?, ?) on conflict do nothing",
                    entered.stream()
                            .map(move -> new Object[] {move.segment(), move.person(), utc(at)})
                            .toList());
        if (!gone.isEmpty())
            jdbc.batchUpdate(
                    "delete from segment_member where segment_id = ? and person = ?",
                    gone.stream()
                            .map(move -> new Object[] {move.segment(), move.person()})
                            .toList());
        var change = new HashMap<UUID, long[]>();
        for (var move : moves) change.computeIfAbsent(move.segment(), id -> new long[2])[move.entered() ? 0 : 1]++;
        change.forEach((segment, both) -> {
            jdbc.update("update segment set members = members + ? where id = ?", both[0] - both[1], segment);
            if (counted) jdbc.update("""
                        insert into segment_day (segment_id, day, entered, gone)
                        select id, ?, ?, ? from segment where id = ?
                        on conflict (segment_id, day) do update
                        set entered = segment_day.entered + excluded.entered, gone = segment_day.gone + excluded.gone""", LocalDate.ofInstant(at, ZoneOffset.UTC), both[0], both[1], segment);
        });
    }

    /// How far the first look at everybody came.
    void built(UUID segment, String condition, String to, boolean done) {
        jdbc.update(
                "update segment set built_to = ?, building = ? where id = ? and condition = ?",
                to,
                !done,
                segment,
                condition);
    }

    List<Day> days(UUID segment, LocalDate from) {
        return jdbc.query(
                "select * from segment_day where segment_id = ? and day >= ? order by day",
                (row, n) -> new Day(row.getObject("day", LocalDate.class), row.getLong("entered"), row.getLong("gone")),
                segment,
                from);
    }

    /// Removes every trace of a person; the segments' numbers follow.
    ///
    /// @return rows
    int forget(String person) {
        jdbc.update("""
                update segment set members = members - 1
                where id in (select segment_id from segment_member where person = ?)""", person);
        int members = jdbc.update("delete from segment_member where person = ?", person);
        return members + jdbc.update("delete from segment_person where person = ?", person);
    }

    private static Segment segment(ResultSet row, int number) throws SQLException {
        return new Segment(
                row.getObject("id", UUID.class),
                row.getString("key"),
                row.getString("name"),
                row.getString("condition"),
                instant(row, "created_at"),
                row.getString("created_by"),
                row.getBoolean("building"),
                row.getString("built_to"),
                row.getLong("members"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
