package dev.attune.server.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The anchors outside the database, one per line: whoever can only write the tables cannot take them back.
record AnchorFile(Path path) {
    static final String NAME = "audit-anchors.jsonl";

    void add(AuditAnchor anchor) throws IOException {
        String line = AuditFormat.line(anchor) + "\n";
        Files.writeString(
                path,
                endsWithinALine() ? "\n" + line : line,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.DSYNC);
    }

    /// A full disk or a kill cut it off.
    private boolean endsWithinALine() throws IOException {
        if (!Files.exists(path)) return false;
        try (var file = FileChannel.open(path)) {
            var last = ByteBuffer.allocate(1);
            return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    /// None when there is no such file. A line that was cut off is none either: whoever could cut it could remove it.
    List<AuditAnchor> read() throws IOException {
        if (!Files.exists(path)) return List.of();
        return Files.readAllLines(path).stream()
                .flatMap(line -> AuditFormat.anchorOf(line).stream())
                .toList();
    }
}
