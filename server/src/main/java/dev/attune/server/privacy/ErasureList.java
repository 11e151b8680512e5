package dev.attune.server.privacy;

import dev.attune.server.database.DataDirectory;
import dev.attune.server.database.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Everybody who was ever to be erased, in a file outside the database: a database restored from a backup does not know
/// it any more. Random ids only.
@Component
class ErasureList {
    private static final String NAME = "erasures";

    private final Path file;

    ErasureList(DataDirectory directory) {
        this.file = directory.resolve(NAME);
    }

    record Line(Tenant tenant, String person) {}

    void add(String person) {
        try {
            Files.writeString(
                    file,
                    Tenant.current().id() + " " + person + "\n",
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("the list of erasures cannot be written: " + file, e);
        }
    }

    Set<Line> all() {
        var lines = new LinkedHashSet<Line>();
        try {
            if (!Files.exists(file)) return lines;
            for (var line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                int space = line.indexOf(' ');
                // a line cut off by a kill was of a request that nobody was told had begun
                if (space > 0) lines.add(new Line(new Tenant(line.substring(0, space)), line.substring(space + 1)));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("the list of erasures cannot be read: " + file, e);
        }
    }
}
