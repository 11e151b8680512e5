package dev.attune.server.database;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.json.JsonMapper;

/// All rows of a database in one file, as they stood at one moment, and back again.
///
/// The PostgreSQL that comes with Attune brings no `pg_dump`. The file is a ZIP: one entry per table in the text format
/// of PostgreSQL's `COPY`, and last `manifest.json`, so that a file that was cut off is known by its lack. Rows are
/// copied as they are: what is stored about people is ciphertext in there too, and the tenants' keys are not in the
/// database.
public final class Backup {
    private static final String FORMAT = "attune.backup/1";
    private static final String MANIFEST = "manifest.json";
    private static final String TABLES = "tables/";

    /// Where keys of people stand, wrapped by their tenant's.
    private static final String KEYS_OF_PEOPLE = "person_key";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param schema the last migration of the database
    /// @param keys whether the wrapped keys of people are in it
    /// @param sequences where each stands
    public record Manifest(
            String format,
            String schema,
            Instant at,
            boolean keys,
            Map<String, Table> tables,
            Map<String, Long> sequences) {
        long rows() {
            return tables.values().stream().mapToLong(Table::rows).sum();
        }
    }

    public record Table(List<String> columns, long rows) {}

    private Backup() {}

    /// @param connection with the rights of whoever owns the tables
    /// @param withKeys false for a file that is kept for long: without its key an erased person stays
    ///     unreadable in it
    /// @param file does not exist yet; readable by its owner only
    public static Manifest write(Connection connection, boolean withKeys, Path file) throws SQLException, IOException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ); // all tables of one moment
        try (var zip = new ZipOutputStream(created(file))) {
            var tables = new LinkedHashMap<String, Table>();
            for (var name : names(connection)) {
                var columns = columns(connection, name);
                long rows = 0;
                if (withKeys || !name.equals(KEYS_OF_PEOPLE)) {
                    zip.putNextEntry(new ZipEntry(TABLES + name));
                    rows = copy(connection)
                            .copyOut(
                                    "copy (select %s from attune.%s) to stdout".formatted(list(columns), quoted(name)),
                                    keptOpen(zip));
                    zip.closeEntry();
                }
                tables.put(name, new Table(columns, rows));
            }
            var manifest =
                    new Manifest(FORMAT, schema(connection), now(connection), withKeys, tables, sequences(connection));
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(JSON.writeValueAsBytes(manifest));
            zip.closeEntry();
            return manifest;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /// Replaces every row.
    ///
    /// @param connection of a superuser, to a database with the same tables in which nobody is known
    /// @throws IllegalArgumentException when somebody is known there, or the file is no backup or one of
    ///     another version of Attune
    public static Manifest restore(Connection connection, Path file) throws SQLException, IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var manifest = manifest(zip, file);
            String schema = schema(connection);
            if (!manifest.schema().equals(schema))
                throw new IllegalArgumentException(
                        "%s was made of tables of version %s, this Attune has %s. Maybe restore it with the Attune that made it, and start the newer one on that."
                                .formatted(file, manifest.schema(), schema));
            if (!texts(connection, "select id from attune.person limit 1").isEmpty())
                throw new IllegalArgumentException(
                        "Somebody is known in this database already, and a restored backup would take their place. Maybe restore into a new data directory.");
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                // no triggers, no order among tables: the rows fitted each other when they were copied
                statement.execute("set local session_replication_role = replica");
                for (var name : names(connection)) statement.execute("delete from attune." + quoted(name));
                for (var table : manifest.tables().entrySet()) restore(connection, zip, table);
                for (var sequence : manifest.sequences().entrySet())
                    statement.execute(
                            "select setval('attune.%s', %d)".formatted(quoted(sequence.getKey()), sequence.getValue()));
                connection.commit();
                return manifest;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void restore(Connection connection, ZipFile zip, Map.Entry<String, Table> table)
            throws SQLException, IOException {
        var entry = zip.getEntry(TABLES + table.getKey());
        if (entry == null) return;
        try (InputStream rows = zip.getInputStream(entry)) {
            long restored = copy(connection)
                    .copyIn(
                            "copy attune.%s (%s) from stdin"
                                    .formatted(
                                            quoted(table.getKey()),
                                            list(table.getValue().columns())),
                            rows);
            if (restored != table.getValue().rows())
                throw new IllegalArgumentException("%s has %d rows of %s, and its manifest says %d."
                        .formatted(
                                zip.getName(),
                                restored,
                                table.getKey(),
                                table.getValue().rows()));
        }
    }

    private static Manifest manifest(ZipFile zip, Path file) throws IOException {
        var entry = zip.getEntry(MANIFEST);
        if (entry == null)
            throw new IllegalArgumentException(
                    "%s is no backup of Attune, or one that was cut off: %s is missing.".formatted(file, MANIFEST));
        try (var in = zip.getInputStream(entry)) {
            var manifest = JSON.readValue(in, Manifest.class);
            if (!FORMAT.equals(manifest.format()))
                throw new IllegalArgumentException(
                        "%s has the format '%s', expected %s.".formatted(file, manifest.format(), FORMAT));
            return manifest;
        }
    }

    private static OutputStream created(Path file) throws IOException {
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix"))
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        else Files.createFile(file);
        return Files.newOutputStream(file, StandardOpenOption.WRITE);
    }

    /// `COPY` closes what it writes to.
    private static OutputStream keptOpen(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }

    private static CopyManager copy(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static List<String> names(Connection connection) throws SQLException {
        return texts(connection, "select tablename from pg_tables where schemaname = 'attune' order by tablename");
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        return texts(connection, """
                select column_name from information_schema.columns
                where table_schema = 'attune' and table_name = '%s' and is_generated = 'NEVER' order by ordinal_position\
                """.formatted(table));
    }

    private static String schema(Connection connection) throws SQLException {
        return texts(
                        connection,
                        "select version from attune.flyway_schema_history where success and version is not null order by string_to_array(version, '.')::int[] desc limit 1")
                .getFirst();
    }

    private static Instant now(Connection connection) throws SQLException {
        return Instant.parse(
                texts(connection, "select to_char(now() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
                        .getFirst());
    }

    private static Map<String, Long> sequences(Connection connection) throws SQLException {
        var sequences = new LinkedHashMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select sequencename, last_value from pg_sequences
                        where schemaname = 'attune' and last_value is not null order by sequencename\
                        """)) {
            while (rows.next()) sequences.put(rows.getString(1), rows.getLong(2));
        }
        return sequences;
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) texts.add(rows.getString(1));
        }
        return texts;
    }

    private static String list(List<String> columns) {
        return String.join(", ", columns.stream().map(Backup::quoted).toList());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
