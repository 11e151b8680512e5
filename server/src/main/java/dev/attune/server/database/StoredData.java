package dev.attune.server.database;

import dev.attune.server.startup.ExitCode;
import dev.attune.server.startup.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// What a server stored, for a command that looks at it from outside: through the database of a running server, or by
/// starting the built-in one for as long as it takes.
public final class StoredData implements AutoCloseable {
    private final @Nullable Path directory;
    private final @Nullable DataDirectory claimed;
    private final @Nullable DatabaseServer server;
    private final SingleConnectionDataSource source;

    private StoredData(
            @Nullable Path directory,
            @Nullable DataDirectory claimed,
            @Nullable DatabaseServer server,
            DatabaseServer.Address address) {
        this.directory = directory;
        this.claimed = claimed;
        this.server = server;
        this.source = new SingleConnectionDataSource(
                address.jdbcUrl(), String.valueOf(address.username()), String.valueOf(address.password()), true);
    }

    /// Of a data directory.
    ///
    /// @throws StartFailure when it holds no database, or that does not answer
    public static StoredData in(Path path) {
        Path directory = path.toAbsolutePath().normalize();
        if (!Files.isDirectory(directory.resolve("postgres")))
            throw new StartFailure(ExitCode.DATA_DIRECTORY_UNUSABLE, """
                    %s is not the data directory of a server with a built-in database.
                    Maybe name it with --data DIR, or the database with --database URL.""".formatted(directory));
        try {
            var claimed = DataDirectory.claim(directory);
            try {
                var server = new EmbeddedDatabase(claimed);
                return open(directory, claimed, server, server.address());
            } catch (RuntimeException e) {
                claimed.close();
                throw e;
            }
        } catch (StartFailure inUse) {
            if (inUse.exitCode() != ExitCode.DATA_DIRECTORY_IN_USE) throw inUse;
            return open(directory, null, null, running(directory));
        }
    }

    /// Of a database that somebody else runs.
    public static StoredData at(String url, @Nullable String username, @Nullable String password) {
        var server = new ExternalDatabase(new DatabaseServer.Address(url, username, password));
        return open(null, null, server, server.address());
    }

    private static StoredData open(
            @Nullable Path directory,
            @Nullable DataDirectory claimed,
            @Nullable DatabaseServer server,
            DatabaseServer.Address address) {
        var data = new StoredData(directory, claimed, server, address);
        try (Connection connection = data.source.getConnection()) {
            connection.setSchema("attune");
            try (var everybody = connection.createStatement()) {
                everybody.execute("select set_config('attune.tenant', '*', false)");
            }
            connection.setReadOnly(true);
            return data;
        } catch (SQLException e) {
            data.close();
            throw new StartFailure(
                    ExitCode.DATABASE_UNAVAILABLE,
                    "The database %s does not answer: %s".formatted(address.jdbcUrl(), e.getMessage()),
                    e);
        }
    }

    /// Whoever holds the directory runs PostgreSQL on the port of its `postmaster.pid`.
    private static DatabaseServer.Address running(Path directory) {
        try {
            var lines = Files.readAllLines(directory.resolve("postgres/postmaster.pid"));
            return EmbeddedDatabase.address(
                    Integer.parseInt(lines.get(3).strip()), Files.readString(directory.resolve("database-password")));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new StartFailure(
                    ExitCode.DATABASE_UNAVAILABLE,
                    "The database in %s is starting or stopping. Maybe try again in a few seconds."
                            .formatted(directory),
                    e);
        }
    }

    /// Read-only.
    public JdbcTemplate jdbc() {
        return new JdbcTemplate(source);
    }

    /// Whether a running server holds the directory.
    boolean isServed() {
        return directory != null && claimed == null;
    }

    /// The same, read-only too unless it is told otherwise; closed with this.
    Connection connection() throws SQLException {
        return source.getConnection();
    }

    /// A file of the data directory; null where only a database was named.
    public @Nullable Path file(String name) {
        return directory == null ? null : directory.resolve(name);
    }

    @Override
    public void close() {
        source.destroy();
        if (server != null) server.close();
        if (claimed != null) claimed.close();
    }
}
