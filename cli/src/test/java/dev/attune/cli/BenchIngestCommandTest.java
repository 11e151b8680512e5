package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchIngestCommandTest {

    @Test
    void onlyAServerOnThisMachineIsPutUnderLoad() {
        var run = Run.attune("bench", "ingest", "--key", "pk_1", "--server", "http://192.0.2.1:8420");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("only a server on this machine", "192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "--people, 0, 1..100000",
        "--rate, 200001, 1..200000",
        "--seconds, 601, 1..600",
        "--batch, 2001, 1..2000",
        "--senders, 0, 1..256"
    })
    void impossibleNumbersAreNamed(String option, String value, String range) {
        var run = Run.attune("bench", "ingest", "--key", "pk_1", option, value);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("%s must be in %s, got %s".formatted(option, range, value));
    }
}
