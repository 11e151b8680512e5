package dev.attune.evaluation.expressions;

import static dev.attune.evaluation.expressions.Answers.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.signals.Emotion;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FairnessGateTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 500);

    /// Of the second group half is read as angry.
    private static final Answers UNEQUAL = new Answers()
            .add(40, null, "A", read(Emotion.JOY, 0.9, 3))
            .add(20, null, "B", read(Emotion.JOY, 0.9, 3))
            .add(20, null, "B", read(Emotion.ANGER, 0.6, 3));

    private static final Answers EQUAL =
            new Answers().add(40, null, "A", read(Emotion.JOY, 0.9, 3)).add(40, null, "B", read(Emotion.JOY, 0.9, 3));

    @Test
    void groupsThatAreReadAlikePass() {
        assertThat(FairnessGate.gaps(compare(EQUAL), 0.05)).isEmpty();
    }

    @Test
    void aGapAboveTheLimitIsNamedWithBothGroups() {
        assertThat(FairnessGate.gaps(compare(UNEQUAL), 0.1))
                .anySatisfy(gap -> assertThat(gap).contains("read as negative", "B", "A", "50.0 %"))
                .anySatisfy(gap -> assertThat(gap).contains("at equal smile"));
    }

    @Test
    void aGapBelowTheLimitPasses() {
        assertThat(FairnessGate.gaps(compare(UNEQUAL), 0.6)).isEmpty();
    }

    @Test
    void tooFewPicturesDoNotPass() {
        var few = new Answers()
                .add(12, null, "A", read(Emotion.JOY, 0.9, 3))
                .add(12, null, "B", read(Emotion.JOY, 0.9, 3));

        assertThat(FairnessGate.gaps(compare(few), 0.5))
                .hasSize(2)
                .allSatisfy(gap -> assertThat(gap).contains("fewer than two groups"));
    }

    @Test
    void aGroupThatIsReadOtherwiseThanBeforeRaisesTheAlarm() {
        assertThat(FairnessGate.drifts(compare(UNEQUAL), report(40, 0.0)))
                .singleElement()
                .asString()
                .contains("B", "read as negative", "50.0 %");
    }

    @Test
    void aGroupThatIsReadAsBeforeDoesNot() {
        assertThat(FairnessGate.drifts(compare(UNEQUAL), report(400, 0.5))).isEmpty();
    }

    @Test
    void anEarlierReportOfOtherGroupsIsNoAllClear() {
        var other = JsonMapper.shared().readTree("{\"groups\": {\"groups\": [{\"group\": \"Z\", \"n\": 40}]}}");

        assertThat(FairnessGate.drifts(compare(UNEQUAL), other))
                .singleElement()
                .asString()
                .contains("no group");
    }

    /// Group B of an earlier report, all of whose faces were found.
    private static JsonNode report(int n, double negative) {
        return JsonMapper.shared().readTree("""
                        {"groups": {"groups": [{"group": "B", "n": %d,
                          "faceFound": {"value": 1.0, "n": %d}, "negative": {"value": %s, "n": %d}}]}}""".formatted(n, n, negative, n));
    }

    private static GroupComparison compare(Answers answers) {
        return GroupComparison.of("group", answers.index(), answers.all(), BOOTSTRAP);
    }
}
