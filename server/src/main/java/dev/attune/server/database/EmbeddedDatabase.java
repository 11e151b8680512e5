package dev.attune.server.database;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.attune.server.startup.ExitCode;
import dev.attune.server.startup.StartFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL that comes with Attune, in the data directory, on a free port of the loopback interface.
///
/// The library behind it is made for tests and starts PostgreSQL without `fsync`; here every commit is durable.
/// Only who can read the data directory knows the password. Starting happens beside the start of everything else;
/// [#address()] waits for it. When the PostgreSQL process dies it is started again on the same port, where the
/// connection pool finds it.
final class EmbeddedDatabase implements DatabaseServer {
    private static final System.Logger LOG = System.getLogger(EmbeddedDatabase.class.getName());
    private static final String USER = "postgres";
    private static final int FREE_PORT = 0;
    private static final Duration START_LIMIT = Duration.ofSeconds(60); // a first start took 24 s on a busy machine
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration RESTART_PAUSE = Duration.ofMillis(500);

    private final DataDirectory directory;
    private final Optional<PreparedDatabase> prepared;
    private final String password;
    private final CompletableFuture<EmbeddedPostgres> first = new CompletableFuture<>();
    private final Object changing = new Object();
    private @Nullable EmbeddedPostgres running; // guarded by changing, as is closed
    private boolean closed;

    /// Begins to start and returns at once.
    ///
    /// @param directory claimed by this process, so a PostgreSQL found running in it has lost its owner
    EmbeddedDatabase(DataDirectory directory) {
        this(directory, PreparedDatabase.besideJar());
    }

    /// @param prepared what a first start copies, instead of making it
    EmbeddedDatabase(DataDirectory directory, Optional<PreparedDatabase> prepared) {
        this.directory = directory;
        this.prepared = prepared;
        this.password = password(directory);
        Thread.ofPlatform().daemon().name("postgres-start").start(this::startFirst);
    }

    @Override
    public Address address() {
        try {
            var postgres = first.join();
            return address(postgres.getPort(), password);
        } catch (CompletionException e) {
            throw new StartFailure(
                    ExitCode.DATABASE_UNAVAILABLE, """
                    The built-in PostgreSQL in %s did not start: %s
                    %sMaybe the disk is full; or use another PostgreSQL with attune.database.url.""".formatted(postgresFiles(), e.getCause(), lastWords()), e);
        }
    }

    static Address address(int port, String password) {
        return new Address("jdbc:postgresql://localhost:%d/postgres".formatted(port), USER, password);
    }

    @Override
    public void close() {
        synchronized (changing) {
            if (closed) return;
            closed = true;
            if (running != null) stop(running);
            running = null;
        }
    }

