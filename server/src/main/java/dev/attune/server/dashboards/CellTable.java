package dev.attune.server.dashboards;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Cells as they are stored.
@Component
class CellTable {
    private final JdbcTemplate jdbc;

    CellTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Some cells together.
    ///
    /// @param people how many different ones
    record Sums(long events, long readings, double valence, long negative, long positive, long people) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

        double mean() {
            return readings == 0 ? 0 : valence / readings;
        }
    }

    private record Question(
            Grain grain, String dims, @Nullable Dimension filter, String only, Instant from, Instant to) {}

    /// Adds up with what is there. Cells come in one order, so that two who add at once do not wait for
    /// each other in a circle.
    void add(Collection<Cell> cells) {
        var rows = new ArrayList<Object[]>();
        for (var cell : cells)
            rows.add(new Object[] {
                cell.key().grain().id(),
                cell.key().dims(),
                utc(cell.key().bucket()),
                cell.key().name(Dimension.PRODUCT),
                cell.key().name(Dimension.CHANNEL),
                cell.key().name(Dimension.SEGMENT),
                cell.key().name(Dimension.TOPIC),
                cell.events(),
                cell.readings(),
                cell.valence(),
                cell.negative(),
                cell.positive(),
                cell.people().hashes()
            });
        rows.sort((one, other) -> {
            for (int i = 0; i < 7; i++) {
                int order = String.valueOf(one[i]).compareTo(String.valueOf(other[i]));
                if (order != 0) return order;
            }
            return 0;
        });
        jdbc.batchUpdate("""
                insert into affect_cell as cell (grain, dims, bucket, product, channel, segment, topic, events, readings,
                  valence, negative, positive, people)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (tenant, grain, dims, bucket, product, channel, segment, topic) do update set
                  events = cell.events + excluded.events, readings = cell.readings + excluded.readings,
                  valence = cell.valence + excluded.valence, negative = cell.negative + excluded.negative,
                  positive = cell.positive + excluded.positive,
                  people = array(select distinct hash from unnest(cell.people || excluded.people) as hash
                    order by hash limit %d)""".formatted(Heads.KEPT), rows);
    }

    /// By name of `by`, those with the most readings; the empty name where events said none.
    Map<String, Sums> byName(
            Grain grain, Dimension by, @Nullable Dimension filter, String only, Instant from, Instant to, int most) {
        var question = question(grain, filter, only, from, to, by);
        var parameters = parameters(question);
        parameters.add(most);
        var sums = new HashMap<String, Sums>();
        query(
                "select %1$s as name, %2$s from affect_cell where %3$s group by %1$s order by readings desc, name limit ?"
                        .formatted(by.id(), SUMS, condition(question)),
                parameters,
                row -> sums.put(row.getString("name"), sums(row, 0)));
        var heads = new HashMap<String, Heads>();
        parameters = parameters(question);
        parameters.add(sums.keySet().toArray(String[]::new));
        query(
                "select %s as name, people from affect_cell where %s and %s = any(?)"
                        .formatted(by.id(), condition(question), by.id()),
                parameters,
                row -> heads.computeIfAbsent(row.getString("name"), name -> new Heads())
                        .addAll(people(row)));
        sums.replaceAll((name, each) -> counted(each, heads.getOrDefault(name, new Heads())));
        return sums;
    }

    /// At least how many people stand in the cells of each name of `by`, under each other name of `filter`: the most in
    /// one hour or day, so never too many.
    List<Map<String, Long>> atLeast(
            Grain grain,
            Dimension by,
            Collection<String> names,
            Dimension filter,
            String without,
            Instant from,
            Instant to) {
        var rows = new HashMap<String, Map<String, Long>>();
        query(
                """
                select %1$s as name, %2$s as other, max(cardinality(people)) as people from affect_cell
                where grain = ? and dims = ? and bucket >= ? and bucket < ? and %1$s = any(?) and %2$s <> ?
                group by 1, 2""".formatted(by.id(), filter.id()),
                List.of(
                        grain.id(),
                        Cell.Key.dims(by, filter),
                        utc(from),
                        utc(to),
                        names.toArray(String[]::new),
                        without),
                row -> rows.computeIfAbsent(row.getString("other"), other -> new HashMap<>())
                        .put(row.getString("name"), row.getLong("people")));
        return List.copyOf(rows.values());
    }

    /// By hour or day.
    Map<Instant, Sums> byTime(Grain grain, @Nullable Dimension filter, String only, Instant from, Instant to) {
        var question = question(grain, filter, only, from, to);
        var sums = new HashMap<Instant, Sums>();
        query(
                "select * from affect_cell where " + condition(question),
                parameters(question),
                row -> sums.put(row.getObject("bucket", OffsetDateTime.class).toInstant(), sums(row, heads(row))));
        return sums;
    }

    /// All of it.
    Sums total(Grain grain, @Nullable Dimension filter, String only, Instant from, Instant to) {
        var question = question(grain, filter, only, from, to);
        var heads = new Heads();
        var all = new ArrayList<Sums>();
        query("select * from affect_cell where " + condition(question), parameters(question), row -> {
            heads.addAll(people(row));
            all.add(sums(row, 0));
        });
        return counted(
                all.stream()
                        .reduce(
                                Sums.NONE,
                                (one, other) -> new Sums(
                                        one.events() + other.events(),
                                        one.readings() + other.readings(),
                                        one.valence() + other.valence(),
                                        one.negative() + other.negative(),
                                        one.positive() + other.positive(),
                                        0)),
                heads);
    }

    /// Names of a dimension that were seen since, the most frequent first.
    List<String> names(Dimension dimension, Instant from, int most) {
        return jdbc.query(
                """
                select %1$s as name from affect_cell where grain = 'day' and dims = ? and bucket >= ? and %1$s <> ''
                group by %1$s order by sum(events) desc, %1$s limit ?""".formatted(dimension.id()),
                (row, n) -> row.getString("name"),
                Cell.Key.dims(dimension),
                utc(from),
                most);
    }

    int sweep(Grain grain, Instant olderThan) {
        return jdbc.update("delete from affect_cell where grain = ? and bucket < ?", grain.id(), utc(olderThan));
    }

    private static final String SUMS = "sum(events) as events, sum(readings) as readings, sum(valence) as valence,"
            + " sum(negative) as negative, sum(positive) as positive";

    @FunctionalInterface
    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, List<?> parameters, Reader reader) {
        jdbc.query(
                sql,
                row -> {
                    reader.read(row);
                },
                parameters.toArray());
    }

    private static Question question(
            Grain grain, @Nullable Dimension filter, String only, Instant from, Instant to, Dimension... by) {
        var dimensions = new ArrayList<>(List.of(by));
        if (filter != null) dimensions.add(filter);
        return new Question(grain, Cell.Key.dims(dimensions.toArray(Dimension[]::new)), filter, only, from, to);
    }

    private static String condition(Question question) {
        return "grain = ? and dims = ? and bucket >= ? and bucket < ?"
                + (question.filter() == null ? "" : " and " + question.filter().id() + " = ?");
    }

    private static List<Object> parameters(Question question) {
        var parameters = new ArrayList<Object>(
                List.of(question.grain().id(), question.dims(), utc(question.from()), utc(question.to())));
        if (question.filter() != null) parameters.add(question.only());
        return parameters;
    }

    private static Sums sums(ResultSet row, long people) throws SQLException {
        return new Sums(
                row.getLong("events"),
                row.getLong("readings"),
                row.getDouble("valence"),
                row.getLong("negative"),
                row.getLong("positive"),
                people);
    }

    private static Sums counted(Sums sums, Heads heads) {
        return new Sums(
                sums.events(), sums.readings(), sums.valence(), sums.negative(), sums.positive(), heads.estimate());
    }

    private static long heads(ResultSet row) throws SQLException {
        var heads = new Heads();
        heads.addAll(people(row));
        return heads.estimate();
    }

    private static List<Long> people(ResultSet row) throws SQLException {
        return List.of((Long[]) row.getArray("people").getArray());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
