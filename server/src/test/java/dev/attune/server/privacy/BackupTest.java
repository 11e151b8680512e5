package dev.attune.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.server.ServerTest;
import dev.attune.server.database.Backup;
import dev.attune.server.database.BackupTool;
import dev.attune.server.database.DataDirectory;
import dev.attune.server.vault.Persons;
import jakarta.servlet.http.Cookie;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A server with people in it is copied while it runs, into one file, and from there into an empty database.
class BackupTest extends ServerTest {
    @Autowired
    private DataDirectory directory;

    @Autowired
    private List<JavaMigration> migrations;

    @Autowired
    private Persons persons;

    @TempDir
    private Path folder;

    private final String subject = "s-" + UUID.randomUUID();
    private Cookie console;
    private final String plan = "plan-" + UUID.randomUUID();

    @BeforeEach
    void somebodyIsKnown() {
        console = aSignedInConsole();
        var notice = body(
                mvc.get().uri("/v1/notices/current?language=en").cookie(console).exchange());
        post("/v1/consents", answer(notice, subject, "personalization/behaviour", "analytics/behaviour"), 201);
        post("/v1/identify", """
                {"userId": "%s", "messageId": "%s", "traits": {"plan": "%s"}}""".formatted(subject, UUID.randomUUID(), plan), 200);
    }

    @Test
    void whatIsRestoredIsWhatWasThereAndNothingInTheFileNamesAnybody() throws Exception {
        Path file = folder.resolve("all.zip");
        assertThat(run("create", "--data=" + directory.path(), "--file=" + file))
                .isZero();

        assertThat(contents(file)).contains("tables/person_key").doesNotContain(subject, plan);
        try (var other = anEmptyDatabase("restored")) {
            Backup.restore(other, file, null);
            var restored = new JdbcTemplate(new SingleConnectionDataSource(other, true));
            assertThat(people(restored)).isPositive().isLessThanOrEqualTo(people(asOwner()));
            assertThat(restored.queryForObject("""
                            select count(*) from attune.person_key where person =
                              (select id from attune.person order by created_at desc limit 1)""", Long.class)).isOne();
            assertThat(restored.queryForObject(
                            "select max(seq) <= (select count(*) from attune.audit_record) from attune.audit_record where tenant = 'default'",
                            Boolean.class))
                    .isTrue();
            restored.update("insert into attune.served_notice (notice_id, notice_version, language, caller, served_at)"
                    + " select id, version, 'en', 'test', now() from attune.notice limit 1"); // its number is new
        }
    }

    @Test
    void anOldFileWithoutKeysShowsNobodyWhoWasErasedAndNoTableThatWasDeletedSince() throws Exception {
        String gone = aTableOfFeedback();
        String kept = aTableOfFeedback();
        String other = "s-" + UUID.randomUUID();
        persons.admit(other);
        String stays = persons.find(other).orElseThrow();
        String erased = persons.find(subject).orElseThrow();
        Path rows = folder.resolve("long.zip");
        assertThat(run("create", "--content=rows", "--data=" + directory.path(), "--file=" + rows))
                .isZero();
        assertThat(contents(rows)).contains("tables/person").doesNotContain("tables/person_key");
        for (var key :
                asOwner().queryForList("select encode(sealing_key, 'hex') from attune.feedback_upload", String.class))
            assertThat(contents(rows)).doesNotContain(key);

        post("/v1/persons/erasures", "{\"subject\": \"%s\"}".formatted(subject), 200);
        assertThat(mvc.delete().uri("/v1/feedback/" + gone).cookie(console).header("Attune-Console", "1"))
                .hasStatus2xxSuccessful();
        Path keys = folder.resolve("keys.zip");
        assertThat(run("create", "--content=keys", "--data=" + directory.path(), "--file=" + keys))
                .isZero();

        try (var empty = anEmptyDatabase("rows_and_keys")) {
            assertThatThrownBy(() -> Backup.restore(empty, rows, null))
                    .hasMessageContaining("Maybe restore one with the rows");
            assertThatThrownBy(() -> Backup.restore(empty, keys, rows)).hasMessageContaining("they hold keys and rows");
            Backup.restore(empty, rows, keys);
            var restored = new JdbcTemplate(new SingleConnectionDataSource(empty, true));
            assertThat(restored.queryForList("select person from attune.person_key", String.class))
                    .contains(stays)
                    .doesNotContain(erased);
            assertThat(restored.queryForList("select id from attune.person", String.class))
                    .contains(erased); // as noise, until the list of erasures is replayed
            assertThat(restored.queryForList(
                            "select id::text from attune.feedback_upload where length(sealing_key) > 0", String.class))
                    .contains(kept)
                    .doesNotContain(gone);
            assertThat(restored.queryForObject(
                            "select count(*) from attune.feedback_row where upload_id::text = ?", Long.class, gone))
                    .isZero();
        }
    }