    private void startFirst() {
        synchronized (changing) {
            if (closed) return;
            try {
                setAsideHalfMadeFiles();
                endOrphan();
                if (prepared.isPresent() && !Files.exists(postgresFiles()))
                    prepared.get().copyTo(postgresFiles(), password);
                running = start(FREE_PORT);
                if (!Files.exists(finishedMarker())) Files.createFile(finishedMarker());
                watch(running);
                first.complete(running);
            } catch (IOException | RuntimeException e) {
                first.completeExceptionally(e);
            }
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        Path passwordFile = directory.resolve("database-password");
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs().toFile())
                .setDataDirectory(postgresFiles())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it would run beside ours and stop the database under the last writes
                .setPort(port)
                .setPGStartupWait(START_LIMIT)
                .setLocaleConfig("locale", "C") // the same order of text on every machine
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setConnectConfig("password", password)
                .setDataDirectoryCustomizer(EmbeddedDatabase::demandPassword)
                .setServerConfig("fsync", "on") // the library's default is off
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("wal_init_zero", "off") // else every 16 MB of log all commits wait for 16 MB of zeros
                .setServerConfig("shared_buffers", "512MB") // the random ids of some ten million events
                .setServerConfig("max_wal_size", "2GB") // after each checkpoint every page goes to the log whole, once
                .setServerConfig("bgwriter_delay", "20ms") // else whoever stores must write pages to disk to get room
                .setServerConfig("bgwriter_lru_maxpages", "1000")
                .setServerConfig("max_connections", "40")
                .setServerConfig("log_checkpoints", "off") // keeps postgres.log to what matters
                .setServerConfig("log_error_verbosity", "terse") // the detail of an error quotes the row
                .setServerConfig("unix_socket_directories", "") // loopback only; no socket in a shared directory
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    /// `initdb` lets every local user in; this file does not.
    private static void demandPassword(File postgresFiles) {
        try {
            Files.writeString(postgresFiles.toPath().resolve("pg_hba.conf"), """
                    host all all 127.0.0.1/32 scram-sha-256
                    host all all ::1/128      scram-sha-256
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The PostgreSQL of an Attune that was killed lives on and holds the files.
    private void endOrphan() throws IOException {
        var orphan = postmaster();
        if (orphan.isEmpty()) return;
        LOG.log(
                WARNING,
                "ending PostgreSQL process {0}, left behind by an Attune that was killed",
                orphan.get().pid());
        orphan.get().destroy();
        try {
            orphan.get().onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) { // a stuck client; what was committed is in the log on disk
            orphan.get().destroyForcibly();
            orphan.get().onExit().join();
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException(
                    "could not wait for PostgreSQL process " + orphan.get().pid(), e);
        }
    }

    /// The process named by `postmaster.pid`, unless that number now belongs to another program.
    private Optional<ProcessHandle> postmaster() throws IOException {
        Path pidFile = postgresFiles().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) return Optional.empty();
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        return ProcessHandle.of(pid).filter(this::servesOurFiles);
    }

    private boolean servesOurFiles(ProcessHandle process) {
        var program = process.info().command().map(Path::of).map(Path::getFileName);
        if (program.isEmpty() || !program.get().toString().startsWith("postgres")) return false;
        return process.info()
                .arguments() // unknown on some systems; then the name has to do
                .map(arguments ->
                        Arrays.asList(arguments).contains(postgresFiles().toString()))
                .orElse(true);
    }

    /// A kill during the very first start leaves files without any data of ours, which PostgreSQL refuses.
    private void setAsideHalfMadeFiles() throws IOException {
        if (!Files.exists(postgresFiles()) || Files.exists(finishedMarker())) return;
        for (int n = 1; ; n++) {
            Path aside = directory.resolve("postgres.incomplete-" + n);
            if (Files.exists(aside)) continue;
            endOrphan();
            Files.move(postgresFiles(), aside);
            LOG.log(WARNING, "an earlier first start was interrupted; its files are now in {0}", aside);
            return;
        }
    }

    private void watch(EmbeddedPostgres postgres) throws IOException {
        postmaster()
                .ifPresent(process -> process.onExit()
                        .thenRun(() -> Thread.ofPlatform()
                                .daemon()
                                .name("postgres-restart")
                                .start(() -> restart(postgres))));
    }

    private void restart(EmbeddedPostgres ended) {
        while (true) {
            synchronized (changing) {
                if (closed) return;
                LOG.log(
                        WARNING,
                        "PostgreSQL ended unexpectedly; starting it again on port {0,number,#}",
                        ended.getPort());
                stop(ended); // lets go of the library's own lock
                try {
                    running = start(ended.getPort());
                    watch(running);
                    return;
                } catch (IOException | RuntimeException e) {
                    LOG.log(ERROR, "PostgreSQL does not start again", e);
                }
            }
            try {
                Thread.sleep(RESTART_PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.log(WARNING, "PostgreSQL did not stop cleanly; it recovers at the next start", e);
        }
    }

    private static String password(DataDirectory directory) {
        try {
            return directory.secret("database-password", () -> {
                var bytes = new byte[24];
                new SecureRandom().nextBytes(bytes);
                return HexFormat.of().formatHex(bytes);
            });
        } catch (IOException e) {
            throw new StartFailure(
                    ExitCode.DATA_DIRECTORY_UNUSABLE,
                    "The data directory %s cannot be written: %s".formatted(directory.path(), e),
                    e);
        }
    }

    private String lastWords() {
        try {
            var lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size())) + "\n";
        } catch (IOException e) {
            return ""; // it ended before it could say anything
        }
    }

    private Path programs() {
        return prepared.map(PreparedDatabase::programs).orElse(directory.resolve(PreparedDatabase.PROGRAMS));
    }

    private Path postgresFiles() {
        return directory.resolve(PreparedDatabase.FILES);
    }

    private Path finishedMarker() {
        return directory.resolve("postgres.initialised");
    }

    private Path log() {
        return directory.resolve("postgres.log");
    }
}
