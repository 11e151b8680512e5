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
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Cells as they are stored.
@Component
class CellTable {
    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final Weeks weeks;

    CellTable(JdbcTemplate jdbc, TransactionOperations transactions, Weeks weeks) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.weeks = weeks;
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

        void add(Adding other) {
            events += other.events;
            readings += other.readings;
            valence += other.valence;
            negative += other.negative;
            positive += other.positive;
            heads.addAll(other.heads);
        }

        static Adding of(Adding one, Adding other) {
            var both = new Adding();
            both.add(one);
            both.add(other);
            return both;
        }

        Sums sums() {
            return new Sums(events, readings, valence, negative, positive, heads.estimate());
        }
    }

    /// @param byTime by hour or day
    record Course(Map<Instant, Sums> byTime, Sums total) {}

    /// Some names of one dimension.
    record Names(Dimension of, List<String> names) {}

    /// A part of a statement and the values it asks for.
    private record Where(String sql, List<Object> parameters) {
        Where and(String more, Object parameter) {
            var all = new ArrayList<>(parameters);
            all.add(parameter);
            return new Where(sql + " and " + more, all);
        }
    }

    private record Question(Grain grain, String dims, List<Filter> filters, Instant from, Instant to) {
        static Question of(Grain grain, List<Filter> filters, Instant from, Instant to, Dimension... by) {
            var dimensions = new ArrayList<>(List.of(by));
            filters.forEach(filter -> dimensions.add(filter.dimension()));
            return new Question(grain, Cell.Key.dims(dimensions.toArray(Dimension[]::new)), filters, from, to);
        }

        Where cells() {
            return named(new Where("grain = ? and dims = ?", List.of(grain.id(), dims)))
                    .and("bucket >= ?", utc(from))
                    .and("bucket < ?", utc(to));
        }

        /// Names of dimensions that are not among `dims` are empty; said, it finds the index where they come first.
        private Where named(Where where) {
            var known = where;
            for (var filter : filters) known = known.and(filter.dimension().id() + " = ?", filter.only());
            var set = List.of(dims.split(","));
            for (var dimension : Dimension.values())
                if (!set.contains(dimension.id())) known = known.and(dimension.id() + " = ?", "");
            return known;
        }

        /// The hours or days that stand in none of these weeks.
        private List<Instant> beside(List<Instant> folded) {
            return Stream.iterate(from, at -> at.isBefore(to), at -> at.plus(1, grain.unit()))
                    .filter(bucket -> !folded.contains(Weeks.begin(bucket)))
                    .toList();
        }
    }

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
        transactions.executeWithoutResult(status -> {
            weeks.changing(cells.stream()
                    .filter(cell -> cell.key().grain() == Grain.DAY)
                    .map(cell -> cell.key().bucket())
                    .toList());
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
        });
    }

    /// By name of `by`, those with the most readings; the empty name where events said none.
    Map<String, Halves> byName(
            Grain grain, Dimension by, List<Filter> filters, Instant from, Instant middle, Instant to, int most) {
        var question = Question.of(grain, filters, from, to, by);
        var names = most(question, by, "readings", most);
        var before = new HashMap<String, Adding>();
        var after = new HashMap<String, Adding>();
        query("select * from affect_cell where ", question.cells().and(any(by), array(names)), row -> {
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
        return most(Question.of(grain, List.of(), from, to, by), by, "readings", most);
    }

    /// @param of `events` or `readings`
    private List<String> most(Question question, Dimension by, String of, int most) {
        var names = new ArrayList<String>();
        var named = "%s as name, %s".formatted(by.id(), of);
        var from = together(question, named, named, List.of());
        query(
                "select name from (%s) as all_of_them group by name order by sum(%s) desc, name limit %d"
                        .formatted(from.sql(), of, most),
                new Where("", from.parameters()),
                row -> names.add(row.getString("name")));
        return names;
    }

    /// At least how many people stand in the cells of two names: the most in one hour or day, so never
    /// too many.
    long[][] atLeast(Grain grain, Names rows, Names columns, Instant from, Instant to) {
        var people = new long[rows.names().size()][columns.names().size()];
        atLeast(grain, List.of(rows, columns), from, to, (at, most) -> people[at[0]][at[1]] = most);
        return people;
    }

    /// Likewise for the cells of three names.
    long[][][] atLeast(Grain grain, Names rows, Names columns, Names layers, Instant from, Instant to) {
        var people = new long[rows.names().size()][columns.names().size()]
                [layers.names().size()];
        atLeast(grain, List.of(rows, columns, layers), from, to, (at, most) -> people[at[0]][at[1]][at[2]] = most);
        return people;
    }

    private void atLeast(Grain grain, List<Names> along, Instant from, Instant to, BiConsumer<int[], Long> found) {
        var question = Question.of(
                grain, List.of(), from, to, along.stream().map(Names::of).toArray(Dimension[]::new));
        var names = along.stream().map(each -> each.of().id()).collect(Collectors.joining(", "));
        var all = together(question, names + ", most_people", names + ", cardinality(people) as most_people", along);
        query(
                "select %1$s, max(most_people) as people from (%2$s) as all_of_them group by %1$s"
                        .formatted(names, all.sql()),
                new Where("", all.parameters()),
                row -> {
                    var at = new int[along.size()];
                    for (int i = 0; i < at.length; i++)
                        at[i] = along.get(i)
                                .names()
                                .indexOf(row.getString(along.get(i).of().id()));
                    found.accept(at, row.getLong("people"));
                });
    }

    /// What weeks know already, and the cells of what they do not.
    private Where together(Question question, String ofWeeks, String ofCells, List<Names> only) {
        var folded = question.grain() == Grain.DAY ? weeks.folded(question.from(), question.to()) : List.<Instant>of();
        var cells = question.named(new Where(
                        "grain = ? and dims = ?", List.of(question.grain().id(), question.dims())))
                .and("bucket = any(?::timestamptz[])", times(question.beside(folded)));
        var ended = question.named(new Where("dims = ?", List.of(question.dims())))
                .and("week = any(?::timestamptz[])", times(folded));
        for (var names : only) {
            cells = cells.and(any(names.of()), array(names.names()));
            ended = ended.and(any(names.of()), array(names.names()));
        }
        return new Where(
                "select %s from affect_week where %s union all select %s from affect_cell where %s"
                        .formatted(ofWeeks, ended.sql(), ofCells, cells.sql()),
                Stream.concat(ended.parameters().stream(), cells.parameters().stream())
                        .toList());
    }

    /// How it went, and all of it.
    Course course(Grain grain, List<Filter> filters, Instant from, Instant to) {
        var byTime = new HashMap<Instant, Sums>();
        var total = new Adding();
        query(
                "select * from affect_cell where ",
                Question.of(grain, filters, from, to).cells(),
                row -> {
                    var sum = new Adding();
                    sum.add(row);
                    total.add(sum);
                    byTime.put(row.getObject("bucket", OffsetDateTime.class).toInstant(), sum.sums());
                });
        return new Course(byTime, total.sums());
    }

    /// Names of a dimension that were seen, the most frequent first.
    List<String> names(Dimension dimension, Instant from, Instant to, int most) {
        return most(Question.of(Grain.DAY, List.of(), from, to, dimension), dimension, "events", most + 1).stream()
                .filter(name -> !name.isEmpty())
                .limit(most)
                .toList();
    }

    int sweep(Grain grain, Instant olderThan) {
        var removed = transactions.execute(status -> {
            if (grain == Grain.DAY) weeks.losing(daysBefore(olderThan), olderThan);
            return jdbc.update("delete from affect_cell where grain = ? and bucket < ?", grain.id(), utc(olderThan));
        });
        return removed == null ? 0 : removed;
    }

    private List<Instant> daysBefore(Instant time) {
        return jdbc.query(
                "select bucket from affect_cell where grain = 'day' and dims = '' and bucket < ?",
                (row, n) -> row.getObject("bucket", OffsetDateTime.class).toInstant(),
                utc(time));
    }

    @FunctionalInterface
    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String select, Where where, Reader reader) {
        jdbc.query(
                select + where.sql(),
                row -> {
                    reader.read(row);
                },
                where.parameters().toArray());
    }

    private static String any(Dimension dimension) {
        return dimension.id() + " = any(?)";
    }

    private static String[] array(List<String> names) {
        return names.toArray(String[]::new);
    }

    private static String[] times(List<Instant> times) { // the driver knows no array of times
        return times.stream().map(Instant::toString).toArray(String[]::new);
    }

    private static Long[] people(ResultSet row) throws SQLException {
        return (Long[]) row.getArray("people").getArray();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
