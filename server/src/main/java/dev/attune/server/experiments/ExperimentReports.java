package dev.attune.server.experiments;

import dev.attune.decisions.Wording;
import dev.attune.decisions.experiments.ArmData;
import dev.attune.decisions.experiments.Bounds;
import dev.attune.decisions.experiments.Comparison;
import dev.attune.decisions.experiments.Cuped;
import dev.attune.decisions.experiments.ExperimentReport;
import dev.attune.decisions.experiments.FixedHorizon;
import dev.attune.decisions.experiments.Metric;
import dev.attune.decisions.experiments.Plan;
import dev.attune.decisions.experiments.Sample;
import dev.attune.decisions.experiments.SampleRatio;
import dev.attune.policy.aggregates.SmallCells;
import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.database.Tenant;
import dev.attune.server.experiments.ExperimentTable.State;
import dev.attune.server.experiments.ExperimentTable.Stored;
import dev.attune.server.experiments.ReportView.ArmShare;
import dev.attune.server.experiments.ReportView.ArmView;
import dev.attune.server.experiments.ReportView.ComparisonView;
import dev.attune.server.experiments.ReportView.DayView;
import dev.attune.server.experiments.ReportView.GroupView;
import dev.attune.server.experiments.ReportView.HoldbackView;
import dev.attune.server.experiments.ReportView.MetricView;
import dev.attune.server.experiments.ReportView.PlanView;
import dev.attune.server.experiments.ReportView.RatioView;
import dev.attune.server.experiments.ReportView.VerdictView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads experiments: runs the SQL that a report shows, and hands its sums to the arithmetic.
@Component
class ExperimentReports {
    private static final double POWER = 0.8;
    private static final double PROBE = 1e-3; // an effect to scale from; any would do

    private final JdbcClient jdbc;
    private final ExperimentTable table;
    private final AaChecks checks;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final int floor;

    ExperimentReports(
            JdbcClient jdbc,
            ExperimentTable table,
            AaChecks checks,
            InstantSource clock,
            ApplicationEventPublisher events,
            Audit audit,
            @Value("${attune.aggregates.k:" + SmallCells.USUAL_FLOOR + "}") int floor) {
        this.jdbc = jdbc;
        this.table = table;
        this.checks = checks;
        this.clock = clock;
        this.events = events;
        this.audit = audit;
        this.floor = floor;
    }

    private record People(long assigned, long exposed, long consented, long severalArms) {
        static final People NOBODY = new People(0, 0, 0, 0);
    }

    /// Which sums belong together.
    ///
    /// @param group empty for everybody, otherwise a cut and its part
    private record Key(List<String> group, String arm, String metric) {}

    private record Sums(Map<Key, Cuped> known, Map<Key, Sample> fresh) {}

