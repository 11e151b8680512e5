package dev.attune.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Real recordings, which lie beside the project where they are available.
final class SharedData {
    private SharedData() {}

    /// Skips the test where the file is absent, unless `ATTUNE_REQUIRE` names `data`.
    static Path file(String name) {
        String folder = Optional.ofNullable(System.getenv("ATTUNE_SHARED")).orElse("../../shared");
        Path file = Path.of(folder).resolve(name);
        String required = Optional.ofNullable(System.getenv("ATTUNE_REQUIRE")).orElse("");
        if (required.contains("data")) assertThat(file).exists();
        assumeTrue(Files.exists(file), file + " is not there; set ATTUNE_SHARED to the folder that holds data/");
        return file;
    }
}
