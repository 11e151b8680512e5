package dev.attune.evaluation.expressions;

import static dev.attune.evaluation.expressions.Answers.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.signals.Emotion;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class GroupComparisonTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 500);

    /// Rhue 2018's finding in miniature: both groups smile alike, the second is read as angry half of the time.
    private static final Answers UNEQUAL = new Answers()
            .add(40, null, "A", read(Emotion.JOY, 0.9, 3))
            .add(20, null, "B", read(Emotion.JOY, 0.9, 3))
            .add(20, null, "B", read(Emotion.ANGER, 0.6, 3))
            .add(10, null, "B", new Answer.NoFace(""))
            .add(5, null, "C", read(Emotion.NEUTRAL, 0.7, 0));

    @Test
    void groupsReadDifferentlyAtEqualSmileAreFound() {
        var test = compare(UNEQUAL).matched().stream()
                .filter(matched -> matched.group().equals("B"))
                .findFirst()
                .orElseThrow();
        assertThat(test.difference()).isEqualTo(0.5, within(1e-12));
        assertThat(test.interval().orElseThrow().contains(0)).isFalse();
        assertThat(test.compared()).isEqualTo(40);
    }

    @Test
    void moreNegativeLabelsThatComeFromFewerSmilesAreNoDifferenceAtEqualSmile() {
        var answers = new Answers() // without a smile half is read as sad, with one nobody: in both groups
                .add(40, null, "often smiling", read(Emotion.JOY, 0.9, 3))
                .add(10, null, "often smiling", read(Emotion.SADNESS, 0.6, 0))
                .add(10, null, "often smiling", read(Emotion.NEUTRAL, 0.6, 0))
                .add(10, null, "seldom smiling", read(Emotion.JOY, 0.9, 3))
                .add(40, null, "seldom smiling", read(Emotion.SADNESS, 0.6, 0))
                .add(40, null, "seldom smiling", read(Emotion.NEUTRAL, 0.6, 0));
        var comparison = compare(answers);
        assertThat(comparison.negative().orElseThrow().difference()).isGreaterThan(0.2);
        assertThat(comparison.matched())
                .hasSize(2)
                .allSatisfy(test -> assertThat(test.difference()).isEqualTo(0, within(1e-12)));
    }

    @Test
    void facesFoundAndNegativeLabelsAreSharesWithWilsonIntervals() {
        var second = compare(UNEQUAL).groups().get(1);
        assertThat(second.name()).isEqualTo("B");
        assertThat(second.n()).isEqualTo(50);
        assertThat(second.faces()).isEqualTo(40);
        assertThat(second.foundInterval().orElseThrow().contains(0.8)).isTrue();
        assertThat(second.negative()).isEqualTo(20);
        assertThat(Objects.requireNonNull(second.means().get(Emotion.JOY)).value())
                .isEqualTo((0.9 + 0.4 / 7) / 2, within(1e-12));
    }

    @Test
    void smallGroupsAreShownAndFlaggedButNoDifferenceIsStatedForThem() {
        var comparison = compare(UNEQUAL);
        assertThat(comparison.groups()).hasSize(3);
        assertThat(comparison.groups().get(2).isSmall()).isTrue();
        assertThat(comparison.matched()).noneMatch(test -> test.group().equals("C"));
        var found = comparison.found().orElseThrow();
        assertThat(found.highest()).isEqualTo("A");
        assertThat(found.lowest()).isEqualTo("B");
        assertThat(found.difference()).isEqualTo(0.2, within(1e-12));
    }

    @Test
    void groupsThatAreReadAlikeDifferNoMoreThanChanceMakesThem() {
        var answers = new Answers();
        for (var group : new String[] {"A", "B", "C", "D"})
            answers.add(30, null, group, read(Emotion.JOY, 0.9, 3)).add(10, null, group, read(Emotion.FEAR, 0.5, 1));
        var negative = compare(answers).negative().orElseThrow();
        assertThat(negative.difference()).isZero();
        assertThat(negative.pValue()).isEqualTo(1);
        assertThat(negative.interval().orElseThrow().contains(0)).isTrue();
    }

    @Test
    void oneGroupHasNothingToBeComparedWith() {
        var one = new Answers().add(40, null, "A", read(Emotion.JOY, 0.9, 3));
        var comparison = compare(one);
        assertThat(comparison.found()).isEmpty();
        assertThat(comparison.negative()).isEmpty();
        assertThat(comparison.matched()).isEmpty();
        assertThat(comparison.groups().getFirst().negativeInterval().map(Interval::low))
                .contains(0.0);
    }

    @Test
    void binsOfTheSmileReachFromTraceToTheStrongest() {
        var bins = DoubleStream.of(0, 0.49, 0.5, 1.5, 3.4, 3.5, 5).mapToInt(GroupComparison::bin);
        assertThat(bins.toArray()).containsExactly(0, 0, 1, 2, 3, 4, 4);
    }

    private static GroupComparison compare(Answers answers) {
        return GroupComparison.of("group", answers.index(), answers.all(), BOOTSTRAP);
    }
}
