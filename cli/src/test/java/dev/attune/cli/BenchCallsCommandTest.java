package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCallsCommandTest {

    @TempDir
    Path folder;

    private Path sound;

    @BeforeEach
    void speak() throws IOException {
        sound = Files.write(folder.resolve("speech.ul"), new byte[8_000]);
    }

    @Test
    void onlyAServerOnThisMachineIsPutUnderLoad() {
        var run = bench("--server", "http://192.0.2.1:8420");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("only a server on this machine", "192.0.2.1");
    }

    @Test
    void anAbsentServerAndImpossibleNumbersAreExplained() throws IOException {
        int closed;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        assertThat(bench("--server", "http://127.0.0.1:" + closed).err())
                .contains("No server answers at http://127.0.0.1:" + closed, "attune serve");
        assertThat(bench("--streams", "0").err()).contains("--streams must be in 1..1000, got 0");
        assertThat(bench("--seconds", "601").err()).contains("--seconds must be in 1..600, got 601");
    }

    private Run bench(String... more) {
        var arguments = new ArrayList<>(
                List.of("bench", "calls", "--key", "pk_1", "--receipt", "r", "--sound", sound.toString()));
        arguments.addAll(List.of(more));
        return Run.attune(arguments.toArray(String[]::new));
    }
}
