package dev.attune.server.experiments;

import dev.attune.decisions.experiments.Assignment;
import dev.attune.decisions.experiments.FixedHorizon;
import dev.attune.decisions.experiments.Sample;
import dev.attune.decisions.experiments.SampleRatio;
import dev.attune.server.database.Tenant;
import dev.attune.server.experiments.ReportView.AaView;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whether dealing and counting find nothing where nothing is: people are dealt with many salts and compared on what
/// they did before. About a twentieth of the deals should alarm at 0.05, and the salt that deals should not.
@Component
class AaChecks {
    private static final int DEALS = 200; // 5 % of them are ten
    private static final double ALARM = 0.05;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    AaChecks(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Dealt(double p, double ratioP) {}

    /// Runs one check and keeps what came out.
    void run(ExperimentPlan plan, boolean simulated) {
        var before = before(new ExperimentSql(Tenant.current(), plan, simulated, clock.instant()));
        var real = dealt(plan, plan.dealing(), before);
        int alarms = 0;
        for (int deal = 0; deal < DEALS; deal++)
            if (dealt(plan, plan.dealing(plan.id() + "/" + deal), before).p() < ALARM) alarms++;
        jdbc.sql("""
                        insert into experiment_aa (experiment, at, simulated, people, deals, false_alarms, p, ratio_p)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        plan.id(),
                        ExperimentTable.time(clock.instant()),
                        simulated,
                        before.size(),
                        DEALS,
                        alarms,
                        real.p(),
                        real.ratioP())
                .update();
    }

    List<AaView> of(String experiment) {
        return jdbc.sql("select * from experiment_aa where experiment = ? order by id desc")
                .param(experiment)
                .query((row, n) -> new AaView(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("simulated") ? "simulated" : "real",
                        row.getLong("people"),
                        row.getInt("deals"),
                        row.getInt("false_alarms"),
                        row.getDouble("p"),
                        row.getDouble("ratio_p")))
                .list();
    }

    private Map<String, Double> before(ExperimentSql sql) {
        var values = new HashMap<String, Double>();
        jdbc.sql(sql.before()).query(row -> {
            switch (sql.plan().primary().per()) {
                case SHARE -> values.put(row.getString("unit"), row.getDouble("most") > 0 ? 1.0 : 0.0);
                case MEAN -> {
                    double mean = row.getDouble("mean");
                    if (!row.wasNull()) values.put(row.getString("unit"), mean);
                }
            }
        });
        return values;
    }

    /// The control against the first treatment.
    private static Dealt dealt(ExperimentPlan plan, Assignment dealing, Map<String, Double> before) {
        var arms = new HashMap<String, Sample>();
        before.forEach(
                (unit, value) -> arms.merge(dealing.arm(unit), Sample.EMPTY.plus(value), (sum, one) -> sum.plus(one)));
        var control = arms.getOrDefault(plan.control(), Sample.EMPTY);
        var treatment = arms.getOrDefault(plan.arms().get(1).id(), Sample.EMPTY);
        var ratio = SampleRatio.of(
                plan.arms().stream()
                        .mapToLong(
                                arm -> arms.getOrDefault(arm.id(), Sample.EMPTY).n())
                        .toArray(),
                plan.shares());
        return new Dealt(
                FixedHorizon.p(
                        treatment.mean() - control.mean(), control.varianceOfMean() + treatment.varianceOfMean()),
                ratio.p());
    }
}
