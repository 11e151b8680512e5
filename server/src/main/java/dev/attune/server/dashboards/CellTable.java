package dev.attune.server.dashboards;

import dev.attune.server.dashboards.Dashboards.Filter;
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
import java.util.stream.Collectors;
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

    /// @param before,after those of the first and the second half of the period
    record Halves(Sums all, Sums before, Sums after) {}

    /// Cells as they come from the database, added up.
    private static final class Adding {
        private final Heads heads = new Heads();
        private long events;
        private long readings;
        private double valence;
        private long negative;
        private long positive;

        void add(ResultSet row) throws SQLException {
            events += row.getLong("events");
            readings += row.getLong("readings");
            valence += row.getDouble("valence");
            negative += row.getLong("negative");
            positive += row.getLong("positive");
            heads.addAll(people(row));
        }

        static Adding of(Adding one, Adding other) {
            var both = new Adding();
            for (var each : List.of(one, other)) {
                both.events += each.events;
                both.readings += each.readings;
                both.valence += each.valence;
                both.negative += each.negative;
                both.positive += each.positive;
                both.heads.addAll(each.heads);
            }
            return both;
        }

        Sums sums() {
            return new Sums(events, readings, valence, negative, positive, heads.estimate());
        }
    }

    private record Question(Grain grain, String dims, List<Filter> filters, Instant from, Instant to) {}

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
    Map<String, Halves> byName(
            Grain grain, Dimension by, List<Filter> filters, Instant from, Instant middle, Instant to, int most) {
        var question = question(grain, filters, from, to, by);
        var names = most(question, by, most);
        var before = new HashMap<String, Adding>();
        var after = new HashMap<String, Adding>();
        var parameters = parameters(question);
        parameters.add(names.toArray(String[]::new));
        query(
                "select * from affect_cell where %s and %s = any(?)".formatted(condition(question), by.id()),
                parameters,
                row -> {
                    String name = row.getString(by.id());
                    var bucket = row.getObject("bucket", OffsetDateTime.class).toInstant();
                    (bucket.isBefore(middle) ? before : after)
                            .computeIfAbsent(name, each -> new Adding())
                            .add(row);
                });
        var halves = new HashMap<String, Halves>();
        for (var name : names) {
            var one = before.getOrDefault(name, new Adding());
            var other = after.getOrDefault(name, new Adding());
            halves.put(name, new Halves(Adding.of(one, other).sums(), one.sums(), other.sums()));
        }
        return halves;
    }

    /// The names with the most readings, whatever else the events said.
    List<String> most(Grain grain, Dimension by, Instant from, Instant to, int most) {
        return most(question(grain, List.of(), from, to, by), by, most);
    }

    private List<String> most(Question question, Dimension by, int most) {
        var parameters = parameters(question);
        parameters.add(most);
        var names = new ArrayList<String>();
        query(
                "select %1$s as name from affect_cell where %2$s group by %1$s order by sum(readings) desc, %1$s limit ?"
                        .formatted(by.id(), condition(question)),
                parameters,
                row -> names.add(row.getString("name")));
        return names;
    }

    /// At least how many people stand in the cells of two names: the most in one hour or day, so never
    /// too many.
    long[][] atLeast(
            Grain grain,
            Dimension rows,
            List<String> ofRows,
            Dimension columns,
            List<String> ofColumns,
            Instant from,
            Instant to) {
        var people = new long[ofRows.size()][ofColumns.size()];
        query(
                """
                select %1$s as one, %2$s as other, max(cardinality(people)) as people from affect_cell
                where grain = ? and dims = ? and bucket >= ? and bucket < ? and %1$s = any(?) and %2$s = any(?)
                group by 1, 2""".formatted(rows.id(), columns.id()),
                List.of(
                        grain.id(),
                        Cell.Key.dims(rows, columns),
                        utc(from),
                        utc(to),
                        ofRows.toArray(String[]::new),
                        ofColumns.toArray(String[]::new)),
                row -> people[ofRows.indexOf(row.getString("one"))][ofColumns.indexOf(row.getString("other"))] =
                        row.getLong("people"));
        return people;
    }

    /// Likewise for the cells of three names.
    long[][][] atLeast(Grain grain, List<Names> along, Instant from, Instant to) {
        var x = along.get(0);
        var y = along.get(1);
        var z = along.get(2);
        var people = new long[x.names().size()][y.names().size()][z.names().size()];
        query(
                """
                select %1$s as one, %2$s as other, %3$s as third, max(cardinality(people)) as people from affect_cell
                where grain = ? and dims = ? and bucket >= ? and bucket < ?
                  and %1$s = any(?) and %2$s = any(?) and %3$s = any(?)
                group by 1, 2, 3""".formatted(x.of().id(), y.of().id(), z.of().id()),
                List.of(
                        grain.id(),
                        Cell.Key.dims(x.of(), y.of(), z.of()),
                        utc(from),
                        utc(to),
                        x.names().toArray(String[]::new),
                        y.names().toArray(String[]::new),
                        z.names().toArray(String[]::new)),
                row -> people[x.names().indexOf(row.getString("one"))][y.names().indexOf(row.getString("other"))][
                                z.names().indexOf(row.getString("third"))] =
                        row.getLong("people"));
        return people;
    }

    /// Some names of one dimension.
    record Names(Dimension of, List<String> names) {}

    /// By hour or day.
    Map<Instant, Sums> byTime(Grain grain, List<Filter> filters, Instant from, Instant to) {
        var question = question(grain, filters, from, to);
        var sums = new HashMap<Instant, Sums>();
        query("select * from affect_cell where " + condition(question), parameters(question), row -> {
            var sum = new Adding();
            sum.add(row);
            sums.put(row.getObject("bucket", OffsetDateTime.class).toInstant(), sum.sums());
        });
        return sums;
    }

    /// All of it.
    Sums total(Grain grain, List<Filter> filters, Instant from, Instant to) {
        var question = question(grain, filters, from, to);
        var all = new Adding();
        query("select * from affect_cell where " + condition(question), parameters(question), all::add);
        return all.sums();
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

    private static Question question(Grain grain, List<Filter> filters, Instant from, Instant to, Dimension... by) {
        var dimensions = new ArrayList<>(List.of(by));
        filters.forEach(filter -> dimensions.add(filter.dimension()));
        return new Question(grain, Cell.Key.dims(dimensions.toArray(Dimension[]::new)), filters, from, to);
    }

    private static String condition(Question question) {
        return "grain = ? and dims = ? and bucket >= ? and bucket < ?"
                + question.filters().stream()
                        .map(filter -> " and " + filter.dimension().id() + " = ?")
                        .collect(Collectors.joining());
    }

    private static List<Object> parameters(Question question) {
        var parameters = new ArrayList<Object>(
                List.of(question.grain().id(), question.dims(), utc(question.from()), utc(question.to())));
        question.filters().forEach(filter -> parameters.add(filter.only()));
        return parameters;
    }

    private static Long[] people(ResultSet row) throws SQLException {
        return (Long[]) row.getArray("people").getArray();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
