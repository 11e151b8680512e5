package dev.attune.server.experiments;

import dev.attune.server.database.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// The SQL whose sums a report rests on, with every value written out, so that somebody can run it elsewhere and get
/// the same. Whatever is written out was checked to hold small letters, digits and dashes only.
///
/// @param simulated which visits: the real ones or the simulated ones, never both
/// @param asOf nothing later is seen
record ExperimentSql(Tenant tenant, ExperimentPlan plan, boolean simulated, Instant asOf) {
    /// How long before somebody was dealt to an arm [Cuped] looks.
    static final Duration BEFORE = Duration.ofDays(7);

    /// How many people are in each arm, and how many of these came where the arms differ, agreed, or were seen in two.
    String people() {
        return """
                select arm, count(*) as assigned, count(exposed_at) as exposed,
                  count(*) filter (where consented) as consented,
                  count(*) filter (where several_arms) as several_arms
                from experiment_unit
                where %s
                group by arm order by arm""".formatted(chosen());
    }

    /// Per arm and metric, for people with a period before (`known`) and for newcomers: how many, the mean, and the
    /// sums of squares and products about it; `y` is the outcome, `x` the same before.
    String sums() {
        return """
                with %s
                select arm, metric, x is not null as known, %s
                from person where y is not null
                group by arm, metric, x is not null order by arm, metric, known""".formatted(persons(plan.metrics()), SUMS);
    }

    /// The same for the primary metric, by device, language and so on, and by whether somebody agreed.
    String sumsByGroup() {
        return """
                with %s
                select cut, part, arm, x is not null as known, %s
                from person cross join lateral (
                  select key as cut, value as part from jsonb_each_text(cuts)
                  union all select 'consent', case when consented then 'agreed' else 'did-not' end) as parts
                where y is not null
                group by cut, part, arm, x is not null order by cut, part, arm, known""".formatted(persons(List.of(plan.primary())), SUMS);
    }

    /// What happened when, for the primary metric; one row per person where nothing happened.
    String course() {
        return """
                with %s
                select p.unit, p.arm, p.assigned_at, p.x, o.at, o.value
                from person p left join experiment_outcome o on o.tenant = '%s' and o.unit = p.unit
                  and o.metric = '%s' and o.at >= p.assigned_at and o.at < p.assigned_at + interval '%d seconds'
                  and o.at <= timestamptz '%s'
                where p.arm <> '%s'
                order by p.unit, o.at""".formatted(
                        persons(List.of(plan.primary())),
                        tenant.id(),
                        plan.primary().metric().id(),
                        plan.primary().window().toSeconds(),
                        asOf,
                        ExperimentPlan.HOLDBACK);
    }

    /// What people did before they were dealt to an arm, or lately when they were not: they cannot differ between arms.
    String before() {
        return """
                select o.unit, max(o.value) filter (where o.metric = '%1$s') as most,
                  avg(o.value) filter (where o.metric = '%1$s') as mean
                from experiment_outcome o
                left join experiment_unit u on u.tenant = '%2$s' and u.experiment = '%3$s' and u.unit = o.unit
                where o.tenant = '%2$s' and o.simulated = %4$s
                  and o.at < coalesce(u.assigned_at, timestamptz '%5$s')
                  and o.at >= coalesce(u.assigned_at, timestamptz '%5$s') - interval '%6$d seconds'
                group by o.unit order by o.unit""".formatted(plan.primary().metric().id(), tenant.id(), plan.id(), simulated, asOf, BEFORE.toSeconds());
    }

    private static final String SUMS = """
            count(*) as n,
              avg(y) as mean_y, var_pop(y) * count(*) as squares_y,
              avg(x) as mean_x, var_pop(x) * count(*) as squares_x,
              covar_pop(y, x) * count(*) as products""";

    private String persons(List<Measured> metrics) {
        return """
                unit as (
                  select unit, arm, assigned_at, consented, cuts from experiment_unit
                  where %1$s
                ), metric (id, per, how_long) as (values
                  %2$s
                ), told as ( -- one walk over the outcomes; joining sums of them would be quadratic without statistics
                  select u.*, o.metric as about, o.value, o.at
                  from unit u left join experiment_outcome o on o.tenant = '%3$s' and o.unit = u.unit
                    and o.at >= u.assigned_at - interval '%4$d seconds' and o.at <= timestamptz '%5$s'
                ), summed as (
                  select unit, arm, assigned_at, consented, cuts, id as metric, per,
                    max(value) filter (where about = id and at >= assigned_at and at < assigned_at + how_long) as most,
                    avg(value) filter (where about = id and at >= assigned_at and at < assigned_at + how_long) as mean,
                    max(value) filter (where about = id and at < assigned_at) as most_before,
                    avg(value) filter (where about = id and at < assigned_at) as mean_before,
                    coalesce(bool_or(at < assigned_at), false) as seen_before
                  from told cross join metric
                  group by unit, arm, assigned_at, consented, cuts, id, per
                ), person as (
                  select unit, arm, assigned_at, consented, cuts, metric,
                    case per when 'share' then (coalesce(most, 0) > 0)::int::float8 else mean end as y,
                    case when not seen_before then null
                         when per = 'share' then (coalesce(most_before, 0) > 0)::int::float8
                         else mean_before end as x
                  from summed
                )""".formatted(
                        chosen(),
                        metrics.stream().map(ExperimentSql::row).collect(Collectors.joining(",\n  ")),
                        tenant.id(),
                        BEFORE.toSeconds(),
                        asOf);
    }

    private static String row(Measured measured) {
        return "('%s', '%s', interval '%d seconds')"
                .formatted(
                        measured.metric().id(),
                        switch (measured.per()) {
                            case SHARE -> "share";
                            case MEAN -> "mean";
                        },
                        measured.window().toSeconds());
    }

    private String chosen() {
        return "tenant = '%s' and experiment = '%s' and simulated = %s and assigned_at <= timestamptz '%s'"
                .formatted(tenant.id(), plan.id(), simulated, asOf);
    }
}
