package dev.attune.policy.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Everything that people read, in every room of the house and every language.
class BundlesTest {
    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> BUNDLES = List.of(
            "glob:*/src/i18n/*.json",
            "glob:web/src/shop/*.json",
            "glob:*/src/main/resources/**_{en,ru,zh}.properties",
            "glob:*/src/main/resources/notices/*.json",
            "glob:*/src/main/resources/**/playbooks/*.yaml");

    @Test
    void noMessageBundleReportNoticeOrPlaybookClaimsToKnowWhatSomebodyHasInside() throws IOException {
        var rule = WordingRule.bundled();
        var read = new ArrayList<String>();
        var objections = new ArrayList<String>();
        for (var file : bundles()) {
            read.add(file.toString());
            int number = 0;
            for (var line : Files.readAllLines(HOUSE.resolve(file))) {
                number++;
                int at = number;
                rule.objection(line).ifPresent(objection -> objections.add("%s:%d: %s".formatted(file, at, objection)));
            }
        }

        assertThat(objections).isEmpty();
        assertThat(read)
                .as("bundles of every kind")
                .anyMatch(name -> name.endsWith("i18n/ru.json"))
                .anyMatch(name -> name.endsWith("report_zh.properties"))
                .anyMatch(name -> name.contains("notices"))
                .anyMatch(name -> name.endsWith("retail.yaml"));
    }

    private static List<Path> bundles() throws IOException {
        var matchers =
                BUNDLES.stream().map(HOUSE.getFileSystem()::getPathMatcher).toList();
        var found = new ArrayList<Path>();
        try (var rooms = Files.newDirectoryStream(HOUSE, room -> Files.isDirectory(room.resolve("src")))) {
            for (var room : rooms)
                try (var files = Files.walk(room.resolve("src"))) {
                    files.map(HOUSE::relativize)
                            .filter(file -> matchers.stream().anyMatch(matcher -> matcher.matches(file)))
                            .forEach(found::add);
                }
        }
        return found;
    }
}