    ReportView report(Stored stored, boolean simulated, Locale locale) {
        var plan = stored.plan();
        var sql = new ExperimentSql(Tenant.current(), plan, simulated, clock.instant());
        var people = people(sql);
        var ratio = ratio(plan, people);
        if (!simulated) tellWhenBroken(stored, ratio, people);
        var sums = sums(sql);
        boolean enough = plan.arms().stream()
                .allMatch(arm -> people.getOrDefault(arm.id(), People.NOBODY).assigned() >= floor);
        boolean shown = enough && !ratio.isBroken();
        var groups = shown ? groups(sql) : Map.<List<String>, Sums>of();
        var safe = safe(plan, groups);
        var verdicts = new ArrayList<VerdictView>();
        var comparisons = new ArrayList<ComparisonView>();
        var cut = new ArrayList<GroupView>();
        var notes = new LinkedHashMap<String, Wording>();
        for (var pair : plan.plans()) {
            var parts = new LinkedHashMap<String, ExperimentReport.Group>();
            for (var group : safe)
                parts.put(
                        String.join("/", group),
                        new ExperimentReport.Group(
                                arm(plan, group, pair.control(), Map.of(), groups.get(group)),
                                arm(plan, group, pair.treatment(), Map.of(), groups.get(group))));
            var report = ExperimentReport.of(
                    pair,
                    ratio,
                    arm(plan, List.of(), pair.control(), people, sums),
                    arm(plan, List.of(), pair.treatment(), people, sums),
                    parts,
                    plan.valid());
            verdicts.add(new VerdictView(
                    pair.treatment(), report.verdict().id(), report.words().in(locale.getLanguage())));
            report.notes().forEach(note -> notes.putIfAbsent(note.en(), note));
            if (!shown) continue;
            report.comparisons().forEach(comparison -> comparisons.add(view(pair.treatment(), comparison)));
            for (var group : safe) {
                var comparison = report.exploratory().get(String.join("/", group));
                if (comparison != null) cut.add(view(group, pair.treatment(), comparison));
            }
        }
        var visits = table.visits(plan.id());
        return new ReportView(
                ReportView.FORMAT,
                view(plan),
                stored.state().id(),
                simulated ? "simulated" : "real",
                visits.real(),
                visits.simulated(),
                sql.asOf(),
                view(ratio),
                plan.arms().stream()
                        .map(arm -> view(arm.id(), people.getOrDefault(arm.id(), People.NOBODY)))
                        .toList(),
                verdicts,
                comparisons,
                shown ? detectable(plan, arm(plan, List.of(), plan.control(), people, sums)) : null,
                shown ? days(sql) : List.of(),
                cut,
                groups.size() - safe.size(),
                floor,
                shown ? holdback(plan, people, sums, locale) : null,
                checks.of(plan.id()),
                notes.values().stream()
                        .map(note -> note.in(locale.getLanguage()))
                        .toList(),
                stored.history(),
                new ReportView.Sql(sql.people(), sql.sums()));
    }

    /// For a list: the verdict of the first treatment.
    String verdict(Stored stored, boolean simulated) {
        var plan = stored.plan();
        var sql = new ExperimentSql(Tenant.current(), plan, simulated, clock.instant());
        var people = people(sql);
        var pair = plan.plans().getFirst();
        var sums = sums(sql);
        return ExperimentReport.of(
                        pair,
                        ratio(plan, people),
                        arm(plan, List.of(), pair.control(), people, sums),
                        arm(plan, List.of(), pair.treatment(), people, sums),
                        Map.of(),
                        plan.valid())
                .verdict()
                .id();
    }

    /// Looks at every running experiment whether people still arrive as dealt.
    void watch() {
        for (var stored : table.all())
            if (stored.state() == State.RUNNING && stored.ratioFailedAt() == null) {
                var people = people(new ExperimentSql(Tenant.current(), stored.plan(), false, clock.instant()));
                tellWhenBroken(stored, ratio(stored.plan(), people), people);
            }
    }

    private void tellWhenBroken(Stored stored, SampleRatio ratio, Map<String, People> people) {
        if (!ratio.isBroken() || stored.state() != State.RUNNING) return;
        var id = stored.plan().id();
        if (!table.ratioFailed(id, clock.instant())) return;
        audit.record(AuditEntry.of("experiments", SampleRatioFailed.TYPE, id).because("p = %.2g".formatted(ratio.p())));
        var counts = new HashMap<String, Long>();
        people.forEach((arm, of) -> counts.put(arm, of.assigned()));
        events.publishEvent(new SampleRatioFailed(id, counts, ratio.p()));
    }

    private Map<String, People> people(ExperimentSql sql) {
        var people = new HashMap<String, People>();
        jdbc.sql(sql.people()).query(row -> {
            people.put(
                    row.getString("arm"),
                    new People(
                            row.getLong("assigned"),
                            row.getLong("exposed"),
                            row.getLong("consented"),
                            row.getLong("several_arms")));
        });
        return people;
    }

    private static SampleRatio ratio(ExperimentPlan plan, Map<String, People> people) {
        return SampleRatio.of(
                plan.arms().stream()
                        .mapToLong(arm ->
                                people.getOrDefault(arm.id(), People.NOBODY).assigned())
                        .toArray(),
                plan.shares());
    }

