package dev.attune.actor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Finds the rig's data, which is not part of the repository.
final class RigFixture {
    private RigFixture() {}

    /// The rig, or a skipped test with the reason; a failed one where `ATTUNE_REQUIRE` says that data must be there.
    static Rig rig() throws IOException {
        for (Path shared : candidates())
            if (Files.isRegularFile(shared.resolve("data/rig/base.obj"))) return Rig.load(shared.resolve("data/rig"));
        String reason = "no head rig under " + candidates() + ". Maybe set ATTUNE_SHARED.";
        if (System.getenv().getOrDefault("ATTUNE_REQUIRE", "").contains("data")) throw new AssertionError(reason);
        assumeTrue(false, reason);
        throw new AssertionError(reason);
    }

    private static List<Path> candidates() {
        String named = System.getProperty("ATTUNE_SHARED", System.getenv().getOrDefault("ATTUNE_SHARED", ""));
        if (!named.isEmpty()) return List.of(Path.of(named));
        return List.of(Path.of("../../shared"), Path.of("../shared"));
    }
}
