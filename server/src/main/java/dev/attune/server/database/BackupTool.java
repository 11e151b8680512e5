package dev.attune.server.database;

import dev.attune.server.startup.ExitCode;
import dev.attune.server.startup.StartFailure;
import dev.attune.server.startup.ToolLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// `attune backup`: writes all rows of a data directory into one file, or such a file into a data directory in which
/// nobody is known yet. Started by the command line as `java -cp attune-server.jar
/// dev.attune.server.database.BackupTool`.
public final class BackupTool {
    private static final int USAGE = 2;
    private static final int UNREADABLE = 9; // as the command line has it

    private final PrintStream out;
    private final Disk disk;

    private BackupTool(PrintStream out, Disk disk) {
        this.out = out;
        this.disk = disk;
    }

    /// Where files are made.
    @FunctionalInterface
    public interface Disk {
        /// @throws FileAlreadyExistsException when the file exists
        OutputStream create(Path file) throws IOException;
    }

    public static void main(String[] arguments) {
        ToolLog.warningsOnly();
        System.exit(run(System.out, System.err, arguments));
    }

    /// @return the exit code
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        return run(Backup::created, out, err, arguments);
    }

    /// @return the exit code
    public static int run(Disk disk, PrintStream out, PrintStream err, String... arguments) {
        try {
            new BackupTool(out, disk).run(arguments);
            return 0;
        } catch (StartFailure failure) {
            err.println("attune: " + failure.getMessage());
            return failure.exitCode().code();
        } catch (IllegalArgumentException | ZipException e) {
            err.println("attune: " + e.getMessage());
            return USAGE;
        } catch (SQLException e) {
            err.println("attune: the database refuses: " + e.getMessage());
            return ExitCode.DATABASE_UNAVAILABLE.code();
        } catch (NotWritten e) {
            err.println("attune: " + e.getMessage());
            return UNREADABLE;
        } catch (IOException e) {
            err.println("attune: cannot be read or written: " + e);
            return UNREADABLE;
        }
    }

    private void run(String... arguments) throws IOException, SQLException {
        if (arguments.length == 0) throw new IllegalArgumentException("create or restore?");
        var options = new HashMap<String, String>();
        for (int i = 1; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            if (!arguments[i].startsWith("--") || equals < 0)
                throw new IllegalArgumentException("options are --name=value, got '%s'".formatted(arguments[i]));
            options.put(arguments[i].substring(2, equals), arguments[i].substring(equals + 1));
        }
        Path file = path(options, "file");
        Path data = path(options, "data");
        switch (arguments[0]) {
            case "create" ->
                create(
                        data,
                        file,
                        Backup.Content.valueOf(
                                options.getOrDefault("content", "all").toUpperCase(Locale.ROOT)));
            case "restore" -> restore(file, options.containsKey("keys") ? path(options, "keys") : null, data);
            default -> throw new IllegalArgumentException("create or restore, got '%s'".formatted(arguments[0]));
        }
    }

    private static Path path(Map<String, String> options, String name) {
        var value = options.get(name);
        if (value == null) throw new IllegalArgumentException("--%s=… is missing".formatted(name));
        return Path.of(value).toAbsolutePath().normalize();
    }

    private void create(Path data, Path file, Backup.Content content) throws IOException, SQLException {
        if (Files.exists(file))
            throw new IllegalArgumentException("%s exists already, and a backup overwrites nothing.".formatted(file));
        try (var stored = StoredData.in(data);
                var connection = stored.connection()) {
            var manifest = Backup.write(connection, content, disk.create(file));
            out.println("%d rows of %d tables, as of %s, are in %s%s"
                    .formatted(
                            manifest.rows(),
                            manifest.tables().size(),
                            manifest.at(),
                            file,
                            switch (content) {
                                case ALL -> "";
                                case ROWS -> ", without their keys";
                                case KEYS -> ", keys only: let the next ones replace them";
                            }));
        } catch (FileAlreadyExistsException e) {
            throw e; // another one's, made in the meantime
        } catch (IOException e) {
            Files.deleteIfExists(file); // half a backup is none, also of a disk that is full
            throw new NotWritten(file, e);
        } catch (SQLException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static final class NotWritten extends IOException {
        NotWritten(Path file, IOException cause) {
            super("""
                    The backup %s cannot be written: %s.
                    Maybe check the folder and the free space; nothing half-written stays.""".formatted(file, cause instanceof FileSystemException ? cause : cause.getMessage()), cause);
        }
    }

    private void restore(Path file, @Nullable Path keys, Path data) throws IOException, SQLException {
        try (var stored = StoredData.in(data)) {
            if (stored.isServed())
                throw new IllegalArgumentException("The server of %s is running. Maybe stop it first.".formatted(data));
            try (var connection = stored.connection()) {
                connection.setReadOnly(false);
                var manifest = Backup.restore(connection, file, keys);
                out.println("%d rows of %d tables, as of %s, are in %s"
                        .formatted(manifest.rows(), manifest.tables().size(), manifest.at(), data));
            }
        }
    }
}