    private Sums sums(ExperimentSql sql) {
        var sums = new Sums(new HashMap<>(), new HashMap<>());
        jdbc.sql(sql.sums()).query(row -> {
            add(sums, new Key(List.of(), row.getString("arm"), row.getString("metric")), row);
        });
        return sums;
    }

    private Map<List<String>, Sums> groups(ExperimentSql sql) {
        var groups = new TreeMap<List<String>, Sums>(
                (one, other) -> String.join("/", one).compareTo(String.join("/", other)));
        jdbc.sql(sql.sumsByGroup()).query(row -> {
            var group = List.of(row.getString("cut"), row.getString("part"));
            add(
                    groups.computeIfAbsent(group, fresh -> new Sums(new HashMap<>(), new HashMap<>())),
                    new Key(
                            group,
                            row.getString("arm"),
                            sql.plan().primary().metric().id()),
                    row);
        });
        return groups;
    }

    private static void add(Sums sums, Key key, ResultSet row) throws SQLException {
        var y = new Sample(row.getLong("n"), row.getDouble("mean_y"), Math.max(0, row.getDouble("squares_y")));
        if (row.getBoolean("known"))
            sums.known()
                    .put(
                            key,
                            new Cuped(
                                    y,
                                    new Sample(y.n(), row.getDouble("mean_x"), Math.max(0, row.getDouble("squares_x"))),
                                    row.getDouble("products")));
        else sums.fresh().put(key, y);
    }

    private static ArmData arm(
            ExperimentPlan plan, List<String> group, String arm, Map<String, People> people, @Nullable Sums sums) {
        var known = new HashMap<String, Cuped>();
        var fresh = new HashMap<String, Sample>();
        if (sums != null)
            for (var measured : plan.metrics()) {
                var key = new Key(group, arm, measured.metric().id());
                if (sums.known().containsKey(key))
                    known.put(key.metric(), sums.known().get(key));
                if (sums.fresh().containsKey(key))
                    fresh.put(key.metric(), sums.fresh().get(key));
            }
        var of = people.getOrDefault(arm, People.NOBODY);
        return new ArmData(arm, of.assigned(), of.exposed(), of.consented(), of.severalArms(), known, fresh);
    }

    /// Groups whose people may be told, and from which no smaller group can be worked out.
    private List<List<String>> safe(ExperimentPlan plan, Map<List<String>, Sums> groups) {
        var byCut = new TreeMap<String, List<List<String>>>();
        groups.keySet()
                .forEach(group -> byCut.computeIfAbsent(group.getFirst(), cut -> new ArrayList<>())
                        .add(group));
        var safe = new ArrayList<List<String>>();
        for (var parts : byCut.values()) {
            var counts = parts.stream()
                    .map(group -> plan.arms().stream()
                            .mapToLong(arm -> arm(plan, group, arm.id(), Map.of(), groups.get(group))
                                    .all(plan.primary().metric())
                                    .n())
                            .toArray())
                    .toArray(long[][]::new);
            var cells = SmallCells.hiding(floor, counts).cells();
            for (int i = 0; i < counts.length; i++)
                if (cells.get(i).stream().allMatch(cell -> cell.isPresent())) safe.add(parts.get(i));
        }
        return safe;
    }

    /// The smallest difference of the primary metric that the planned number finds four times out of five.
    private static @Nullable Double detectable(ExperimentPlan plan, ArmData control) {
        double variance = control.all(plan.primary().metric()).variance();
        if (variance == 0) return null;
        double unitsForProbe =
                FixedHorizon.unitsPerArm(variance, PROBE, plan.valid().alpha(), POWER);
        return PROBE * Math.sqrt(unitsForProbe / plan.unitsPerArm());
    }

