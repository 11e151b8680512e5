package dev.attune.evaluation.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.decisions.experiments.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentResultTest {
    @TempDir
    Path folder;

    @Test
    void aTableOfPeopleBecomesAVerdictWithItsFigures() throws Exception {
        var random = new Random(5);
        var rows = new StringBuilder("subject,arm,exposed,consented,conversion,conversion.before,complaints\n");
        for (int i = 0; i < 8_000; i++) {
            boolean treated = i % 2 == 1;
            double habit = random.nextDouble();
            boolean bought = random.nextDouble() < 0.8 * habit + (treated ? 0.08 : 0);
            rows.append("p%d,%s,1,%d,%d,%s,0\n"
                    .formatted(
                            i,
                            treated ? "treatment" : "control",
                            i % 3 == 0 ? 1 : 0,
                            bought ? 1 : 0,
                            i % 9 == 0 ? "" : habit));
        }
        var result = of(rows.toString(), "en");

        assertThat(result.report().verdict()).isEqualTo(Verdict.BETTER);
        var json = result.json();
        assertThat(json.get("verdict").asString()).isEqualTo("better");
        var conversion = json.get("metrics").get(0);
        assertThat(conversion.get("difference").asDouble()).isCloseTo(0.08, within(0.03));
        assertThat(conversion.get("varianceSavedByCuped").asDouble()).isGreaterThan(0.1);
        assertThat(json.get("consent").get("control").asDouble()).isCloseTo(1 / 3.0, within(0.01));
        assertThat(result.markdown()).contains("**The treatment is better", "| complaints |");
        assertThat(of(rows.toString(), "zh").markdown()).contains("新方案更好");
    }

    @Test
    void onePersonIsOneUnitHoweverManyRows() throws Exception {
        var rows = new StringBuilder("subject,arm,conversion\n");
        for (int i = 0; i < 300; i++)
            rows.append("p%d,%s,1\np%d,%s,0\n"
                    .formatted(i, i % 2 == 0 ? "control" : "treatment", i, i < 40 ? "control" : "treatment"));
        var report = of(rows.toString(), "en").report();

        assertThat(report.sampleRatio().observed()).containsExactly(150L, 150L);
        assertThat(report.comparisons().getFirst().controlMean()).isEqualTo(1);
        assertThat(report.notes()).extracting(note -> note.en()).anyMatch(note -> note.contains("several arms"));
    }

    @Test
    void aLopsidedTableShowsNothingButThat() throws Exception {
        var rows = new StringBuilder("subject,arm,conversion\n");
        for (int i = 0; i < 1_000; i++) rows.append("p%d,%s,1\n".formatted(i, i % 3 == 0 ? "control" : "treatment"));
        var result = of(rows.toString(), "ru");

        assertThat(result.json().get("sampleRatio").get("broken").asBoolean()).isTrue();
        assertThat(result.json().get("metrics").size()).isZero();
        assertThat(result.markdown()).contains("результаты скрыты");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertRefused("subject,group\np1,a\n", "no column 'arm'");
        assertRefused("subject,arm,clicks\np1,control,1\n", "no column 'conversion'");
        assertRefused("subject,arm,conversion\np1,control,yes\n", "row 1", "'yes'", "no number");
        assertRefused("subject,arm,conversion\n,control,1\n", "row 1", "must not be empty");
        assertRefused("subject,arm,conversion\np1,control,1\n", "not both of control and treatment");
    }

    private void assertRefused(String table, String... parts) {
        assertThatThrownBy(() -> of(table, "en"))
                .isInstanceOf(UnusableTableException.class)
                .hasMessageContainingAll(parts);
    }

    private ExperimentResult of(String table, String language) throws IOException, UnusableTableException {
        var file = Files.writeString(folder.resolve("people.csv"), table);
        return ExperimentResult.of(file, "control", "treatment", 0.5, "conversion", 4_000, language);
    }
}
