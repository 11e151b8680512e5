package dev.attune.server.experiments;

import dev.attune.decisions.experiments.ArmData;
import dev.attune.decisions.experiments.Cuped;
import dev.attune.decisions.experiments.ExperimentReport;
import dev.attune.decisions.experiments.Plan;
import dev.attune.decisions.experiments.Sample;
import dev.attune.server.experiments.ReportView.DayView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The primary metric as it stood on each day, from one walk through the people: what somebody saw who looked every
/// day.
final class Course {
    private static final int MOST_POINTS = 60; // what a chart can show

    private final ExperimentPlan plan;
    private final List<Person> people = new ArrayList<>();
    private String lastUnit = "";

    Course(ExperimentPlan plan) {
        this.plan = plan;
    }

    /// @param before null for a newcomer
    private record Person(
            String arm, Instant from, @Nullable Double before, List<Deed> deeds) {
        /// Empty of deeds, somebody has 0 of a share and nothing of a mean.
        @Nullable
        Double value(Measured.Per per, Instant until) {
            double sum = 0;
            double most = 0;
            int n = 0;
            for (var deed : deeds) {
                if (deed.at().isAfter(until)) break;
                sum += deed.value();
                most = Math.max(most, deed.value());
                n++;
            }
            return switch (per) {
                case SHARE -> most > 0 ? 1.0 : 0.0;
                case MEAN -> n == 0 ? null : Double.valueOf(sum / n);
            };
        }
    }

    private record Deed(Instant at, double value) {}

    /// A row of [ExperimentSql#course], which come by person and time.
    void add(ResultSet row) throws SQLException {
        var unit = row.getString("unit");
        if (!unit.equals(lastUnit)) {
            lastUnit = unit;
            people.add(new Person(
                    row.getString("arm"),
                    instant(row, "assigned_at"),
                    row.getObject("x", Double.class),
                    new ArrayList<>()));
        }
        if (row.getObject("at") != null)
            people.getLast().deeds().add(new Deed(instant(row, "at"), row.getDouble("value")));
    }

    List<DayView> days(Instant asOf) {
        var first = people.stream().map(Person::from).min(Instant::compareTo);
        if (first.isEmpty()) return List.of();
        long days = Math.max(1, Math.ceilDiv(Duration.between(first.get(), asOf).toSeconds(), 86_400));
        var step = Duration.ofDays(Math.ceilDiv(days, MOST_POINTS));
        var views = new ArrayList<DayView>();
        for (var until = first.get().plus(step); ; until = until.plus(step)) {
            var at = until.isBefore(asOf) ? until : asOf;
            views.addAll(day(at));
            if (at.equals(asOf)) return views;
        }
    }

    private List<DayView> day(Instant until) {
        var views = new ArrayList<DayView>();
        for (var pair : plan.plans()) {
            var only = new Plan(
                    pair.id(),
                    pair.hypothesis(),
                    pair.control(),
                    pair.treatment(),
                    pair.controlShare(),
                    List.of(pair.primary()),
                    pair.unitsPerArm());
            var comparisons = ExperimentReport.of(
                            only, arm(pair.control(), until), arm(pair.treatment(), until), Map.of(), plan.valid())
                    .comparisons();
            if (comparisons.isEmpty()) continue;
            var comparison = comparisons.getFirst();
            views.add(new DayView(
                    until,
                    pair.treatment(),
                    comparison.controlUnits() + comparison.treatmentUnits(),
                    ExperimentReports.finite(comparison.lift().estimate()),
                    ExperimentReports.finite(comparison.liftBounds().low()),
                    ExperimentReports.finite(comparison.liftBounds().high())));
        }
        return views;
    }

    private ArmData arm(String arm, Instant until) {
        var known = Cuped.EMPTY;
        var fresh = Sample.EMPTY;
        long assigned = 0;
        for (var person : people) {
            if (!person.arm().equals(arm) || person.from().isAfter(until)) continue;
            assigned++;
            var value = person.value(plan.primary().per(), until);
            if (value == null) continue;
            if (person.before() == null) fresh = fresh.plus(value);
            else known = known.plus(value, person.before());
        }
        var id = plan.primary().metric().id();
        return new ArmData(arm, assigned, 0, 0, 0, Map.of(id, known), Map.of(id, fresh));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
