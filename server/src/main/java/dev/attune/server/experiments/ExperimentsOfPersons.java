package dev.attune.server.experiments;

import dev.attune.server.database.GroupCommit;
import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.privacy.RetentionClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which experiments a person takes part in and what they did, for copies, erasures and the end of its time. The report
/// of a stopped experiment is kept without them.
@Component
class ExperimentsOfPersons implements PersonDataHolder, RetentionClock {
    private static final int PATIENCE_SECONDS = 3; // then the erasure is tried again later

    private final JdbcClient jdbc;
    private final GroupCommit writes;
    private final Duration keep;

    ExperimentsOfPersons(
            JdbcClient jdbc, GroupCommit writes, @Value("${attune.retention.experiments:180d}") Duration keep) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.keep = keep;
    }

    @Override
    public String name() {
        return "experiments";
    }

    @Override
    public Set<String> tables() {
        return Set.of("experiment_unit", "experiment_outcome", "experiment_decision");
    }

    record TakesPart(
            String experiment,
            String arm,
            Instant assignedAt,
            @Nullable Instant exposedAt,
            boolean consented) {}

    record Outcome(String metric, double value, Instant at) {}

    record Decided(String experiment, String decision, Instant at) {}

    record Copy(List<TakesPart> experiments, List<Outcome> outcomes, List<Decided> decisions) {}

    @Override
    public Copy export(String person) {
        var parts = jdbc.sql("select * from experiment_unit where unit = ? order by assigned_at")
                .param(person)
                .query((row, n) -> {
                    var exposed = row.getObject("exposed_at", OffsetDateTime.class);
                    return new TakesPart(
                            row.getString("experiment"),
                            row.getString("arm"),
                            row.getObject("assigned_at", OffsetDateTime.class).toInstant(),
                            exposed == null ? null : exposed.toInstant(),
                            row.getBoolean("consented"));
                })
                .list();
        var outcomes = jdbc.sql("select * from experiment_outcome where unit = ? order by at")
                .param(person)
                .query((row, n) -> new Outcome(
                        row.getString("metric"),
                        row.getDouble("value"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        var decisions = jdbc.sql("select * from experiment_decision where unit = ? order by decided_at")
                .param(person)
                .query((row, n) -> new Decided(
                        row.getString("experiment"),
                        row.getString("decision"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant()))
                .list();
        return new Copy(parts, outcomes, decisions);
    }

    @Override
    public Map<String, Integer> erase(String person) {
        // outcomes that wait to be written are among the rows then
        writes.addAndTell("delete from experiment_outcome where false and unit = ?", person)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        int decisions = jdbc.sql("delete from experiment_decision where unit = ?") // first: outcomes come by them
                .param(person)
                .update();
        int outcomes = jdbc.sql("delete from experiment_outcome where unit = ?")
                .param(person)
                .update();
        int parts = jdbc.sql("delete from experiment_unit where unit = ?")
                .param(person)
                .update();
        return Map.of("experiment_unit", parts, "experiment_outcome", outcomes, "experiment_decision", decisions);
    }

    @Override
    public String category() {
        return "experiments";
    }

    @Override
    public Duration keep() {
        return keep;
    }

    @Override
    public int sweep(Instant olderThan) {
        var time = ExperimentTable.time(olderThan);
        int gone = jdbc.sql("delete from experiment_outcome where at < ?")
                .param(time)
                .update();
        gone += jdbc.sql("delete from experiment_decision where decided_at < ?")
                .param(time)
                .update();
        return gone
                + jdbc.sql("delete from experiment_unit where assigned_at < ?")
                        .param(time)
                        .update();
    }
}
