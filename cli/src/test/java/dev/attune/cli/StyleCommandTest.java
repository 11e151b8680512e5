package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StyleCommandTest {

    @Test
    void frustrationIsAnsweredShortAndWithAPerson() {
        var run = Run.attune("style", "--frustration", "0.8", "--language", "ru", "--days", "3");

        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("Tone: calming", "offerHuman        true", "через 3 дня", "Сотрудник");
    }

    @Test
    void withoutConfidenceTheHouseStyleSpeaks() {
        var run = Run.attune("style", "--frustration", "0.9", "--confidence", "0.2", "--json");

        var json = JsonMapper.shared().readTree(run.out());
        assertThat(json.get("tone").asString()).isEqualTo("house");
        assertThat(json.get("style").get("upsellAllowed").asBoolean()).isTrue();
        assertThat(json.get("violations").size()).isZero();
    }

    @Test
    void whatIsWrongIsToldWithWhatIsPossible() {
        assertThat(Run.attune("style", "--intent", "poem").err()).contains("poem", "order-delayed");
        assertThat(Run.attune("style", "--language", "fr").err()).contains("fr", "zh");
        assertThat(Run.attune("style", "--joy", "3").err()).contains("[0, 1]", "3.0");
        assertThat(Run.attune("style", "--brand", "loud").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
