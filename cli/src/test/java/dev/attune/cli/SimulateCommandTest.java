package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
    void wrongUseIsToldWithoutAFault() {
        assertThat(Run.attune("simulate").err()).contains("Maybe: attune simulate shop");
        var run = Run.attune("simulate", "shop", "--visitors", "5");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("1000..1000000, got 5").doesNotContain("\tat ");
        assertThat(Run.attune("bench", "decisions", "--rows", "3").err()).contains("got 50000 and 3");
    }
}
