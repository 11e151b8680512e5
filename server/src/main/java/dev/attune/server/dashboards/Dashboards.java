package dev.attune.server.dashboards;

import dev.attune.policy.aggregates.SmallCells;
import dev.attune.server.dashboards.CellTable.Halves;
import dev.attune.server.dashboards.CellTable.Sums;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Answers what the cells can answer, and holds back what would tell about few.
///
/// What is shown beside each other could be subtracted from each other: so where a line is hidden, its
/// table hides another. With filters, lines are judged in the whole table or cube of all dimensions, of
/// which they are one row.
@Component
class Dashboards {
    static final int MOST_LINES = 30;
    static final int MOST_FILTERS = 2; // cells are kept by three dimensions together, not by four
    private static final int MOST_IN_CUBE = 8; // names along each side: a cube of 30 would be read for a second
    private static final int MOST_DRIVERS = 6;

    private final CellTable table;
    private final InstantSource clock;
    private final int k;

    Dashboards(
            CellTable table,
            InstantSource clock,
            @Value("${attune.aggregates.k:" + SmallCells.USUAL_FLOOR + "}") int k) {
        this.table = table;
        this.clock = clock;
        this.k = k;
    }

    /// What may be looked at at once.
    enum Period {
        DAY(Grain.HOUR, Duration.ofDays(1)),
        WEEK(Grain.DAY, Duration.ofDays(7)),
        MONTH(Grain.DAY, Duration.ofDays(30)),
        QUARTER(Grain.DAY, Duration.ofDays(90));

        private final Grain grain;
        private final Duration length;

        Period(Grain grain, Duration length) {
            this.grain = grain;
            this.length = length;
        }

        Grain grain() {
            return grain;
        }

        long days() {
            return length.toDays();
        }
    }

    record Filter(Dimension dimension, String only) {}

    /// @param people how many different ones, estimated above `exactPeople` of the answer
    /// @param events of people who allow analytics, with or without a reading
    /// @param readings how many events had a reading
    /// @param valence the mean, in [-1, 1]
    /// @param negative share of the readings, in [0, 1]
    /// @param neutral share of the readings, in [0, 1]
    /// @param positive share of the readings, in [0, 1]
    record Figures(
            long people, long events, long readings, double valence, double negative, double neutral, double positive) {
        static Figures of(Sums sums) {
            double readings = Math.max(1, sums.readings());
            return new Figures(
                    sums.people(),
                    sums.events(),
                    sums.readings(),
                    rounded(sums.mean()),
                    rounded(sums.negative() / readings),
                    rounded((sums.readings() - sums.negative() - sums.positive()) / readings),
                    rounded(sums.positive() / readings));
        }
    }

    /// @param begin of the stretch
    /// @param figures null below the floor
    record Moment(Instant begin, @Nullable Figures figures) {}

    /// @param name empty where events said none
    /// @param figures of that name
    /// @param change of the mean valence from the first to the second half of the period; null where
    ///     either half is below the floor
    record Line(String name, Figures figures, @Nullable Double change) {}

    /// @param dimension what it is one of
    /// @param effect how much it moved the mean valence of everybody, from the first to the second half
    record Driver(Dimension dimension, String name, double effect) {}

    /// @param step between two moments: `hour` or `day`
    /// @param k the floor: nothing is shown of fewer people
    /// @param exactPeople up to how many people are counted exactly
    /// @param total null below the floor
    /// @param overTime the oldest first
    /// @param lines one for each name
    /// @param hidden how many lines are held back
    /// @param drivers what moved the mean most
    record Answer(
            Instant from,
            Instant to,
            String step,
            int k,
            int exactPeople,
            @Nullable Figures total,
            List<Moment> overTime,
            List<Line> lines,
            int hidden,
            List<Driver> drivers) {}

    /// @param filters at most [#MOST_FILTERS], of other dimensions than `by`, each once
    Answer answer(Period period, Dimension by, List<Filter> filters) {
        var grain = period.grain();
        var to = grain.begin(clock.instant()).plus(1, grain.unit());
        var from = to.minus(period.length);
        var middle = grain.begin(from.plus(period.length.dividedBy(2)));
        var course = table.course(grain, filters, from, to);
        var byName = table.byName(grain, by, filters, from, middle, to, MOST_LINES);
        var hidden = hidden(byName, by, filters, grain, from, to);
        var lines = byName.entrySet().stream()
                .filter(line -> !hidden.contains(line.getKey()))
                .map(line -> new Line(line.getKey(), Figures.of(line.getValue().all()), change(line.getValue())))
                .sorted(Comparator.comparingLong((Line line) -> line.figures().readings())
                        .reversed()
                        .thenComparing(Line::name))
                .toList();
        return new Answer(
                from,
                to,
                grain.id(),
                k,
                Heads.KEPT - 1,
                course.total().people() < k ? null : Figures.of(course.total()),
                overTime(course.byTime(), grain, from, to),
                lines,
                hidden.size(),
                drivers(by, byName, hidden));
    }

    List<String> names(Dimension dimension) {
        var to = Grain.DAY.begin(clock.instant()).plus(1, Grain.DAY.unit());
        return table.names(dimension, to.minus(Period.QUARTER.length), to, MOST_LINES);
    }

