package dev.attune.server.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Run by the build when the jar is packed: starts the server once on a new data directory, lets Java write down what
/// it loaded, and keeps the database as it was made, before anybody did anything. Real starts begin from both. A build
/// on a machine where the server cannot start leaves neither and is told why.
public final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofMinutes(5); // a start and a dump on a slow, busy machine

    /// Parts of a data directory that hold no secret of it.
    private static final List<String> KEPT = List.of("postgres-binaries", "postgres");

    private Rehearsal() {}

    /// @param arguments the jar
    public static void main(String[] arguments) throws InterruptedException {
        Path jar = Path.of(arguments[0]);
        try {
            if (isFresh(jar)) return;
            on(jar);
            System.out.println("Rehearsed the start: " + ClassCache.beside(jar) + ", " + databaseOf(jar));
        } catch (IOException e) {
            System.out.println("No rehearsal, the server will start more slowly: " + e.getMessage());
        }
    }

    /// Where the database that was made when `jar` was packed lies; it may be missing.
    public static Path databaseOf(Path jar) {
        return ClassCache.beside(jar, ".database");
    }

    /// Whether the cache is younger than everything it was made of.
    private static boolean isFresh(Path jar) throws IOException {
        Path cache = ClassCache.beside(jar);
        if (!Files.isRegularFile(cache) || !Files.isDirectory(databaseOf(jar))) return false;
        var made = Files.getLastModifiedTime(cache);
        if (Files.getLastModifiedTime(jar).compareTo(made) > 0) return false;
        try (var libraries = Files.newDirectoryStream(jar.resolveSibling("lib"))) {
            for (var library : libraries) if (Files.getLastModifiedTime(library).compareTo(made) > 0) return false;
        }
        return true;
    }

    /// Leaves the cache and the database beside the jar, or nothing.
    static void on(Path jar) throws IOException, InterruptedException {
        Path cache = jar.resolveSibling(jar.getFileName() + ".aot.part");
        Path folder = jar.toAbsolutePath().getParent(); // where what is kept can be moved and need not be copied
        Files.deleteIfExists(ClassCache.beside(jar));
        delete(databaseOf(jar)); // or the start would begin from it
        Path data = Files.createTempDirectory(folder, "rehearsal");
        try {
            run(jar, cache, data);
            if (!Files.isRegularFile(cache)) throw new IOException("Java wrote no cache");
            keepDatabase(data, databaseOf(jar));
            Files.move(cache, ClassCache.beside(jar), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(cache);
            delete(data);
        }
    }

    private static void keepDatabase(Path data, Path target) throws IOException {
        if (Files.exists(data.resolve("postgres/postmaster.pid")))
            throw new IOException("PostgreSQL was not stopped in " + data);
        Path whole = Files.createDirectory(data.resolve("kept"));
        for (var part : KEPT) if (Files.exists(data.resolve(part))) Files.move(data.resolve(part), whole.resolve(part));
        Files.move(whole, target);
    }

    private static void run(Path jar, Path cache, Path data) throws IOException, InterruptedException {
        var server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:AOTCacheOutput=" + cache,
                        ClassCache.QUIET_PROTOBUF,
                        "-jar",
                        jar.toString(),
                        "--port=0",
                        "--data=" + data)
                .redirectErrorStream(true)
                .start();
        String last = "";
        boolean ready = false;
        try (var output = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = output.readLine()) != null; last = line) {
                if (!line.startsWith("ATTUNE READY")) continue;
                ready = true;
                server.toHandle().destroy(); // unlike Process.destroy this leaves the output open
            }
            if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                throw new IOException("no end after " + PATIENCE.toMinutes() + " minutes");
        } finally {
            server.destroyForcibly();
        }
        if (!ready) throw new IOException("the server did not start: " + last);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
