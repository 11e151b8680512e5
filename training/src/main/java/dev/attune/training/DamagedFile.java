package dev.attune.training;

import java.io.IOException;
import java.nio.file.Path;

/// A file that a command keeps between runs is cut off or says what cannot be.
public final class DamagedFile extends IOException {

    /// @param advice completes "Maybe remove it: …"
    public DamagedFile(Path file, String advice) {
        super("%s is cut off or damaged. Maybe remove it: %s.".formatted(file, advice));
    }
}
