package dev.attune.server.database;

import java.nio.file.Path;

/// A data directory for parts of a server that stand alone.
public final class ClaimedDirectory {
    private ClaimedDirectory() {}

    public static DataDirectory of(Path directory) {
        return DataDirectory.claim(directory);
    }
}
