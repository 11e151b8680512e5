package dev.attune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whoever follows a link of the documentation arrives: at a file, and at the heading that the link names.
class LinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern NAMED_PAGE = Pattern.compile("docs/[a-z/-]+\\.md");

    @Test
    void everyRelativeLinkOfTheDocumentationLeadsSomewhere() throws IOException {
        var dead = new ArrayList<String>();
        var links = 0;
        for (var page : pages()) {
            var found = LINK.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""));
            while (found.find()) {
                var target = found.group(1);
                if (target.matches("(https?|mailto):.*")) continue;
                links++;
                if (!arrives(page, target)) dead.add(ROOT.relativize(page) + " -> " + target);
            }
        }
        assertThat(links).isGreaterThan(100); // else nothing was read
        assertThat(dead).isEmpty();
    }

    @Test
    void everyPageOfTheDocumentationThatSourcesNameExists() throws IOException {
        var dead = new ArrayList<String>();
        var named = 0;
        for (var source : sources()) {
            var found = NAMED_PAGE.matcher(Files.readString(source));
            while (found.find()) {
                named++;
                if (!Files.exists(ROOT.resolve(found.group())))
                    dead.add(ROOT.relativize(source) + " -> " + found.group());
            }
        }
        assertThat(named).isPositive();
        assertThat(dead).isEmpty();
    }

    @Test
    void aHeadingHasTheAnchorThatGitHubGivesIt() {
        assertThat(anchors("# What a bank's customer asks for\n## `scale`, 1 of 2\n## Twice\n## Twice\n"))
                .containsExactlyInAnyOrder("what-a-banks-customer-asks-for", "scale-1-of-2", "twice", "twice-1");
    }

    private static boolean arrives(Path page, String target) throws IOException {
        var hash = target.indexOf('#');
        var file = hash < 0 ? target : target.substring(0, hash);
        var there = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(there)) return false;
        return hash < 0 || anchors(Files.readString(there)).contains(target.substring(hash + 1));
    }

    private static Set<String> anchors(String markdown) {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        var headings = HEADING.matcher(FENCED.matcher(markdown).replaceAll(""));
        while (headings.find()) {
            var anchor = headings.group(1)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                    .replace(' ', '-');
            var times = seen.merge(anchor, 1, Integer::sum);
            anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
        }
        return anchors;
    }

    private static List<Path> pages() throws IOException {
        try (var root = Files.list(ROOT);
                var docs = Files.walk(ROOT.resolve("docs"))) {
            var elsewhere =
                    Stream.of("web/README.md", "evaluation/compare/README.md").map(ROOT::resolve);
            return Stream.of(root, docs, elsewhere)
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static List<Path> sources() throws IOException {
        var sources = new ArrayList<Path>();
        try (var rooms = Files.list(ROOT)) {
            for (var room : rooms.map(path -> path.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList())
                try (var files = Files.walk(room)) {
                    files.filter(path -> path.toString().matches(".*\\.(java|tsx?|properties|ya?ml|json|csv)"))
                            .forEach(sources::add);
                }
        }
        return sources;
    }
}
