package dev.attune.server.experiments;

import dev.attune.decisions.experiments.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/// Visits that never happened, so that a report can be looked at before there are people. They are marked in the
/// tables, called simulated wherever they are shown, and never counted together with real ones.
///
/// All of it is made up: a visitor buys with probability `σ(-2.2 + person + 0.12 where a treatment was seen)`,
/// person normal with standard deviation 0.8 in log-odds: without a treatment one in eight buys. Two in five came
/// before, eight in ten see the place where the arms differ, six in ten agree to personalisation. One purchase in
/// sixteen goes back, one visitor in a hundred complains.
@Component
class SimulatedVisits {
    static final int MOST = 50_000;
    static final int MOST_DAYS = 60;
    private static final double BUYS = -2.2; // log-odds: with people so different, one in eight (12.2 %)
    private static final double PERSON = 0.8;
    private static final double EFFECT = 0.12;
    private static final int AT_ONCE = 1_000;
    private static final List<String> LANGUAGES = List.of("en", "en", "ru", "zh");

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final JsonMapper json;

    SimulatedVisits(JdbcTemplate jdbc, TransactionOperations transactions, InstantSource clock, JsonMapper json) {
        this.json = json;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// @param days over which they are spread, up to now
    void add(ExperimentPlan plan, int visits, int days, long seed) {
        var random = new Random(seed);
        var now = clock.instant();
        var units = new ArrayList<Object[]>();
        var outcomes = new ArrayList<Object[]>();
        for (int visit = 0; visit < visits; visit++) {
            String unit = "sim-%s-%d-%d".formatted(plan.id(), seed, visit);
            boolean heldBack = Assignment.heldBack(Experiments.GLOBAL, unit);
            String arm = heldBack ? ExperimentPlan.HOLDBACK : plan.dealing().arm(unit);
            var at = now.minus(Duration.ofSeconds((long) (random.nextDouble() * days * 86_400)));
            boolean seen = random.nextDouble() < 0.8;
            boolean agreed = random.nextDouble() < 0.6;
            var person = new Shopper(unit, PERSON * random.nextGaussian(), at, now);
            if (random.nextDouble() < 0.4) person.earlier(random, outcomes);
            boolean treated = seen && !heldBack && !arm.equals(plan.control());
            person.visit(random, treated ? EFFECT : 0, agreed, outcomes);
            var cuts = new TreeMap<String, String>();
            cuts.put("device", random.nextDouble() < 0.6 ? "phone" : "desktop");
            cuts.put("language", LANGUAGES.get(random.nextInt(LANGUAGES.size())));
            plan.groups().parts().forEach((group, parts) -> cuts.put(group, parts.get(random.nextInt(parts.size()))));
            if (arm.isEmpty()) continue; // takes no part
            units.add(new Object[] {
                plan.id(),
                unit,
                arm,
                ExperimentTable.time(at),
                seen,
                ExperimentTable.time(at.plusSeconds(20)),
                agreed,
                json.writeValueAsString(cuts)
            });
        }
        transactions.executeWithoutResult(status -> {
            inPortions(units, """
                    insert into experiment_unit (experiment, unit, arm, assigned_at, exposed_at, consented, cuts, simulated)
                    values (?, ?, ?, ?, case when ? then ?::timestamptz end, ?, ?::jsonb, true) on conflict do nothing""");
            inPortions(
                    outcomes,
                    "insert into experiment_outcome (unit, metric, value, at, simulated) values (?, ?, ?, ?, true)");
        });
    }

    private void inPortions(List<Object[]> rows, String sql) {
        for (int from = 0; from < rows.size(); from += AT_ONCE)
            jdbc.batchUpdate(sql, rows.subList(from, Math.min(rows.size(), from + AT_ONCE)));
    }

    /// @param taste in log-odds
    private record Shopper(String unit, double taste, Instant at, Instant now) {

        void earlier(Random random, List<Object[]> outcomes) {
            var before = at.minus(Duration.ofHours(12 + random.nextInt(140)));
            tell("visit", 1, before, outcomes);
            if (random.nextDouble() < probability(BUYS + taste)) tell("conversion", 1, before, outcomes);
        }

        void visit(Random random, double effect, boolean agreed, List<Object[]> outcomes) {
            if (random.nextDouble() < probability(BUYS + taste + effect)) {
                tell("conversion", 1, at.plusSeconds(120 + random.nextInt(3_000)), outcomes);
                if (random.nextDouble() < 0.0625) tell("returns", 1, at.plus(Duration.ofDays(4)), outcomes);
            }
            if (random.nextDouble() < 0.15)
                tell(
                        "satisfaction",
                        Math.clamp(Math.round(3.9 + 0.9 * random.nextGaussian()), 1, 5),
                        at.plusSeconds(3_600),
                        outcomes);
            if (random.nextDouble() < 0.08)
                tell("handling-time", Math.exp(5.3 + 0.5 * random.nextGaussian()), at.plusSeconds(1_800), outcomes);
            if (random.nextDouble() < 0.01) tell("complaints", 1, at.plus(Duration.ofDays(2)), outcomes);
            if (agreed && random.nextDouble() < 0.01) tell("opt-outs", 1, at.plusSeconds(300), outcomes);
        }

        private void tell(String metric, double value, Instant when, List<Object[]> outcomes) {
            if (!when.isAfter(now)) outcomes.add(new Object[] {unit, metric, value, ExperimentTable.time(when)});
        }

        private static double probability(double logOdds) {
            return 1 / (1 + Math.exp(-logOdds));
        }
    }
}
