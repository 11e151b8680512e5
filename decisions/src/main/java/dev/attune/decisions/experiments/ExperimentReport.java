package dev.attune.decisions.experiments;

import dev.attune.decisions.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An experiment, read. Everything is as assigned (intention to treat): who agreed or was reached is
/// told beside it and never selects.
///
/// @param sampleRatio first; while it is broken, `comparisons` and `exploratory` are empty
/// @param exploratory cuts by group, to find questions, never answers
/// @param notes what a reader must know, in the order to be shown
public record ExperimentReport(
        Plan plan,
        SampleRatio sampleRatio,
        List<Comparison> comparisons,
        Map<String, Comparison> exploratory,
        List<ConsentRate> consent,
        Verdict verdict,
        Wording words,
        List<Wording> notes) {
    private static final long FEWEST_UNITS = 100; // below, normal approximations are not to be trusted; our choice

    /// More people in several arms than this share, and at least ten, are worth a warning; GrowthBook's thresholds.
    private static final double MULTIPLE_EXPOSURE_SHARE = 0.01;

    private static final long MULTIPLE_EXPOSURE_UNITS = 10;
    private static final double IMBALANCE_ALARM = 0.001;

    /// How many of an arm agreed. A difference between arms says that the arm itself moved people to
    /// agree, so that comparing only those who did would compare different people.
    public record ConsentRate(String arm, double share, Bounds bounds) {}

    public ExperimentReport {
        comparisons = List.copyOf(comparisons);
        exploratory = Map.copyOf(exploratory);
        consent = List.copyOf(consent);
        notes = List.copyOf(notes);
    }

    public static ExperimentReport of(Plan plan, ArmData control, ArmData treatment) {
        return of(plan, control, treatment, Map.of(), AlwaysValid.STANDARD);
    }

    /// @param groups for exploratory cuts of the primary metric: by name, control and treatment
    public static ExperimentReport of(
            Plan plan, ArmData control, ArmData treatment, Map<String, Group> groups, AlwaysValid valid) {
        var ratio = SampleRatio.of(
                new long[] {control.assigned(), treatment.assigned()},
                new double[] {plan.controlShare(), 1 - plan.controlShare()});
        return of(plan, ratio, control, treatment, groups, valid);
    }

    /// One treatment of several against the control.
    ///
    /// @param ratio of all arms together: when people were lost in a third, these two are not to be believed either
    /// @param valid with alpha divided by the number of treatments
    public static ExperimentReport of(
            Plan plan,
            SampleRatio ratio,
            ArmData control,
            ArmData treatment,
            Map<String, Group> groups,
            AlwaysValid valid) {
        if (!control.arm().equals(plan.control()) || !treatment.arm().equals(plan.treatment()))
            throw new IllegalArgumentException("the plan compares %s with %s, got data of %s and %s"
                    .formatted(plan.treatment(), plan.control(), treatment.arm(), control.arm()));
        var consent = List.of(consentRate(control, valid), consentRate(treatment, valid));
        if (ratio.isBroken()) {
            var values = Map.of(
                    "control", control.assigned(), "treatment", treatment.assigned(), "planned", plan.controlShare());
            return new ExperimentReport(
                    plan,
                    ratio,
                    List.of(),
                    Map.of(),
                    consent,
                    Verdict.SAMPLE_RATIO_BROKEN,
                    Verdict.SAMPLE_RATIO_BROKEN.words(values),
                    List.of());
        }
        var comparisons = corrected(plan.metrics().stream()
                .map(metric -> Comparison.of(metric, control, treatment, valid))
                .toList());
        var exploratory = new LinkedHashMap<String, Comparison>();
        groups.forEach((name, group) ->
                exploratory.put(name, Comparison.of(plan.primary(), group.control(), group.treatment(), valid)));
        var primary = comparisons.stream()
                .filter(comparison -> comparison.metric().role() == Metric.Role.PRIMARY)
                .findFirst()
                .orElseThrow();
        var harmed = comparisons.stream()
                .filter(comparison -> isHarmed(comparison, valid.alpha()))
                .findFirst();
        var verdict = verdict(plan, primary, harmed, valid);
        return new ExperimentReport(
                plan,
                ratio,
                comparisons,
                exploratory,
                consent,
                verdict,
                verdict.words(values(plan, primary, harmed)),
                notes(plan, control, treatment, consent, !groups.isEmpty()));
    }

    /// The same group in both arms.
    public record Group(ArmData control, ArmData treatment) {}

    private static Verdict verdict(Plan plan, Comparison primary, Optional<Comparison> harmed, AlwaysValid valid) {
        long smaller = Math.min(primary.controlUnits(), primary.treatmentUnits());
        if (smaller < FEWEST_UNITS) return Verdict.TOO_EARLY;
        if (harmed.isPresent()) return Verdict.GUARDRAIL_HARMED;
        if (primary.p() < valid.alpha() && !isRelativelyOpen(primary))
            return primary.metric().improves(primary.difference()) ? Verdict.BETTER : Verdict.WORSE;
        return smaller >= plan.unitsPerArm() ? Verdict.NO_DIFFERENCE_SHOWN : Verdict.RUNNING;
    }

    /// A verdict is told with the relative change. Its interval knows the control's mean as uncertain too, so it may
    /// still
    /// hold 0 when that of the difference does not.
    private static boolean isRelativelyOpen(Comparison primary) {
        return !Double.isNaN(primary.lift().estimate()) && primary.liftBounds().contains(0);
    }

    /// Worse, surely enough after Holm, and by more than is tolerated.
    private static boolean isHarmed(Comparison comparison, double alpha) {
        var metric = comparison.metric();
        if (metric.role() != Metric.Role.GUARDRAIL || comparison.difference() == 0) return false;
        boolean beyondTolerance =
                comparison.controlMean() == 0 || Math.abs(comparison.lift().estimate()) > metric.tolerance();
        return !metric.improves(comparison.difference()) && beyondTolerance && comparison.correctedP() < alpha;
    }

    private static List<Comparison> corrected(List<Comparison> comparisons) {
        var corrected = new HashMap<Metric, Double>();
        for (var role : Metric.Role.values()) {
            var group = comparisons.stream()
                    .filter(comparison -> comparison.metric().role() == role)
                    .toList();
            var p = group.stream().mapToDouble(Comparison::p).toArray();
            var adjusted = switch (role) {
                case PRIMARY -> p;
                case SECONDARY -> Multiplicity.benjaminiHochberg(p);
                case GUARDRAIL -> Multiplicity.holm(p);
            };
            for (int i = 0; i < adjusted.length; i++) corrected.put(group.get(i).metric(), adjusted[i]);
        }
        return comparisons.stream()
                .map(comparison -> comparison.corrected(corrected.getOrDefault(comparison.metric(), 1.0)))
                .toList();
    }

    private static ConsentRate consentRate(ArmData arm, AlwaysValid valid) {
        var sample = Sample.ofShare(arm.consented(), arm.assigned());
        return new ConsentRate(
                arm.arm(), sample.mean(), valid.around(sample.mean(), sample.varianceOfMean(), arm.assigned()));
    }

    private static Map<String, Object> values(Plan plan, Comparison primary, Optional<Comparison> harmed) {
        var values = new HashMap<String, Object>();
        values.put("metric", primary.metric());
        values.put("low", primary.liftBounds().low());
        values.put("high", primary.liftBounds().high());
        values.put("lift", primary.lift().estimate());
        values.put("units", Math.min(primary.controlUnits(), primary.treatmentUnits()));
        values.put("planned", plan.unitsPerArm());
        harmed.ifPresent(comparison -> values.put("guardrail", comparison.metric()));
        return values;
    }

    private static List<Wording> notes(
            Plan plan, ArmData control, ArmData treatment, List<ConsentRate> consent, boolean cut) {
        var notes = new ArrayList<Wording>();
        notes.add(consentNote(control, treatment, consent));
        long several = control.inSeveralArms() + treatment.inSeveralArms();
        long all = control.assigned() + treatment.assigned();
        if (several >= MULTIPLE_EXPOSURE_UNITS && several > MULTIPLE_EXPOSURE_SHARE * all)
            notes.add(Verdict.note("several-arms", Map.of("people", several, "share", (double) several / all)));
        if (imbalance(plan.primary(), control, treatment).fixedHorizonP() < IMBALANCE_ALARM)
            notes.add(Verdict.note("imbalance", Map.of("metric", plan.primary())));
        if (cut) notes.add(Verdict.note("exploratory", Map.of()));
        return notes;
    }

    /// An arm without people has no share that agreed, not one of 0 %.
    private static Wording consentNote(ArmData control, ArmData treatment, List<ConsentRate> consent) {
        if (control.assigned() == 0 || treatment.assigned() == 0)
            return Verdict.note("nobody-dealt", Map.of("dealt", control.assigned() + treatment.assigned()));
        return Verdict.note(
                "consent",
                Map.of(
                        "control",
                        consent.get(0).share(),
                        "treatment",
                        consent.get(1).share()));
    }

    /// The period before, compared as if it were the outcome: it must not differ.
    private static Comparison imbalance(Metric metric, ArmData control, ArmData treatment) {
        return Comparison.of(metric, before(metric, control), before(metric, treatment), AlwaysValid.STANDARD);
    }

    private static ArmData before(Metric metric, ArmData arm) {
        return new ArmData(
                arm.arm(),
                arm.assigned(),
                0,
                0,
                0,
                Map.of(),
                Map.of(metric.id(), arm.known(metric).x()));
    }
}
