package dev.attune.cli;

import java.nio.file.Path;

/// Where Attune was built. The launcher script says so; without it the current folder is taken.
final class Home {
    static final String PROPERTY = "attune.home";

    private Home() {}

    static Path directory() {
        return Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath();
    }
}
