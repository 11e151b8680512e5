package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every `./attune …` that documentation tells people to type must be a command line that this build understands.
class ReadmeTest {
    private static final Path README = Path.of("../README.md");
    private static final Pattern SHELL_BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

    @Test
    void theCommandsOfTheReadmeExist() throws IOException {
        assumeTrue(Files.exists(README), "there is no README.md yet");
        var commands = commands(README);
        assertThat(commands).isNotEmpty();
        assertThat(commands).anyMatch(command -> command.startsWith("./attune demo"));
        for (var command : commands) parses(command);
    }

    @Test
    void theCommandsOfTheDocumentationExist() throws IOException {
        try (var pages = Files.walk(Path.of("../docs"))) {
            for (var page :
                    pages.filter(path -> path.toString().endsWith(".md")).toList())
                for (var command : commands(page)) parses(command);
        }
    }

    private static void parses(String command) {
        var words = command.replaceAll("\\s+#.*", "").split("\\s+");
        var arguments = List.of(words).subList(1, words.length).toArray(String[]::new);
        var silent = new PrintWriter(Writer.nullWriter());
        // parsing fails with an exception that names the word it did not understand
        assertThat(Attune.commandLine(silent, silent).parseArgs(arguments))
                .as(command)
                .isNotNull();
    }

    private static List<String> commands(Path page) throws IOException {
        var commands = new ArrayList<String>();
        var blocks = SHELL_BLOCK.matcher(Files.readString(page));
        while (blocks.find())
            blocks.group(1)
                    .replace("\\\n", " ")
                    .lines()
                    .map(line -> line.strip().replaceFirst("^\\$ ", ""))
                    .filter(line -> line.startsWith("./attune"))
                    .forEach(commands::add);
        return commands;
    }
}
