package dev.attune.server.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The anchors outside the database, one per line: whoever can only write the tables cannot take them back.
record AnchorFile(Path path) {
    static final String NAME = "audit-anchors.jsonl";

    void add(AuditAnchor anchor) throws IOException {
        Files.writeString(
                path,
                AuditFormat.line(anchor) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.DSYNC);
    }

    /// None when there is no such file.
    List<AuditAnchor> read() throws IOException {
        if (!Files.exists(path)) return List.of();
        return Files.readAllLines(path).stream()
                .filter(line -> line.startsWith("{\"anchor\"")) // an export has other lines too
                .map(line -> AuditFormat.anchor(AuditFormat.parse(line).path("anchor")))
                .toList();
    }
}
