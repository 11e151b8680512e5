package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The acceptance room is built only where there is a Chromium. This keeps its absence from passing for success.
class BrowserTestsRequirementTest {

    @Test
    void theBrowserTestsRunWhereTheyAreRequired() {
        Optional<String> chromium = Optional.ofNullable(System.getenv("ATTUNE_CHROMIUM"));
        boolean required =
                Optional.ofNullable(System.getenv("ATTUNE_REQUIRE")).orElse("").contains("browser");
        if (!required) {
            String reason = "Browser tests are skipped. Maybe set ATTUNE_CHROMIUM to the path of a Chromium.";
            if (chromium.isEmpty()) System.out.println(reason);
            assumeTrue(chromium.isPresent(), reason);
        }
        assertThat(chromium)
                .as("ATTUNE_CHROMIUM, the path of the Chromium that ATTUNE_REQUIRE=browser asks for")
                .hasValueSatisfying(path -> assertThat(Files.isExecutable(Path.of(path)))
                        .as(path + " can be run")
                        .isTrue());
    }
}
