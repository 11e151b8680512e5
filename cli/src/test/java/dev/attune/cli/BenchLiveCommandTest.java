package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchLiveCommandTest {

    @Test
    void onlyAServerOnThisMachineIsPutUnderLoad() {
        var run = Run.attune("bench", "live", "--key", "pk_1", "--receipt", "r", "--server", "http://192.0.2.1:8420");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("only a server on this machine", "192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource({"--sessions, 0, 1..1000", "--sessions, 1001, 1..1000", "--seconds, 5, 6..600", "--seconds, 601, 6..600"
    })
    void impossibleNumbersAreNamed(String option, String value, String range) {
        var run = Run.attune("bench", "live", "--key", "pk_1", "--receipt", "r", option, value);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("%s must be in %s, got %s".formatted(option, range, value));
    }
}
