package dev.attune.server.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a server that only pretends: what is tested is that what is rehearsed is taken up, and never in the way.
class RehearsalTest {

    @TempDir
    Path folder;

    private Path jar;

    private record Outcome(long processId, String said, int exitCode) {}

    @BeforeEach
    void aJarInAFolderWithASpace() throws IOException {
        jar = Files.createDirectories(folder.resolve("a house")).resolve("server.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, PretendedServer.class.getName());
        manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (var type : List.of(PretendedServer.class, ClassCache.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (var in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(out);
                }
            }
        }
        Files.createDirectories(jar.resolveSibling("lib"));
    }

    @Test
    void aRehearsedJarStartsFromItsCacheInTheSameProcessWithTheSameArguments() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/self/cmdline")), "a process replaces itself only on Linux");

        Rehearsal.on(jar);

        assertThat(ClassCache.beside(jar)).isRegularFile();
        var run = start(List.of("-Dcolour=light blue"), "--stop", "größer als");
        assertThat(run.exitCode()).isZero();
        assertThat(run.said())
                .contains("cache=" + ClassCache.beside(jar))
                .contains("process=" + run.processId())
                .contains("colour=light blue")
                .contains("arguments=[--stop, größer als]")
                .doesNotContain("warning");
    }

    @Test
    void withoutACacheTheJarStartsAsItIs() throws Exception {
        assertThat(start(List.of(), "--stop").said()).contains("cache=none");
    }

    @Test
    void aCacheOfAnotherBuildIsPassedOverInSilence() throws Exception {
        Files.writeString(ClassCache.beside(jar), "made for something else");

        var run = start(List.of(), "--stop");

        assertThat(run.exitCode()).isZero();
        assertThat(run.said()).contains("arguments=[--stop]").doesNotContain("rror");
    }

    @Test
    void whoBringsAnAgentIsLeftAlone() throws Exception {
        Files.writeString(ClassCache.beside(jar), "whatever");

        assertThat(start(List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0"), "--stop")
                        .said())
                .contains("cache=none");
    }

    @Test
    void aServerThatDoesNotStartLeavesNoCache() throws Exception {
        Files.delete(jar);

        assertThatThrownBy(() -> Rehearsal.on(jar))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not start");
        try (var left = Files.list(jar.getParent())) {
            assertThat(left).extracting(Path::getFileName).containsExactly(Path.of("lib"));
        }
    }

    private Outcome start(List<String> flags, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dstdout.encoding=UTF-8");
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.pid(), said, process.waitFor());
    }
}
