package dev.attune.evaluation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// Files that appear together or not at all.
///
/// Each is written under a hidden temporary name in the same folder. [#commit()] forces all of them to
/// the disk and only then renames them; without it [#close()] removes them. So a full disk, an error or
/// Ctrl-C leaves what was there before, and never half a file. (A power cut between two renames can
/// leave some files of the set new.)
final class OutputSet implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path directory;
    private final Map<Path, Path> temporaryByTarget = new LinkedHashMap<>();
    private boolean committed;

    OutputSet(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /// @param name of the file to appear
    Writer writer(String name) throws IOException {
        return new OutputStreamWriter(stream(name), StandardCharsets.UTF_8);
    }

    private OutputStream stream(String name) throws IOException {
        var temporary = directory.resolve("." + name + ".part");
        var channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        temporaryByTarget.put(directory.resolve(name), temporary);
        return new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    }

    /// Makes the files appear, replacing earlier ones of the same names. All writers must have been closed.
    void commit() throws IOException {
        for (var temporary : temporaryByTarget.values())
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        for (var entry : temporaryByTarget.entrySet())
            Files.move(
                    entry.getValue(),
                    entry.getKey(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        committed = true;
    }

    @Override
    public void close() throws IOException {
        if (committed) return;
        for (var temporary : temporaryByTarget.values()) Files.deleteIfExists(temporary);
    }
}
