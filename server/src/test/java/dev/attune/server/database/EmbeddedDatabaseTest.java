package dev.attune.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.server.startup.ExitCode;
import dev.attune.server.startup.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Real processes, really killed. Each test has a data directory of its own under target/.
class EmbeddedDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60); // for a busy machine; ordinary is under 3 s

    private Path path;
    private @Nullable Process child;

    @BeforeEach
    void freshDirectory() throws IOException {
        Path parent = Files.createDirectories(Path.of("target/test-data").toAbsolutePath());
        path = Files.createTempDirectory(parent, "database-");
    }

    @AfterEach
    void nothingIsLeftRunning() throws IOException, InterruptedException {
        if (child != null) child.destroyForcibly().waitFor();
        for (var directory : List.of(path, path.resolve("build"), path.resolve("data"))) {
            Path pidFile = directory.resolve("postgres/postmaster.pid");
            if (Files.exists(pidFile)) ProcessHandle.of(pid(pidFile)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void everyCommitIsDurable() {
        try (var directory = DataDirectory.claim(path);
                var database = new EmbeddedDatabase(directory);
                var pool = pool(database)) {
            var jdbc = JdbcClient.create(pool);

            assertThat(setting(jdbc, "fsync")).isEqualTo("on");
            assertThat(setting(jdbc, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(jdbc, "full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void onlyWorkThatIsDoneAgainDoesNotWaitForTheDisk() {
        try (var directory = DataDirectory.claim(path);
                var database = new EmbeddedDatabase(directory);
                var pool = pool(database)) {
            var jdbc = JdbcClient.create(pool);
            var within = new ArrayList<String>();

            new RepeatableWork(new JdbcTemplate(pool), new TransactionTemplate(new DataSourceTransactionManager(pool)))
                    .run(() -> {
                        within.add(setting(jdbc, "synchronous_commit"));
                        jdbc.sql("create table public.done (n int)").update();
                    });

            assertThat(within).containsExactly("off");
            assertThat(setting(jdbc, "synchronous_commit")).isEqualTo("on");
            assertThat(jdbc.sql("select count(*) from public.done")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void nobodyGetsInWithoutThePassword() {
        try (var directory = DataDirectory.claim(path);
                var database = new EmbeddedDatabase(directory)) {
            String url = database.address().jdbcUrl();

            assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void committedRowsSurviveAKilledServer() throws Exception {
        child = childThatCommitted(path);
        child.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(pid(path.resolve("postgres/postmaster.pid"))))
                .isPresent(); // the orphan

        try (var directory = DataDirectory.claim(path);
                var database = new EmbeddedDatabase(directory);
                var pool = pool(database)) {
            assertThat(JdbcClient.create(pool)
                            .sql("select word from public.kept")
                            .query(String.class)
                            .single())
                    .isEqualTo("durable");
        }
    }

    @Test
    void aKilledPostgresComesBackAndThePoolFindsIt() throws Exception {
        try (var directory = DataDirectory.claim(path);
                var database = new EmbeddedDatabase(directory);
                var pool = pool(database)) {
            var jdbc = JdbcClient.create(pool);
            jdbc.sql("create table public.kept (word text)").update();
            jdbc.sql("insert into public.kept values ('durable')").update();

            ProcessHandle.of(pid(path.resolve("postgres/postmaster.pid")))
                    .orElseThrow()
                    .destroyForcibly();

            assertThat(eventually(jdbc)).isEqualTo("durable");
        }
    }

    @Test
    void aDirectoryInUseIsRefused() {
        try (var first = DataDirectory.claim(path)) {
            assertThatThrownBy(() -> DataDirectory.claim(first.path()))
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA_DIRECTORY_IN_USE));
        }
    }

    @Test
    void aFileIsNoDataDirectory() throws IOException {
        Path file = Files.createFile(path.resolve("a-file"));

        assertThatThrownBy(() -> DataDirectory.claim(file))
                .hasMessageContaining(file.toString())
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA_DIRECTORY_UNUSABLE));
    }

    @Test
    void anInterruptedFirstStartIsSetAside() throws IOException {
        Files.writeString(Files.createDirectory(path.resolve("postgres")).resolve("postgresql.conf"), "half");

        try (var directory = DataDirectory.claim(path);
                var database = new EmbeddedDatabase(directory);
                var pool = pool(database)) {
            assertThat(setting(JdbcClient.create(pool), "fsync")).isEqualTo("on");
        }
        assertThat(path.resolve("postgres.incomplete-1/postgresql.conf")).exists();
    }

    @Test
    void aFirstStartBeginsFromWhatWasPreparedAndOnlyItsOwnPasswordOpensIt() throws Exception {
        Path build = path.resolve("build");
        child = childThatCommitted(build); // this very process has unpacked PostgreSQL elsewhere already
        child.outputWriter().close();
        assertThat(child.waitFor()).isZero();
        String passwordOfTheBuild = Files.readString(build.resolve("database-password"));

        try (var directory = DataDirectory.claim(path.resolve("data"));
                var database = new EmbeddedDatabase(directory, PreparedDatabase.in(build));
                var pool = pool(database)) {
            var jdbc = JdbcClient.create(pool);

            assertThat(jdbc.sql("select word from public.kept")
                            .query(String.class)
                            .single())
                    .isEqualTo("durable");
            assertThat(setting(jdbc, "fsync")).isEqualTo("on");
            assertThat(path.resolve("data/postgres-binaries")).doesNotExist();
            assertThatThrownBy(() ->
                            DriverManager.getConnection(database.address().jdbcUrl(), "postgres", passwordOfTheBuild))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void anExternalDatabaseThatDoesNotAnswerIsNamed() {
        // port 1 is reserved and nothing listens there
        var database = new ExternalDatabase(
                new DatabaseServer.Address("jdbc:postgresql://127.0.0.1:1/attune", "attune", "secret"));

        assertThatThrownBy(database::address)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("secret")
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_UNAVAILABLE));
    }

    @Test
    void aToolThatStartsTheDatabaseItselfTellsNothingBesideItsOwnLines() throws Exception {
        try (var directory = DataDirectory.claim(path);
                var database = new EmbeddedDatabase(directory)) {
            database.address();
        }

        child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BackupTool.class.getName(),
                        "create",
                        "--data=" + path,
                        "--file=" + path.resolve("all.zip"))
                .redirectErrorStream(true)
                .start();

        // there are no tables yet
        assertThat(child.inputReader().lines()).first().asString().startsWith("attune: the database refuses: ");
        assertThat(child.waitFor()).isEqualTo(ExitCode.DATABASE_UNAVAILABLE.code());
    }

    private static Process childThatCommitted(Path directory) throws IOException {
        var child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseChild.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(child.inputReader().lines().anyMatch("committed"::equals)).isTrue();
        return child;
    }

    private static TenantDataSource pool(DatabaseServer database) {
        return new DatabaseConfiguration().dataSource(database);
    }

    private static String setting(JdbcClient jdbc, String name) {
        return jdbc.sql("show " + name).query(String.class).single();
    }

    private static long pid(Path pidFile) throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    }

    private static String eventually(JdbcClient jdbc) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return Objects.requireNonNull(jdbc.sql("select word from public.kept")
                        .query(String.class)
                        .single());
            } catch (DataAccessException away) {
                if (System.nanoTime() > until) throw away;
                Thread.sleep(200);
            }
        }
    }
}
