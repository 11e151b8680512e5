package dev.attune.server.experiments;

import dev.attune.server.experiments.ExperimentTable.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `attune.experiment/1`: what an experiment shows, for programs and pages. A null number is not known, or stands for
/// too few people.
///
/// @param visits `real` or `simulated`; the two are never counted together
/// @param k groups with fewer people are withheld
/// @param sampleRatio first; while it is broken, comparisons, days, groups and holdback are empty
/// @param verdicts one per treatment
/// @param days cumulative, for the primary metric, one line per treatment
/// @param groups cuts by group, to find questions, never answers
/// @param withheldGroups how many groups stand for too few people
/// @param notes what a reader must know
/// @param sql statements that make these sums from the tables
record ReportView(
        String format,
        PlanView plan,
        String state,
        String visits,
        long realVisits,
        long simulatedVisits,
        Instant asOf,
        RatioView sampleRatio,
        List<ArmView> arms,
        List<VerdictView> verdicts,
        List<ComparisonView> comparisons,
        @Nullable Double detectable,
        List<DayView> days,
        List<GroupView> groups,
        int withheldGroups,
        int k,
        @Nullable HoldbackView holdback,
        List<AaView> aa,
        List<String> notes,
        List<Change> history,
        Sql sql) {
    static final String FORMAT = "attune.experiment/1";

    /// @param kind `ab` or `aa`
    /// @param arms the first one is the control
    /// @param metrics one of them is primary
    /// @param unitsPerArm how many people each arm needs
    /// @param groups by which the report is split: values by name
    record PlanView(
            String id,
            String hypothesis,
            String kind,
            List<ArmShare> arms,
            List<MetricView> metrics,
            long unitsPerArm,
            Map<String, List<String>> groups) {}

    /// @param share of the people, in (0, 1]
    record ArmShare(String id, double share) {}

    /// @param role `primary`, `secondary` or `guardrail`
    /// @param better `higher` or `lower`
    /// @param tolerance so much relative harm is accepted of a guardrail, in [0, 1); 0 for others
    /// @param per `share` or `mean`
    /// @param windowHours how long after somebody was dealt an outcome counts
    record MetricView(
            String id, String role, String better, String unit, double tolerance, String per, long windowHours) {}

    record RatioView(
            List<Long> observed, List<Double> expected, double chiSquare, double p, double alarm, boolean broken) {}

    record ArmView(String id, long assigned, long exposed, long consented, double consentShare, long inSeveralArms) {}

    record VerdictView(String arm, String id, String words) {}

    /// @param role of the metric, in small letters
    /// @param low of the always-valid interval of the difference
    /// @param correctedP Holm for guardrails, Benjamini–Hochberg for secondary metrics
    /// @param fixedHorizonP for one look at the planned number only
    /// @param varianceSaved by CUPED, in [0, 1]
    record ComparisonView(
            String arm,
            String metric,
            String role,
            long controlPeople,
            long treatmentPeople,
            double control,
            double treatment,
            double difference,
            @Nullable Double low,
            @Nullable Double high,
            double p,
            double correctedP,
            double fixedHorizonP,
            @Nullable Double lift,
            @Nullable Double liftLow,
            @Nullable Double liftHigh,
            double varianceSaved) {}

    record DayView(
            Instant until,
            String arm,
            long people,
            @Nullable Double lift,
            @Nullable Double low,
            @Nullable Double high) {}

    /// @param cut for example `device`, with `phone` as its part
    record GroupView(
            String cut,
            String part,
            String arm,
            long controlPeople,
            long treatmentPeople,
            @Nullable Double lift,
            @Nullable Double low,
            @Nullable Double high) {}

    /// Everybody who took part in anything against the few who never do.
    record HoldbackView(
            long heldBack,
            long others,
            double heldBackMean,
            double othersMean,
            @Nullable Double lift,
            @Nullable Double low,
            @Nullable Double high,
            String words) {}

    /// @param falseAlarms of so many deals, at p below 0.05; about a twentieth is what chance does
    /// @param p of the salt that deals
    record AaView(Instant at, String visits, long people, int deals, int falseAlarms, double p, double ratioP) {}

    record Sql(String people, String sums) {}
}
