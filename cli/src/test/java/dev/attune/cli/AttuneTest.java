package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.models.ModelStore;
import dev.attune.policy.wording.WordingRule;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AttuneTest {

    @Test
    void theVersionNamesTheBuildAndTheMachine() {
        var run = Run.attune("--version");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("(?s)Attune \\d+\\.\\d+\\.\\d+ \\(Java 25.*\\)\\s*");
    }

    @Test
    void theHelpListsEveryCommandExampleAndExitCode() throws IllegalAccessException {
        var run = Run.attune("--help");
        assertThat(run.exitCode()).isZero();
        var commands = Attune.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))
                .getSubcommands();
        assertThat(run.out()).contains(commands.keySet()).contains("./attune demo", "JAVA_HOME");
        for (var code : ExitCode.class.getDeclaredFields())
            if (code.getType() == int.class)
                assertThat(run.out()).containsPattern("(?m)^ *%d  ".formatted(code.getInt(null)));
    }

    @Test
    void noCommandClaimsToKnowWhatSomebodyHasInside() {
        var rule = WordingRule.bundled();
        var whole = Attune.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
        var waiting = new ArrayDeque<>(List.of(whole));
        int read = 0;
        for (var command = waiting.poll(); command != null; command = waiting.poll()) {
            read++;
            assertThat(rule.objection(command.getUsageMessage()))
                    .as(command.getCommandSpec().qualifiedName())
                    .isEmpty();
            waiting.addAll(command.getSubcommands().values());
        }
        assertThat(read).isGreaterThan(15);
    }

    @Test
    void anUnknownCommandIsAUsageErrorWithASuggestion() {
        var run = Run.attune("modles");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("modles", "models").doesNotContain("\tat ");
    }

    @Test
    void aMistypedOptionIsNamedWithTheRightOneRatherThanCalledMissing() {
        var run = Run.attune("analyze", "--outt", "x");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("'--outt'", "--out\n").doesNotContain("Missing");
        assertThat(Run.attune("analyze", "x").err()).contains("Missing", "--out");
    }

    @Test
    void helpIsACommandTooAndTellsOfAnyOther() {
        var run = Run.attune("help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(Run.attune("--help").out());
        assertThat(Run.attune("help", "analyze").out())
                .isEqualTo(Run.attune("analyze", "--help").out());
    }

    @Test
    void noCommandAsksForOne() {
        var run = Run.attune();
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("Which command?");
    }

    @Test
    void numbersAreEnglishLikeTheWordsAroundThemWhateverTheMachineSpeaks() throws Exception {
        var russian = List.of("env", "JAVA_TOOL_OPTIONS=-Duser.language=ru -Duser.country=RU");
        assumeTrue(Child.works(russian, "true"), "needs env");
        var child = Child.run(russian, "models");
        assertThat(child.exitCode()).as(child.text()).isZero();
        assertThat(child.text()).containsPattern("size +\\d+\\.\\d [kM]B").doesNotContainPattern("\\d,\\d [kM]B");
    }

    @Test
    void modelsTellsLicenceTrainingDataAndChecksumOfEveryWeight() {
        var run = Run.attune("models");
        assertThat(run.exitCode()).isZero();
        try (var store = ModelStore.bundled()) {
            for (var card : store.cards())
                assertThat(run.out())
                        .contains(
                                card.id(),
                                card.resource().sha256(),
                                card.source().packageVersion());
        }
        assertThat(run.out()).contains("licence", "training data");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void modelsAsJsonCanBeRead() {
        var cards = JsonMapper.shared().readTree(Run.attune("models", "--json").out());
        assertThat(cards.size()).isGreaterThan(3);
        assertThat(cards.get(0).get("resource").get("sha256").asString()).hasSize(64);
        assertThat(cards.get(0).get("trainingData").asString()).isNotBlank();
    }

    @Test
    void aServerThatIsNotBuiltIsToldFromAFault() {
        var run = Run.attune("serve"); // tests run in the module's folder, where there is no server
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_BUILT);
        assertThat(run.err()).contains("attune-server.jar", "Maybe").doesNotContain("\tat ");
    }

    @Test
    void anImpossiblePortIsRefused() {
        var run = Run.attune("demo", "--port", "70000");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("0..65535", "70000");
    }

    @Test
    void everySystemHasItsOwnWayToOpenAPage() {
        assertThat(Arrays.asList("Linux", "Mac OS X", "Windows 11"))
                .extracting(system ->
                        Browser.command(system, "http://127.0.0.1:8420").getFirst())
                .containsExactly("xdg-open", "open", "rundll32");
    }
}
