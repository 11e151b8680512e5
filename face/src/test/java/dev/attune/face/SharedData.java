package dev.attune.face;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Development pictures and clips that are not part of the repository.
///
/// Looked up in the system property or environment variable `ATTUNE_SHARED`, else in `shared` beside the repository.
/// Tests skip without them, unless `ATTUNE_REQUIRE` names `data`.
final class SharedData {
    private SharedData() {}

    static Path file(String relative) {
        var file = root().resolve("data").resolve(relative);
        boolean there = Files.exists(file);
        if (!there
                && Optional.ofNullable(System.getenv("ATTUNE_REQUIRE"))
                        .orElse("")
                        .contains("data"))
            throw new AssertionError("%s is missing, but ATTUNE_REQUIRE names data".formatted(file));
        assumeTrue(there, "skipped: the development file %s is not here".formatted(relative));
        return file;
    }

    private static Path root() {
        var configured = System.getProperty("ATTUNE_SHARED", System.getenv("ATTUNE_SHARED"));
        if (configured != null) return Path.of(configured);
        var fromModule = Path.of("../../shared");
        return Files.exists(fromModule) ? fromModule : Path.of("../shared");
    }
}
