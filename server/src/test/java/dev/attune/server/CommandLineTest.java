package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.server.startup.ExitCode;
import dev.attune.server.startup.StartFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void shortOptionsBecomeSettings() {
        assertThat(CommandLine.parse("--port", "0", "--data=/var/attune", "--demo", "--attune.live.max-sessions=2")
                        .properties())
                .containsExactly(
                        "--server.port=0",
                        "--attune.data=/var/attune",
                        "--attune.demo=true",
                        "--attune.live.max-sessions=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=65536", "--port=http", "--prot=1", "demo", "--port"})
    void aTypingErrorShowsTheUsage(String argument) {
        assertThatThrownBy(() -> CommandLine.parse(argument))
                .hasMessageContaining("Usage:")
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void aTakenPortIsToldInOneSentenceAndAnExitCode() throws Exception {
        Path parent = Files.createDirectories(Path.of("target/test-data").toAbsolutePath());
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            AttuneServer.class.getName(),
                            "--port=" + taken.getLocalPort(),
                            "--data=" + Files.createTempDirectory(parent, "port-"))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(server.getInputStream().readAllBytes());

            assertThat(server.waitFor()).isEqualTo(ExitCode.PORT_TAKEN.code());
            assertThat(said).contains("attune: Port %d is already taken".formatted(taken.getLocalPort()));
            assertThat(said).doesNotContain("\tat ");
        }
    }

    @Test
    void aProhibitedDeploymentIsRefusedWithItsOwnExitCodeBeforeAnythingStarts() throws Exception {
        Path data = Path.of("target/test-data/prohibited-" + System.nanoTime()).toAbsolutePath();
        var server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AttuneServer.class.getName(),
                        "--port=0",
                        "--data=" + data,
                        "--attune.policy.place=workplace",
                        "--attune.policy.role=employee")
                .redirectErrorStream(true)
                .start();
        String said = new String(server.getInputStream().readAllBytes());

        assertThat(server.waitFor()).as(said).isEqualTo(ExitCode.PROHIBITED.code());
        assertThat(said)
                .contains("attune: ", "house-09", "EU AI Act Art. 5(1)(f)")
                .doesNotContain("\tat ");
        assertThat(data).doesNotExist();
    }

    @Test
    void aStopRightAfterTheStartWaitsForTheNetworksAndEndsCleanly() throws Exception {
        Path parent = Files.createDirectories(Path.of("target/test-data").toAbsolutePath());
        var server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:-CreateCoredumpOnCrash",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AttuneServer.class.getName(),
                        "--port=0",
                        "--data=" + Files.createTempDirectory(parent, "stop-"))
                .redirectErrorStream(true)
                .start();
        var said = new StringBuilder();
        try (var output = server.inputReader()) {
            for (String line; (line = output.readLine()) != null; ) {
                said.append(line).append('\n');
                if (line.startsWith("ATTUNE READY")) server.toHandle().destroy(); // the networks are being opened
            }
        }
        assertThat(server.waitFor()).as(said.toString()).isEqualTo(143);
        assertThat(said).doesNotContain("ERROR", "terminate called", "Exception");
    }
}
