package dev.attune.models.convert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;

/// The Maven packages that hold weights: on the class path of the build, not of the product.
final class MavenPackages {
    private MavenPackages() {}

    /// @param packageName group and artifact, with a colon between
    static String version(String packageName) throws IOException {
        var properties = new Properties();
        properties.load(new ByteArrayInputStream(
                file("META-INF/maven/%s/pom.properties".formatted(packageName.replace(':', '/')))));
        return properties.getProperty("version", "");
    }

    static byte[] file(String path) throws IOException {
        try (var stream = MavenPackages.class.getResourceAsStream("/" + path)) {
            if (stream == null)
                throw new IOException(
                        "%s is not on the class path of the build. Maybe a dependency of the room models is missing."
                                .formatted(path));
            return stream.readAllBytes();
        }
    }
}
