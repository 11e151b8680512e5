package dev.attune.decisions.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExperimentReportTest {
    private static final Plan PLAN = new Plan(
            "help-at-checkout",
            "offering help to the confused raises conversion",
            "control",
            "treatment",
            0.5,
            List.of(Metric.CONVERSION, Metric.COMPLAINTS, Metric.RETURNS, Metric.SATISFACTION),
            20_000);

    @Test
    void aClearGainIsToldWithItsInterval() {
        var report = report(arm("control", 10_000, 0.10, 0.02), arm("treatment", 10_000, 0.14, 0.02));

        assertThat(report.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(report.words().en()).startsWith("The treatment is better: conversion +40.0% (between +");
        assertThat(report.words().ru()).contains("конверсия +40,0").doesNotContain("{");
        assertThat(report.words().zh()).contains("转化率").doesNotContain("{");
        var primary = report.comparisons().getFirst();
        assertThat(primary.difference()).isCloseTo(0.04, within(1e-12));
        assertThat(primary.bounds().low()).isPositive();
        assertThat(primary.p()).isLessThan(0.05);
        assertThat(primary.fixedHorizonP()).isLessThan(primary.p());
        assertThat(report.notes().getFirst().en()).contains("assigned", "60.0%");
    }

    @Test
    void aGainIsToldOnlyOnceTheRelativeChangeThatIsToldWithItExcludesNoneToo() {
        var report = IntStream.rangeClosed(0, 100)
                .mapToObj(n -> report(arm("control", 2_000, 0.10, 0), arm("treatment", 2_000, 0.10 + n / 1_000.0, 0)))
                .filter(each -> each.comparisons().getFirst().p() < 0.05)
                .filter(each -> each.comparisons().getFirst().liftBounds().contains(0))
                .findFirst()
                .orElseThrow();

        assertThat(report.comparisons().getFirst().bounds().low()).isPositive();
        assertThat(report.verdict()).isEqualTo(Verdict.RUNNING);
        assertThat(report.words().en()).contains("Nothing shown yet");
    }

    @Test
    void whileTheSampleRatioIsBrokenNothingElseIsShown() {
        var report = report(arm("control", 10_000, 0.10, 0.02), arm("treatment", 9_000, 0.2, 0.02));

        assertThat(report.verdict()).isEqualTo(Verdict.SAMPLE_RATIO_BROKEN);
        assertThat(report.comparisons()).isEmpty();
        assertThat(report.words().en()).contains("10,000", "9,000", "no result is shown");
    }

    @Test
    void aHarmedGuardrailStopsEvenAGain() {
        var report = report(arm("control", 10_000, 0.10, 0.02), arm("treatment", 10_000, 0.14, 0.04));

        assertThat(report.verdict()).isEqualTo(Verdict.GUARDRAIL_HARMED);
        assertThat(report.words().en()).contains("Stop: complaints");
        assertThat(report.words().ru()).contains("жалобы");
    }

    @Test
    void noGainIsToldAsNotShownOnlyOnceThePlannedNumberIsReached() {
        assertThat(report(arm("control", 5_000, 0.10, 0.02), arm("treatment", 5_000, 0.101, 0.02))
                        .verdict())
                .isEqualTo(Verdict.RUNNING);
        var done = report(arm("control", 20_000, 0.10, 0.02), arm("treatment", 20_000, 0.101, 0.02));
        assertThat(done.verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
        assertThat(done.words().en()).contains("not proof");
        assertThat(report(arm("control", 60, 0.1, 0), arm("treatment", 60, 0.9, 0))
                        .verdict())
                .isEqualTo(Verdict.TOO_EARLY);
    }

    @Test
    void lessTimeIsBetterWhereLessIsBetter() {
        var plan = new Plan(
                "p", "h", "control", "treatment", 0.5, List.of(Metric.HANDLING_TIME.as(Metric.Role.PRIMARY)), 1_000);
        var report = ExperimentReport.of(plan, timed("control", 300), timed("treatment", 280));

        assertThat(report.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(report.words().en()).contains("handling time −");
    }

    @Test
    void peopleWithoutAPastAreAStratumOfTheirOwn() {
        var plan = new Plan("p", "h", "control", "treatment", 0.5, List.of(Metric.CONVERSION), 1_000);
        var comparison = ExperimentReport.of(plan, mixed("control", 0, 7), mixed("treatment", 0.3, 8))
                .comparisons()
                .getFirst();

        assertThat(comparison.difference()).isCloseTo(0.3, within(0.05));
        assertThat(comparison.varianceSaved()).isGreaterThan(0.3);
        assertThat(comparison.controlUnits()).isEqualTo(3_000);
    }

    @Test
    void whenOneArmHasNoNewcomersEverybodyIsComparedAsTheyAre() {
        var plan = new Plan("p", "h", "control", "treatment", 0.5, List.of(Metric.CONVERSION), 1_000);
        var mixed = mixed("control", 0, 7);
        var known = mixed("treatment", 0.3, 8).metrics();
        var treatment = new ArmData("treatment", 3_000, 0, 0, 0, known, Map.of());
        var comparison =
                ExperimentReport.of(plan, mixed, treatment).comparisons().getFirst();

        assertThat(comparison.difference())
                .isCloseTo(comparison.treatmentMean() - comparison.controlMean(), within(1e-12));
        assertThat(comparison.bounds().low()).isPositive();
        assertThat(comparison.varianceSaved()).isZero();
    }

    @Test
    void warningsStandUnderTheReport() {
        var cut = new ExperimentReport.Group(arm("control", 900, 0.1, 0.02), arm("treatment", 900, 0.1, 0.02));
        var leaking = new ArmData("treatment", 10_000, 5_000, 6_000, 400, Map.of(), Map.of());
        var report = ExperimentReport.of(
                PLAN, arm("control", 10_000, 0.1, 0.02), leaking, Map.of("mobile", cut), AlwaysValid.STANDARD);

        assertThat(report.notes())
                .extracting(note -> note.en())
                .anyMatch(text -> text.contains("400 people were seen"));
        assertThat(report.notes()).extracting(note -> note.en()).anyMatch(text -> text.contains("exploratory"));
        assertThat(report.exploratory()).containsOnlyKeys("mobile");
    }

    @Test
    void whereNobodyWasDealtNoShareIsSaidToHaveAgreed() {
        var nobody = report(arm("control", 0, 0, 0), arm("treatment", 0, 0, 0))
                .notes()
                .getFirst();
        assertThat(nobody.en()).contains("Nobody was dealt").doesNotContain("%");
        assertThat(nobody.ru()).contains("никто не распределён").doesNotContain("%");
        assertThat(nobody.zh()).contains("尚未有人").doesNotContain("%");

        var half = report(arm("control", 3, 0, 0), arm("treatment", 0, 0, 0))
                .notes()
                .getFirst();
        assertThat(half.en()).contains("One of the arms has nobody yet").doesNotContain("%");
    }

    @Test
    void anArmIsTheSameEverywhereAndItsShareIsKept() {
        var assignment = new Assignment(
                "exp-1", List.of(new Assignment.Arm("control", 5_000), new Assignment.Arm("treatment", 4_000)));
        var arms = IntStream.range(0, 20_000)
                .mapToObj(i -> assignment.arm("u" + i))
                .toList();

        assertThat(arms.stream().filter("control"::equals).count()).isBetween(9_750L, 10_250L);
        assertThat(arms.stream().filter(String::isEmpty).count()).isBetween(1_800L, 2_200L);
        // fixed for ever: printf 'exp-1:ann' | sha256sum, first eight bytes modulo 10,000
        assertThat(Assignment.bucket("exp-1", "ann")).isEqualTo(4908);
        assertThatThrownBy(() ->
                        new Assignment("s", List.of(new Assignment.Arm("a", 6_000), new Assignment.Arm("b", 6_000))))
                .hasMessageContaining("12000 buckets");
    }

    @Test
    void impossiblePlansAndDataAreRefused() {
        assertThatThrownBy(() -> new Plan("p", "h", "a", "b", 0.5, List.of(Metric.RETURNS), 10))
                .hasMessageContaining("exactly one primary metric, got 0");
        assertThatThrownBy(() -> new ArmData("a", 10, 11, 0, 0, Map.of(), Map.of()))
                .hasMessageContaining("11 exposed");
        assertThatThrownBy(() -> ExperimentReport.of(PLAN, arm("treatment", 10, 0, 0), arm("control", 10, 0, 0)))
                .hasMessageContaining("data of control and treatment");
    }

    private static ExperimentReport report(ArmData control, ArmData treatment) {
        return ExperimentReport.of(PLAN, control, treatment);
    }

    private static ArmData arm(String id, long people, double conversion, double complaints) {
        return new ArmData(
                id,
                people,
                people / 2,
                people * 6 / 10,
                0,
                Map.of(),
                Map.of(
                        "conversion",
                        Sample.ofShare(Math.round(people * conversion), people),
                        "complaints",
                        Sample.ofShare(Math.round(people * complaints), people),
                        "returns",
                        Sample.ofShare(people / 20, people)));
    }

    private static ArmData timed(String id, double seconds) {
        return new ArmData(
                id, 1_000, 0, 0, 0, Map.of(), Map.of("handling-time", new Sample(1_000, seconds, 1_000 * 60 * 60)));
    }

    private static ArmData mixed(String id, double effect, long seed) {
        var random = new Random(seed);
        var known = Cuped.EMPTY;
        var fresh = Sample.EMPTY;
        for (int i = 0; i < 2_000; i++) {
            double habit = random.nextGaussian();
            known = known.plus(effect + habit + random.nextGaussian() / 2, habit);
            if (i % 2 == 0) fresh = fresh.plus(effect + 0.5 * random.nextGaussian());
        }
        return new ArmData(id, 3_000, 0, 0, 0, Map.of("conversion", known), Map.of("conversion", fresh));
    }
}
