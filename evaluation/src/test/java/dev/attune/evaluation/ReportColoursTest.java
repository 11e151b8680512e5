package dev.attune.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportColoursTest {
    private static final Path CONSOLE = Path.of("../web/src/theme/tokens.ts");

    /// What a variable of the report is called in the console, where it has another name.
    private static final Map<String, String> CONSOLE_NAMES =
            Map.of("ground", "canvas", "paper", "surface", "line", "border", "ink", "text", "soft", "muted");

    @ParameterizedTest
    @CsvSource({"light, 0", "dark, 1"})
    void reportsHaveTheColoursOfTheConsole(String theme, int block) throws IOException {
        var console = colours(part(Files.readString(CONSOLE), "export const " + theme, "};"), "(\\w+): '(#\\w{6})'");
        var report = new TreeMap<>(colours(StyleSheet.text().split(":root \\{")[block + 1], "--([a-z]+): (#\\w{6});"));

        assertThat(report)
                .hasSize(19)
                .allSatisfy((name, colour) ->
                        assertThat(colour).as(name).isEqualTo(console.get(CONSOLE_NAMES.getOrDefault(name, name))));
    }

    private static String part(String text, String from, String to) {
        int start = text.indexOf(from);
        return text.substring(start, text.indexOf(to, start));
    }

    private static Map<String, String> colours(String text, String pattern) {
        var colours = new TreeMap<String, String>();
        var matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) colours.putIfAbsent(matcher.group(1), matcher.group(2));
        return colours;
    }
}
