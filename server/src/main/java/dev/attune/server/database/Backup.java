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
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.json.JsonMapper;

/// All rows of a database in one file, as they stood at one moment, and back again.
///
/// The PostgreSQL that comes with Attune brings no `pg_dump`. The file is a ZIP: one entry per table in the text format
/// of PostgreSQL's `COPY`, and last `manifest.json`, so that a file that was cut off is known by its lack. Rows are
/// copied as they are: what is stored about people is ciphertext in there too, and the tenants' keys are not in the
/// database.
///
/// A file of all opens with the tenants' keys for as long as it exists, whoever was forgotten since. For one that
/// is kept for long take the rows alone, and their keys into a second file that the next one replaces: whoever is
/// erased, and whatever table is deleted, is noise in the first once their key is in no second file any more.
public final class Backup {
    private static final String FORMAT = "attune.backup/2";
    private static final String MANIFEST = "manifest.json";
    private static final String TABLES = "tables/";

    /// Where keys of people stand, wrapped by their tenant's.
    private static final String KEYS_OF_PEOPLE = "person_key";

    /// Tables that somebody gave in, each with the key of its rows, wrapped likewise.
    private static final String GIVEN_IN = "feedback_upload";

    private static final String KEY_OF_TABLE = "sealing_key";
    private static final List<String> KEYS_OF_TABLES = List.of("id", KEY_OF_TABLE);

    /// Those about nobody are sealed by the tenant's key, and name people: that somebody was erased, for one.
    private static final String MESSAGES = "outbox_message";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What is in a file.
    public enum Content {
        ALL,
        /// Everything but what opens it: without the keys, which are kept as long as the people, it is noise.
        ROWS,
        /// What opens the rows of people and of tables that were given in, as long as they are known.
        KEYS
    }

    /// @param schema the last migration of the database
    /// @param sequences where each stands
    public record Manifest(
            String format,
            String schema,
            Instant at,
            Content content,
            Map<String, Table> tables,
            Map<String, Long> sequences) {
        long rows() {
            return tables.values().stream().mapToLong(Table::rows).sum();
        }
    }

    public record Table(List<String> columns, long rows) {}

    private Backup() {}

