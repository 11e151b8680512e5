package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
    private final StringWriter said = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void aJarThatCannotBeUnpackedIsStartedAsItIsAndNothingIsLeftBehind() throws Exception {
        var jar = Files.writeString(folder.resolve("server.jar"), "no jar at all");
        var work = folder.resolve("work");

        var arguments = new QuickStart(jar, work).javaArguments(new PrintWriter(said));

        assertThat(arguments).containsExactly("-jar", jar.toString());
        assertThat(said.toString()).contains("No quick start", "usual way");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void aMissingJarIsLeftForJavaToComplainAbout() throws Exception {
        var jar = folder.resolve("absent.jar");

        assertThat(new QuickStart(jar, folder.resolve("work")).javaArguments(new PrintWriter(said)))
                .containsExactly("-jar", jar.toString());
    }
}
