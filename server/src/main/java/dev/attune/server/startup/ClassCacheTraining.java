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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Run by the build when the jar is packed: starts the server once on a throw-away data directory, and lets Java write
/// down what it loaded. A build on a machine where the server cannot start gets no cache and is told why.
final class ClassCacheTraining {
    private static final Duration PATIENCE = Duration.ofMinutes(5); // a start and a dump on a slow, busy machine

    private ClassCacheTraining() {}

    /// @param arguments the jar
    public static void main(String[] arguments) throws InterruptedException {
        Path jar = Path.of(arguments[0]);
        try {
            if (isFresh(jar)) return;
            train(jar);
            System.out.println("Class cache: " + ClassCache.beside(jar));
        } catch (IOException e) {
            System.out.println("No class cache, the server will start more slowly: " + e.getMessage());
        }
    }

    /// Whether the cache is younger than everything it was made of.
    private static boolean isFresh(Path jar) throws IOException {
        Path cache = ClassCache.beside(jar);
        if (!Files.isRegularFile(cache)) return false;
        var made = Files.getLastModifiedTime(cache);
        if (Files.getLastModifiedTime(jar).compareTo(made) > 0) return false;
        try (var libraries = Files.newDirectoryStream(jar.resolveSibling("lib"))) {
            for (var library : libraries) if (Files.getLastModifiedTime(library).compareTo(made) > 0) return false;
        }
        return true;
    }

    /// Leaves the cache beside the jar, or nothing.
    static void train(Path jar) throws IOException, InterruptedException {
        Path unfinished = jar.resolveSibling(jar.getFileName() + ".aot.part");
        Path data = Files.createTempDirectory("attune-training");
        Files.deleteIfExists(ClassCache.beside(jar));
        try {
            run(jar, unfinished, data);
            if (!Files.isRegularFile(unfinished)) throw new IOException("Java wrote none");
            Files.move(unfinished, ClassCache.beside(jar), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
            delete(data);
        }
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