    /// @param connection with the rights of whoever owns the tables
    /// @param file closed at the end
    public static Manifest write(Connection connection, Content content, OutputStream file)
            throws SQLException, IOException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ); // all tables of one moment
        try (var zip = new ZipOutputStream(file)) {
            var tables = new LinkedHashMap<String, Table>();
            for (var name : names(connection)) {
                if (!holds(content, name)) continue;
                var columns =
                        content == Content.KEYS && name.equals(GIVEN_IN) ? KEYS_OF_TABLES : columns(connection, name);
                zip.putNextEntry(new ZipEntry(TABLES + name));
                long rows = copy(connection)
                        .copyOut("copy (%s) to stdout".formatted(selection(content, name, columns)), keptOpen(zip));
                zip.closeEntry();
                tables.put(name, new Table(columns, rows));
            }
            var manifest =
                    new Manifest(FORMAT, schema(connection), now(connection), content, tables, sequences(connection));
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(JSON.writeValueAsBytes(manifest));
            zip.closeEntry();
            return manifest;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static boolean holds(Content content, String table) {
        return switch (content) {
            case ALL -> true;
            case ROWS -> !table.equals(KEYS_OF_PEOPLE);
            case KEYS -> table.equals(KEYS_OF_PEOPLE) || table.equals(GIVEN_IN);
        };
    }

    private static String selection(Content content, String table, List<String> columns) {
        String listed = list(columns);
        if (content == Content.ROWS && table.equals(GIVEN_IN))
            listed = listed.replace(quoted(KEY_OF_TABLE), "''::bytea"); // the column may not be empty
        String about = content == Content.ROWS && table.equals(MESSAGES) ? " where person is not null" : "";
        return "select %s from attune.%s%s".formatted(listed, quoted(table), about);
    }

    /// Replaces every row.
    ///
    /// @param connection of a superuser, to a database with the same tables in which nobody is known
    /// @param keys of the same moment as the rows or later, so that whoever was forgotten since stays
    ///     unreadable; null where the file holds all
    /// @throws IllegalArgumentException when somebody is known there, or a file is no backup, one of
    ///     another version of Attune, or not what is needed
    public static Manifest restore(Connection connection, Path file, @Nullable Path keys)
            throws SQLException, IOException {
        try (var zip = new ZipFile(file.toFile());
                var keyring = keys == null ? null : new ZipFile(keys.toFile())) {
            var manifest = manifest(connection, zip, file);
            if (keyring == null || keys == null) {
                if (manifest.content() != Content.ALL)
                    throw new IllegalArgumentException(
                            "%s holds %s only. Maybe restore one with the rows, and name one with the keys by --keys."
                                    .formatted(file, word(manifest.content())));
            } else checkKeys(connection, manifest, file, keyring, keys);
            if (!texts(connection, "select id from attune.person limit 1").isEmpty())
                throw new IllegalArgumentException(
                        "Somebody is known in this database already, and a restored backup would take their place. Maybe restore into a new data directory.");
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                // no triggers, no order among tables: the rows fitted each other when they were copied
                statement.execute("set local session_replication_role = replica");
                for (var name : names(connection)) statement.execute("delete from attune." + quoted(name));
                for (var table : manifest.tables().entrySet())
                    copyIn(connection, zip, table, "attune." + quoted(table.getKey()));
                if (keyring != null && keys != null)
                    unlock(connection, statement, keyring, manifest(connection, keyring, keys));
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

    private static void checkKeys(Connection connection, Manifest rows, Path file, ZipFile keyring, Path keys)
            throws SQLException, IOException {
        var manifest = manifest(connection, keyring, keys);
        if (rows.content() != Content.ROWS || manifest.content() != Content.KEYS)
            throw new IllegalArgumentException(
                    "%s must hold rows and the file of --keys their keys; they hold %s and %s. Maybe leave --keys out."
                            .formatted(file, word(rows.content()), word(manifest.content())));
        if (manifest.at().isBefore(rows.at()))
            throw new IllegalArgumentException(
                    "The keys of %s are older than the rows, which are of %s. Maybe take the latest keys: older ones miss people, and open what was forgotten since."
                            .formatted(manifest.at(), rows.at()));
    }

    /// Puts keys to the rows; a table that was deleted since has none, and goes.
    private static void unlock(Connection connection, Statement statement, ZipFile keyring, Manifest manifest)
            throws SQLException, IOException {
        statement.execute(
                "create temporary table known_key (id uuid primary key, sealing_key bytea not null) on commit drop");
        for (var table : manifest.tables().entrySet())
            copyIn(
                    connection,
                    keyring,
                    table,
                    table.getKey().equals(GIVEN_IN) ? "pg_temp.known_key" : "attune." + quoted(table.getKey()));
        statement.execute(
                "delete from attune.person_key k where not exists (select from attune.person p where p.id = k.person)");
        statement.execute(
                "update attune.feedback_upload u set sealing_key = k.sealing_key from pg_temp.known_key k where k.id = u.id");
        for (var of : texts(connection, """
                select table_name from information_schema.columns
                where table_schema = 'attune' and column_name = 'upload_id' order by table_name"""))
            statement.execute("delete from attune.%s where upload_id not in (select id from pg_temp.known_key)"
                    .formatted(quoted(of)));
        statement.execute("delete from attune.feedback_upload where id not in (select id from pg_temp.known_key)");
    }

    private static void copyIn(Connection connection, ZipFile zip, Map.Entry<String, Table> table, String target)
            throws SQLException, IOException {
        var entry = zip.getEntry(TABLES + table.getKey());
        if (entry == null)
            throw new IllegalArgumentException("%s has no rows of %s.".formatted(zip.getName(), table.getKey()));
        try (InputStream rows = zip.getInputStream(entry)) {
            long restored = copy(connection)
                    .copyIn(
                            "copy %s (%s) from stdin"
                                    .formatted(target, list(table.getValue().columns())),
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

    private static Manifest manifest(Connection connection, ZipFile zip, Path file) throws SQLException, IOException {
        var entry = zip.getEntry(MANIFEST);
        if (entry == null)
            throw new IllegalArgumentException(
                    "%s is no backup of Attune, or one that was cut off: %s is missing.".formatted(file, MANIFEST));
        try (var in = zip.getInputStream(entry)) {
            var stated = JSON.readTree(in);
            if (!FORMAT.equals(stated.path("format").asString("")))
                throw new IllegalArgumentException("%s has the format '%s', expected %s."
                        .formatted(file, stated.path("format").asString(""), FORMAT));
            var manifest = JSON.treeToValue(stated, Manifest.class);
            String schema = schema(connection);
            if (!manifest.schema().equals(schema))
                throw new IllegalArgumentException(
                        "%s was made of tables of version %s, this Attune has %s. Maybe restore it with the Attune that made it, and start the newer one on that."
                                .formatted(file, manifest.schema(), schema));
            return manifest;
        }
    }

    private static String word(Content content) {
        return content.name().toLowerCase(Locale.ROOT);
    }

    /// A new file, readable by its owner only.
    static OutputStream created(Path file) throws IOException {
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
