package dev.attune.server.experiments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Experiments and their people as they are stored.
@Component
class ExperimentTable {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    ExperimentTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    enum State {
        DRAFT,
        RUNNING,
        STOPPED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Somebody changed an experiment.
    ///
    /// @param by the account
    /// @param what `created`, `started` or `stopped`
    /// @param why empty unless somebody said
    record Change(Instant at, String by, String what, String why) {}

    /// @param ratioFailedAt when people were first seen not to arrive as dealt
    /// @param report as it stood when the experiment was stopped
    record Stored(
            ExperimentPlan plan,
            State state,
            List<Change> history,
            @Nullable Instant ratioFailedAt,
            @Nullable String report) {}

    /// False when there is one of this name.
    boolean create(ExperimentPlan plan, String by, Instant at) {
        try {
            jdbc.sql("insert into experiment (id, plan, state, created_at, created_by) values (?, ?, 'draft', ?, ?)")
                    .params(plan.id(), json.writeValueAsString(plan), time(at), by)
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    List<Stored> all() {
        return jdbc.sql("select * from experiment order by created_at desc, id")
                .query(this::stored)
                .list();
    }

    Optional<Stored> find(String id) {
        return jdbc.sql("select * from experiment where id = ?")
                .param(id)
                .query(this::stored)
                .optional();
    }

    /// False when it was not a draft.
    boolean start(String id, String by, Instant at) {
        return jdbc.sql(
                                "update experiment set state = 'running', started_at = ?, started_by = ? where id = ? and state = 'draft'")
                        .params(time(at), by, id)
                        .update()
                > 0;
    }

    /// False when it was not running.
    boolean stop(String id, String by, String why, String report, Instant at) {
        return jdbc.sql("""
                        update experiment set state = 'stopped', stopped_at = ?, stopped_by = ?, stop_reason = ?, report = ?
                        where id = ? and state = 'running'""").params(time(at), by, why, report, id).update() > 0;
    }

    /// False when it was known already.
    boolean ratioFailed(String id, Instant at) {
        return jdbc.sql("update experiment set ratio_failed_at = ? where id = ? and ratio_failed_at is null")
                        .params(time(at), id)
                        .update()
                > 0;
    }

    void assign(String experiment, String unit, String arm, Map<String, String> cuts, boolean consented, Instant at) {
        jdbc.sql("""
                        insert into experiment_unit (experiment, unit, arm, assigned_at, consented, cuts)
                        values (?, ?, ?, ?, ?, ?::jsonb)
                        on conflict (tenant, experiment, unit) do update
                        set consented = experiment_unit.consented or excluded.consented""")
                .params(experiment, unit, arm, time(at), consented, json.writeValueAsString(cuts))
                .update();
    }

    /// Only the first time counts.
    ///
    /// @param arm as the page has it; another than the one dealt is counted as a leak
    /// @return false for somebody who was never dealt to an arm
    boolean exposed(String experiment, String unit, String arm, boolean consented, Instant at) {
        return jdbc.sql("""
                        update experiment_unit set exposed_at = coalesce(exposed_at, ?), consented = consented or ?,
                          several_arms = several_arms or arm <> ?
                        where experiment = ? and unit = ?""").params(time(at), consented, arm, experiment, unit).update() > 0;
    }

    /// How many visits there are of each kind.
    record Visits(long real, long simulated) {}

    Visits visits(String experiment) {
        return jdbc.sql("""
                        select count(*) filter (where not simulated) as real, count(*) filter (where simulated) as simulated
                        from experiment_unit where experiment = ?""")
                .param(experiment)
                .query((row, n) -> new Visits(row.getLong("real"), row.getLong("simulated")))
                .single();
    }

    private Stored stored(ResultSet row, int number) throws SQLException {
        var history = new ArrayList<Change>();
        for (var what : List.of("created", "started", "stopped")) {
            var at = instant(row, what + "_at");
            if (at == null) continue;
            String why = what.equals("stopped") ? row.getString("stop_reason") : "";
            history.add(new Change(at, row.getString(what + "_by"), what, why == null ? "" : why));
        }
        return new Stored(
                json.readValue(row.getString("plan"), ExperimentPlan.class),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                List.copyOf(history),
                instant(row, "ratio_failed_at"),
                row.getString("report"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
