package dev.attune.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The development data beside the repository; absent on most machines.
final class SharedData {
    private SharedData() {}

    /// @throws AssertionError when the environment requires it and it is not there
    static Optional<Path> folder() {
        var found = Stream.of(System.getenv().getOrDefault("ATTUNE_SHARED", "../../shared"), "../shared")
                .map(shared -> Path.of(shared).resolve("data"))
                .filter(Files::isDirectory)
                .findFirst();
        if (found.isEmpty()
                && System.getenv().getOrDefault("ATTUNE_REQUIRE", "").contains("data"))
            throw new AssertionError("ATTUNE_REQUIRE asks for data, but there is no shared/data");
        return found;
    }
}
