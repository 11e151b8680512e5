package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `./attune`, with a JDK, Maven and Node that only pretend: what is tested is the
/// script's own decisions.
class LauncherTest {
    private static final List<String> ORDINARY_TOOLS = List.of(
            "sh", "cat", "date", "dirname", "find", "grep", "head", "mkdir", "mv", "readlink", "rm", "sed", "tail");

    @TempDir
    Path folder;

    private Path home;
    private Path tools;
    private Path jdk;

    private record Outcome(int exitCode, String text) {}

    @BeforeEach
    void aHouseThatWasNeverBuilt() throws IOException {
        home = Files.createDirectories(folder.resolve("a house with spaces"));
        Files.createDirectories(home.resolve("cli/src"));
        Files.writeString(home.resolve("cli/src/Code.java"), "code");
        Files.copy(Path.of("../attune"), home.resolve("attune"));
        jdk = Files.createDirectories(folder.resolve("jdk"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        script(jdk.resolve("bin/javac"), "");
        script(
                jdk.resolve("bin/java"),
                "echo \"locale ${LC_ALL:-not set}\"; echo \"java in $(pwd):\"; for a in \"$@\"; do echo \"<$a>\"; done");
        tools = Files.createDirectories(folder.resolve("tools"));
        for (var tool : ORDINARY_TOOLS) script(tools.resolve(tool), "exec " + find(tool) + " \"$@\"");
        script(tools.resolve("node"), "echo v20.11.0");
        script(tools.resolve("npm"), "");
        script(
                tools.resolve("mvn"),
                "echo '[INFO] Building Attune media 0.1.0   [2/3]'",
                "mkdir -p cli/target && echo jar >cli/target/attune.jar");
    }

    @Test
    void theFirstStartBuildsTheNextOneDoesNotAndAChangedSourceBuildsAgain() throws Exception {
        var first = launch(folder, "models");
        assertThat(first.exitCode()).isZero();
        assertThat(first.text()).contains("Building Attune", "Attune media", "[2/3]", "<models>");

        assertThat(launch(folder, "models").text()).doesNotContain("Building").contains("<models>");

        var later = FileTime.fromMillis(System.currentTimeMillis() + 5_000);
        Files.setLastModifiedTime(home.resolve("cli/src/Code.java"), later);
        assertThat(launch(folder, "models").text()).contains("Building Attune");
    }

    @Test
    void argumentsAndTheCallersFolderArePassedOnUnchanged() throws Exception {
        var elsewhere = Files.createDirectories(folder.resolve("some where"));
        var run = launch(elsewhere, "analyze", "my clip.mp4", "--out", "a b");
        assertThat(run.text())
                .contains("java in " + elsewhere.toRealPath() + ":")
                .contains("<analyze>\n<my clip.mp4>\n<--out>\n<a b>\n")
                .contains("<-Dattune.home=" + home.toRealPath() + ">");
    }

    @Test
    void aSymbolicLinkFindsTheHouse() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("attune"));
        var run = launch(link, folder, "models");
        assertThat(run.text()).contains("<-Dattune.home=" + home.toRealPath() + ">");
    }

    @Test
    void withoutALocaleEveryNameOfAFileIsReadAndOneThatIsChosenIsKept() throws Exception {
        assertThat(launch(folder, "models").text()).contains("locale C.UTF-8");

        script(tools.resolve("chosen"), "LANG=ru_RU.KOI8-R; export LANG; exec " + find("sh") + " \"$@\"");
        assertThat(launch(tools.resolve("chosen"), home.resolve("attune"), folder, "models")
                        .text())
                .contains("locale not set");
    }

    @Test
    void aMissingMavenIsToldWithAWayOut() throws Exception {
        Files.delete(tools.resolve("mvn"));
        var run = launch(folder, "models");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_BUILT);
        assertThat(run.text()).contains("needs Maven", "Maybe install it");
    }

    @Test
    void anOldNodeIsToldWithItsVersion() throws Exception {
        script(tools.resolve("node"), "echo v18.2.0");
        var run = launch(folder, "models");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_BUILT);
        assertThat(run.text()).contains("Node 20", "v18.2.0");
    }

    @Test
    void aFailedBuildShowsItsErrorsAndStartsNothing() throws Exception {
        script(tools.resolve("mvn"), "echo '[ERROR] the roof leaks'", "exit 1");
        var run = launch(folder, "models");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_BUILT);
        assertThat(run.text()).contains("the roof leaks", "build.log").doesNotContain("<models>");
    }

    private Outcome launch(Path workingDirectory, String... arguments) throws IOException, InterruptedException {
        return launch(home.resolve("attune"), workingDirectory, arguments);
    }

    private Outcome launch(Path script, Path workingDirectory, String... arguments)
            throws IOException, InterruptedException {
        return launch(find("sh"), script, workingDirectory, arguments);
    }

    private Outcome launch(Path shell, Path script, Path workingDirectory, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(shell.toString(), script.toString()));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("JAVA_HOME", jdk.toString());
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    private static void script(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!" + find("sh") + "\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path find(String tool) {
        var found = Stream.of("/bin", "/usr/bin")
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "needs a POSIX system with " + tool);
        return found.orElseThrow();
    }
}
