package dev.attune.evaluation.robustness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Development data, which lies beside the project where it is available.
final class SharedData {
    private SharedData() {}

    /// Skips the test where the file is absent, unless `ATTUNE_REQUIRE` names `data`.
    static Path file(String name) {
        var folder = Path.of(System.getenv().getOrDefault("ATTUNE_SHARED", "../../shared"));
        var file = folder.resolve("data").resolve(name);
        boolean there = Files.isRegularFile(file);
        if (!there && System.getenv().getOrDefault("ATTUNE_REQUIRE", "").contains("data"))
            throw new AssertionError(file + " is not there, but ATTUNE_REQUIRE names data");
        assumeTrue(there, file + " is not there; set ATTUNE_SHARED to the folder that holds data/");
        return file;
    }
}
