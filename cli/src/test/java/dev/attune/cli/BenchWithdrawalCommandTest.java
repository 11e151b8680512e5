package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchWithdrawalCommandTest {
    @ParameterizedTest
    @CsvSource({"--people, 0, 1..1000", "--people, 1001, 1..1000", "--switches, -1, 0..1000"})
    void impossibleNumbersAreNamed(String option, String value, String range) {
        var run = Run.attune("bench", "withdrawal", option + "=" + value);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("%s must be in %s, got %s".formatted(option, range, value));
    }

    @Test
    void whatIsGoneFromTheTablesIsTimedAsItIsSaidAndWhatStaysIsNot() throws IOException {
        var process = new ProcessBuilder("/bin/sh", "-c", """
                        read asked; test "$asked" = "watch r-1 s-1" || exit 1
                        echo holds decision observation ranking_event; echo gone decision ranking_event; echo end observation
                        read asked; test "$asked" = "again r-1" || exit 1
                        echo holds observation""").start();
        try (var watch = new TableWatch(process)) {
            assertThat(watch.begin("r-1", "s-1")).containsExactly("decision", "observation", "ranking_event");
            assertThat(watch.untilGone()).containsOnlyKeys("decision", "ranking_event");
            assertThat(watch.again("r-1")).isEqualTo(List.of("observation"));
        }
    }

    @Test
    void aProgramThatEndsIsNotTakenForEmptyTables() throws IOException {
        try (var watch = new TableWatch(new ProcessBuilder("/bin/sh", "-c", "read asked").start())) {
            assertThatThrownBy(() -> watch.begin("r-1", "s-1"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ended");
        }
    }

    @Test
    void aBackupWithoutKeysAndWithoutRowsIsRefused() {
        var run = Run.attune("backup", "create", "none.zip", "--without-keys", "--only-keys");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("leave nothing");
    }
}
