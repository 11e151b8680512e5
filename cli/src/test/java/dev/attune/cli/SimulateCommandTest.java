package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTest {

    @Test
    void oneJsonObjectIsOnStandardOutputAndTheNoticeOnStandardError() {
        var run = Run.attune("simulate", "shop", "--json", "--visitors", "1000", "--runs", "2", "--seed", "4");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        var json = JsonMapper.shared().readTree(run.out());
        assertThat(json.propertyNames()).containsExactly("policies", "peeking", "offline");
        assertThat(json.get("policies").findValuesAsString("name"))
                .contains("random", "rules", "linucb", "thompson", "squarecb", "hierarchical");
        assertThat(run.err()).contains("A simulation of a made-up shop");
    }

    @Test
    void theTableSaysItIsASimulationBeforeAnyFigure() {
        var run = Run.attune("simulate", "shop", "--visitors", "1000", "--runs", "2");

        assertThat(run.out()).startsWith("A simulation").contains("| hierarchical |", "| vulnerable visitors");
    }

    @Test
    void theVisitsCanBeGivenToAnotherTool(@TempDir Path folder) throws Exception {
        var run = Run.attune("simulate", "shop", "--visitors", "1000", "--runs", "2", "--visits", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        var lines = Files.readAllLines(folder.resolve("world-2.csv"));
        assertThat(lines).hasSize(1_001);
        assertThat(lines.getFirst()).startsWith("person,segment,checkout,").endsWith(",luck");
        assertThat(lines).allMatch(line -> line.split(",", -1).length == 17);
    }

    @Test
    void warningIsJudgedBySteadyReadingsAndByThoseThatFall() {
        var run = Run.attune("simulate", "warning", "--streams", "20");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("| 7 | skewed, n = 10000 |", "| 10 | three values | 2.0 | 100 % |");
    }

    @Test
    void wrongUseIsToldWithoutAFault() {
        assertThat(Run.attune("simulate").err()).contains("Maybe: attune simulate shop");
        var run = Run.attune("simulate", "shop", "--visitors", "5");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("1000..1000000, got 5").doesNotContain("\tat ");
        assertThat(Run.attune("evaluate", "experiment", "--data", "none.csv").exitCode())
                .isEqualTo(ExitCode.CANNOT_READ);
        assertThat(Run.attune("evaluate", "experiment", "--data", "none.csv", "--language", "fr")
                        .err())
                .contains("'fr'");
        assertThat(Run.attune("evaluate", "decisions", "--log", "none.jsonl").err())
                .contains("none.jsonl cannot be read");
        assertThat(Run.attune("bench", "decisions", "--rows", "3").err()).contains("got 50000 and 3");
    }
}
