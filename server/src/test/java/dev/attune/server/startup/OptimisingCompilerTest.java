package dev.attune.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// In a process of its own, because it cannot be taken back.
class OptimisingCompilerTest {

    @Test
    void theOptimisingCompilerGivesWayAndNobodyElseDoes() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "only Linux has priorities of single threads");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        Path.of("target", "classes") + ":" + Path.of("target", "test-classes"),
                        ThreadsByNiceness.class.getName())
                .redirectErrorStream(true)
                .start();
        List<String> said;
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            said = output.lines().toList();
        }

        assertThat(process.waitFor()).as(said.toString()).isZero();
        int before = niceness(said, "before main");
        assertThat(niceness(said, "before C2")).isEqualTo(before);
        assertThat(niceness(said, "after C2")).isEqualTo(Math.min(19, before + OptimisingCompiler.NICER_BY));
        assertThat(niceness(said, "after C1")).isEqualTo(before);
        assertThat(niceness(said, "after main")).isEqualTo(before);
    }

    private static int niceness(List<String> said, String which) {
        String line = said.stream()
                .filter(each -> each.startsWith(which + "="))
                .findFirst()
                .orElseThrow(() -> new AssertionError(which + " is missing in " + said));
        return Integer.parseInt(line.substring(line.indexOf('=') + 1));
    }
}