    private static @Nullable HoldbackView holdback(
            ExperimentPlan plan, Map<String, People> people, Sums sums, Locale locale) {
        var held = arm(plan, List.of(), ExperimentPlan.HOLDBACK, people, sums);
        if (held.assigned() == 0) return null;
        var others = new ArrayList<ArmData>();
        for (var arm : plan.arms()) others.add(arm(plan, List.of(), arm.id(), people, sums));
        var all = together(plan, others);
        var pair = new Plan(
                plan.id(),
                plan.hypothesis(),
                held.arm(),
                all.arm(),
                (double) held.assigned() / (held.assigned() + all.assigned()), // its share was tested when it was dealt
                List.of(plan.primary().metric()),
                plan.unitsPerArm());
        var report = ExperimentReport.of(pair, held, all);
        if (report.comparisons().isEmpty()) return null;
        var comparison = report.comparisons().getFirst();
        return new HoldbackView(
                comparison.controlUnits(),
                comparison.treatmentUnits(),
                comparison.controlMean(),
                comparison.treatmentMean(),
                finite(comparison.lift().estimate()),
                finite(comparison.liftBounds().low()),
                finite(comparison.liftBounds().high()),
                report.words().in(locale.getLanguage()));
    }

    private static ArmData together(ExperimentPlan plan, List<ArmData> arms) {
        var metric = plan.primary().metric();
        var known = Cuped.EMPTY;
        var fresh = Sample.EMPTY;
        long assigned = 0;
        for (var arm : arms) {
            known = known.plus(arm.known(metric));
            fresh = fresh.plus(arm.fresh(metric));
            assigned += arm.assigned();
        }
        return new ArmData("others", assigned, 0, 0, 0, Map.of(metric.id(), known), Map.of(metric.id(), fresh));
    }

    private List<DayView> days(ExperimentSql sql) {
        var course = new Course(sql.plan());
        jdbc.sql(sql.course()).query(row -> {
            course.add(row);
        });
        return course.days(sql.asOf());
    }

    static PlanView view(ExperimentPlan plan) {
        return new PlanView(
                plan.id(),
                plan.hypothesis(),
                plan.kind().name().toLowerCase(Locale.ROOT),
                plan.arms().stream()
                        .map(arm -> new ArmShare(arm.id(), arm.share()))
                        .toList(),
                plan.metrics().stream()
                        .map(measured -> new MetricView(
                                measured.metric().id(),
                                small(measured.metric().role()),
                                measured.metric().better().name().toLowerCase(Locale.ROOT),
                                measured.metric().unit(),
                                measured.metric().tolerance(),
                                measured.per().name().toLowerCase(Locale.ROOT),
                                measured.window().toHours()))
                        .toList(),
                plan.unitsPerArm(),
                plan.groups().parts());
    }

    private static RatioView view(SampleRatio ratio) {
        return new RatioView(
                ratio.observed(), ratio.expected(), ratio.chiSquare(), ratio.p(), SampleRatio.ALARM, ratio.isBroken());
    }

    private static ArmView view(String arm, People people) {
        return new ArmView(
                arm,
                people.assigned(),
                people.exposed(),
                people.consented(),
                people.assigned() == 0 ? 0 : (double) people.consented() / people.assigned(),
                people.severalArms());
    }

    private static ComparisonView view(String arm, Comparison comparison) {
        return new ComparisonView(
                arm,
                comparison.metric().id(),
                small(comparison.metric().role()),
                comparison.controlUnits(),
                comparison.treatmentUnits(),
                comparison.controlMean(),
                comparison.treatmentMean(),
                comparison.difference(),
                finite(comparison.bounds().low()),
                finite(comparison.bounds().high()),
                comparison.p(),
                comparison.correctedP(),
                comparison.fixedHorizonP(),
                finite(comparison.lift().estimate()),
                finite(comparison.liftBounds().low()),
                finite(comparison.liftBounds().high()),
                comparison.varianceSaved());
    }

    private static GroupView view(List<String> group, String arm, Comparison comparison) {
        Bounds bounds = comparison.liftBounds();
        return new GroupView(
                group.getFirst(),
                group.getLast(),
                arm,
                comparison.controlUnits(),
                comparison.treatmentUnits(),
                finite(comparison.lift().estimate()),
                finite(bounds.low()),
                finite(bounds.high()));
    }

    private static String small(Metric.Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
