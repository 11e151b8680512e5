package dev.attune.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Which build of Attune this is.
public final class Build {
    private static final String VERSION = read();

    private Build() {}

    /// For example `0.1.0`; the same as the reactor's version.
    public static String version() {
        return VERSION;
    }

    private static String read() {
        try (var in = Build.class.getResourceAsStream("build.properties")) {
            if (in == null) throw new IllegalStateException("build.properties is missing from the jar");
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