    @Test
    void keysThatAreOlderThanTheRowsAreRefused() throws Exception {
        Path keys = folder.resolve("keys.zip");
        run("create", "--content=keys", "--data=" + directory.path(), "--file=" + keys);
        Thread.sleep(1_100); // files tell their time by the second
        Path rows = folder.resolve("rows.zip");
        run("create", "--content=rows", "--data=" + directory.path(), "--file=" + rows);

        try (var empty = anEmptyDatabase("older_keys")) {
            assertThatThrownBy(() -> Backup.restore(empty, rows, keys)).hasMessageContaining("older than the rows");
        }
    }

    @Test
    void ofADiskThatIsFullNoHalfFileStays() {
        Path file = folder.resolve("full.zip");
        var told = new ByteArrayOutputStream();

        int code = BackupTool.run(
                BackupTest::onAFullDisk,
                System.out,
                new PrintStream(told, true, StandardCharsets.UTF_8),
                "create",
                "--data=" + directory.path(),
                "--file=" + file);

        assertThat(code).isEqualTo(9);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains(file + " cannot be written: No space left on device.", "free space");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatWasCutOffOrIsNoneRestoresNothing() throws Exception {
        Path whole = folder.resolve("whole.zip");
        assertThat(run("create", "--data=" + directory.path(), "--file=" + whole))
                .isZero();
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length / 2));
        Path other = folder.resolve("other.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(other))) {
            zip.putNextEntry(new ZipEntry("hello"));
        }

        try (var used = Objects.requireNonNull(asOwner().getDataSource()).getConnection()) {
            assertThatThrownBy(() -> Backup.restore(used, cut, null)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> Backup.restore(used, other, null))
                    .hasMessageContaining("manifest.json is missing");
            assertThatThrownBy(() -> Backup.restore(used, whole, null)).hasMessageContaining("Somebody is known");
        }
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Path file = Files.createFile(folder.resolve("mine.zip"));

        assertThat(run("create", "--data=" + directory.path(), "--file=" + file))
                .isEqualTo(2);
        assertThat(file).isEmptyFile();
        assertThat(run("restore", "--data=" + directory.path(), "--file=" + file))
                .isEqualTo(2);
    }

    /// Beside the server's own, with the same tables.
    private Connection anEmptyDatabase(String name) throws SQLException {
        var server = (DriverManagerDataSource) Objects.requireNonNull(asOwner().getDataSource());
        String url = Objects.requireNonNull(server.getUrl()).replaceAll("/[^/]*$", "/" + name);
        asOwner().execute("create database " + name);
        Flyway.configure()
                .dataSource(url, server.getUsername(), server.getPassword())
                .schemas("attune")
                .locations("classpath:db/migration")
                .javaMigrations(migrations.toArray(JavaMigration[]::new))
                .load()
                .migrate();
        return DriverManager.getConnection(url, server.getUsername(), server.getPassword());
    }

    private String aTableOfFeedback() throws InterruptedException {
        String id = body(mvc.post()
                        .uri("/v1/feedback?name=a.csv&textColumn=text&purpose=analytics")
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .content("text\nthe parcel is torn\n".getBytes(StandardCharsets.UTF_8))
                        .exchange())
                .path("id")
                .asString();
        for (int tries = 0; tries < 400 && rowsOf(id) == 0; tries++) Thread.sleep(50);
        assertThat(rowsOf(id)).isOne();
        return id;
    }

    private long rowsOf(String upload) {
        return Objects.requireNonNull(asOwner()
                .queryForObject(
                        "select count(*) from attune.feedback_row where upload_id::text = ?", Long.class, upload));
    }

    /// There are 2 KB left on it.
    private static OutputStream onAFullDisk(Path file) throws IOException {
        return new FilterOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            private int left = 2_048;

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, Math.min(left, length));
                left -= Math.min(left, length);
                if (left == 0) throw new IOException("No space left on device");
            }
        };
    }

    private static long people(JdbcTemplate jdbc) {
        var people = jdbc.queryForObject("select count(*) from attune.person", Long.class);
        return people == null ? 0 : people;
    }

    private static int run(String... arguments) {
        var said = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return BackupTool.run(said, System.err, arguments);
    }

    /// Every name and byte of a file, unpacked.
    private static String contents(Path file) throws IOException {
        var all = new ByteArrayOutputStream();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                all.writeBytes((entry.getName() + "\n").getBytes(StandardCharsets.UTF_8));
                try (var in = zip.getInputStream(entry)) {
                    in.transferTo(all);
                }
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private void post(String path, String body, int status) {
        assertThat(mvc.post()
                        .uri(path)
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .hasStatus(status);
    }
}