    private List<Moment> overTime(Map<Instant, Sums> sums, Grain grain, Instant from, Instant to) {
        var moments = new ArrayList<Moment>();
        for (var begin = from; begin.isBefore(to); begin = begin.plus(1, grain.unit()))
            moments.add(new Moment(begin, null));
        var known = new ArrayList<Integer>(); // where nobody was, nobody is to be hidden
        for (int i = 0; i < moments.size(); i++)
            if (sums.containsKey(moments.get(i).begin())) known.add(i);
        var people = new long[1][known.size()];
        for (int i = 0; i < known.size(); i++)
            people[0][i] = sum(sums, moments.get(known.get(i))).people();
        var shown = SmallCells.hiding(k, people).cells().getFirst();
        for (int i = 0; i < known.size(); i++) {
            var moment = moments.get(known.get(i));
            if (shown.get(i).isPresent())
                moments.set(known.get(i), new Moment(moment.begin(), Figures.of(sum(sums, moment))));
        }
        return List.copyOf(moments);
    }

    private static Sums sum(Map<Instant, Sums> sums, Moment moment) {
        return Objects.requireNonNull(sums.get(moment.begin()));
    }

    /// Names of `by` that must not be shown. With filters they are judged in the table, or the cube, of
    /// all dimensions together, which is the same whichever of its lines is asked for: what one answer
    /// hides, another does not give away.
    private Set<String> hidden(
            Map<String, Halves> byName, Dimension by, List<Filter> filters, Grain grain, Instant from, Instant to) {
        var shown = switch (filters.size()) {
            case 0 -> shownOf(byName);
            case 1 -> shownOf(by, filters.getFirst(), grain, from, to);
            default -> shownOf(by, filters.get(0), filters.get(1), grain, from, to);
        };
        var hidden = new HashSet<>(byName.keySet());
        hidden.removeAll(shown);
        return hidden;
    }

    private Set<String> shownOf(Map<String, Halves> byName) {
        var names = byName.keySet().stream().sorted().toList();
        var people = new long[1][names.size()];
        for (int i = 0; i < names.size(); i++)
            people[0][i] =
                    Objects.requireNonNull(byName.get(names.get(i))).all().people();
        var cells = SmallCells.hiding(k, people).cells().getFirst();
        return chosen(names, i -> cells.get(i).isPresent());
    }

    private Set<String> shownOf(Dimension by, Filter filter, Grain grain, Instant from, Instant to) {
        var names = table.most(grain, by, from, to, MOST_LINES);
        var others = withOnly(filter, grain, from, to, MOST_LINES);
        var people = table.atLeast(
                grain, new CellTable.Names(filter.dimension(), others), new CellTable.Names(by, names), from, to);
        var cells = SmallCells.hiding(k, people).cells().get(others.indexOf(filter.only()));
        return chosen(names, i -> cells.get(i).isPresent());
    }

    private Set<String> shownOf(Dimension by, Filter one, Filter two, Grain grain, Instant from, Instant to) {
        var names = table.most(grain, by, from, to, MOST_IN_CUBE);
        var ones = withOnly(one, grain, from, to, MOST_IN_CUBE);
        var twos = withOnly(two, grain, from, to, MOST_IN_CUBE);
        if (names.isEmpty()) return Set.of();
        var people = table.atLeast(
                grain,
                new CellTable.Names(one.dimension(), ones),
                new CellTable.Names(two.dimension(), twos),
                new CellTable.Names(by, names),
                from,
                to);
        var cube = new Cube(k, people);
        return chosen(names, i -> cube.shows(ones.indexOf(one.only()), twos.indexOf(two.only()), i));
    }

    private List<String> withOnly(Filter filter, Grain grain, Instant from, Instant to, int most) {
        var names = new ArrayList<>(table.most(grain, filter.dimension(), from, to, most));
        if (!names.contains(filter.only())) names.add(filter.only());
        return names;
    }

    private static Set<String> chosen(List<String> names, IntPredicate which) {
        return IntStream.range(0, names.size())
                .filter(which)
                .mapToObj(names::get)
                .collect(Collectors.toSet());
    }

    private @Nullable Double change(Halves halves) {
        return halves.before().people() < k || halves.after().people() < k
                ? null
                : rounded(halves.after().mean() - halves.before().mean());
    }

    /// The change of the whole mean is the sum over names of share × distance from the mean before,
    /// after less before.
    private List<Driver> drivers(Dimension by, Map<String, Halves> byName, Set<String> hidden) {
        double readingsBefore = byName.values().stream()
                .mapToLong(each -> each.before().readings())
                .sum();
        double readingsAfter = byName.values().stream()
                .mapToLong(each -> each.after().readings())
                .sum();
        if (readingsBefore == 0 || readingsAfter == 0) return List.of();
        double mean = byName.values().stream()
                        .mapToDouble(each -> each.before().valence())
                        .sum()
                / readingsBefore;
        var drivers = new ArrayList<Driver>();
        byName.forEach((name, halves) -> {
            if (hidden.contains(name) || change(halves) == null) return;
            double effect =
                    halves.after().readings() / readingsAfter * (halves.after().mean() - mean)
                            - halves.before().readings()
                                    / readingsBefore
                                    * (halves.before().mean() - mean);
            drivers.add(new Driver(by, name, rounded(effect)));
        });
        drivers.sort(Comparator.comparingDouble((Driver driver) -> Math.abs(driver.effect()))
                .reversed());
        return List.copyOf(drivers.subList(0, Math.min(MOST_DRIVERS, drivers.size())));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
