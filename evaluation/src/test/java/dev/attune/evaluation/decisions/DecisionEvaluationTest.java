package dev.attune.evaluation.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.decisions.offline.Estimator;
import dev.attune.decisions.offline.OfflineEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionEvaluationTest {
    private static final OfflineEvaluation QUICK = new OfflineEvaluation(2, Double.POSITIVE_INFINITY, 10, 200, 1);
    private static final String LINE = """
            {"subject": "s%d", "actions": ["help", "quiet"], "features": [%d], "chosen": "%s", "probability": 0.5, \
            "reward": %d, "policies": {"always-help": [1, 0], "fitting": [%d, %d]}}
            """;

    @TempDir
    Path folder;

    /// Help pays 0.8 when somebody is confused and 0.2 otherwise; quiet always pays 0.4.
    @Test
    void theBetterPolicyIsFoundAndTheDifferenceHasAnInterval() throws Exception {
        var random = new Random(2);
        var log = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            int confused = random.nextInt(2);
            boolean help = random.nextBoolean();
            double rate = help ? (confused == 1 ? 0.8 : 0.2) : 0.4;
            log.append(String.format(
                    Locale.ROOT,
                    LINE,
                    i,
                    confused,
                    help ? "help" : "quiet",
                    random.nextDouble() < rate ? 1 : 0,
                    confused,
                    1 - confused));
        }
        log.append("{\"explored\": false}\n");

        var result = DecisionEvaluation.of(written(log.toString()), QUICK);

        var fitting = result.reports().get(1);
        assertThat(fitting.policy()).isEqualTo("fitting");
        var value = fitting.value(Estimator.DR);
        assertThat(value.low()).isLessThan(0.6);
        assertThat(value.high()).isGreaterThan(0.6);
        assertThat(value.overFirst().low()).isPositive(); // the truth is 0.1
        assertThat(fitting.leftOut()).isEqualTo(1);
        assertThat(result.markdown()).contains("Policy `fitting`", "| switch-dr |");
        assertThat(result.json().get("policies").get(1).get("values").size()).isEqualTo(6);
        assertThat(result.answered()).isTrue();
    }

    @Test
    void aThinLogIsRefusedWithTheReason() throws Exception {
        var result = DecisionEvaluation.of(written(LINE.formatted(1, 0, "help", 1, 1, 0)), QUICK);

        assertThat(result.answered()).isFalse();
        assertThat(result.markdown()).contains("No answer:", "effective rows");
        assertThat(result.json().get("policies").get(0).get("refusals").size()).isPositive();
    }

    @Test
    void aLineThatIsWrongIsNamed() {
        assertRefused("{\"subject\": 1}\n", "line 1", "'actions' is missing");
        assertRefused(LINE.formatted(1, 0, "loud", 1, 1, 0), "line 1", "'loud' was chosen but is not among");
        assertRefused(LINE.formatted(1, 0, "help", 7, 1, 0), "line 1", "reward must be in [0, 1], got 7.0");
        assertRefused("no json\n", "line 1");
        assertRefused("", "names no policy to judge");
        assertRefused(
                LINE.formatted(1, 0, "help", 1, 1, 0)
                        + LINE.formatted(2, 0, "help", 1, 1, 0).replace("fitting", "other"),
                "line 2",
                "the first line has");
        assertRefused(
                LINE.formatted(1, 0, "help", 1, 1, 0)
                        + LINE.formatted(2, 0, "help", 1, 1, 0).replace("[0]", "[0, 3]"),
                "line 2",
                "2 features, the first line has 1");
        assertRefused(LINE.formatted(1, 0, "help", 1, 1, 1), "no distribution");
    }

    private void assertRefused(String log, String... parts) {
        assertThatThrownBy(() -> DecisionEvaluation.of(written(log), QUICK))
                .isInstanceOf(UnusableLogException.class)
                .hasMessageContainingAll(parts);
    }

    private Path written(String log) throws IOException {
        return Files.writeString(folder.resolve("log.jsonl"), log);
    }
}
