package dev.attune.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The server's jar unpacked, beside an ahead-of-time cache of its loaded and linked classes (JEP 483 and 514). Made
/// once for each built jar; a start then costs about half the processor time. Whenever it cannot be made, the jar
/// itself
/// is started.
final class QuickStart {
    private static final Duration PATIENCE = Duration.ofMinutes(3); // a start and a dump on a slow, busy machine

    /// A zip file ends with its directory, which holds a checksum of every entry: enough to tell two builds apart. The
    /// jar's date is the same for every build.
    private static final int DIRECTORY_BYTES = 256 * 1024;

    private final Path jar;
    private final Path work;

    /// @param work a folder of ours to keep it in
    QuickStart(Path jar, Path work) {
        this.jar = jar;
        this.work = work;
    }

    /// What to give to `java` to start the server; the first call for a jar takes about half a minute.
    ///
    /// @param err told what is waited for
    List<String> javaArguments(PrintWriter err) throws InterruptedException {
        try {
            var folder = work.resolve("server-" + identity());
            var cache = folder.resolve("attune.aot");
            if (!Files.isRegularFile(cache)) {
                err.println("Preparing a quick start of the server (once after each build, about half a minute).");
                err.flush();
                prepare(folder, cache);
            }
            return List.of(
                    "-XX:AOTCache=" + cache,
                    "-jar",
                    folder.resolve(jar.getFileName()).toString());
        } catch (IOException e) {
            err.println("No quick start could be prepared (%s); starting the usual way.".formatted(e.getMessage()));
            return List.of("-jar", jar.toString());
        }
    }

    private String identity() throws IOException {
        try (var file = new RandomAccessFile(jar.toFile(), "r")) {
            long size = file.length();
            var end = new byte[(int) Math.min(size, DIRECTORY_BYTES)];
            file.seek(size - end.length);
            file.readFully(end);
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(Long.toString(size).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(end), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void prepare(Path folder, Path cache) throws IOException, InterruptedException {
        Files.createDirectories(work);
        try (var earlier = Files.newDirectoryStream(work, "server-*")) {
            for (var builtBefore : earlier) Folders.delete(builtBefore);
        }
        var unfinished = folder.resolve("attune.aot.part");
        try {
            run(List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", folder.toString()));
            train(folder.resolve(jar.getFileName()), unfinished);
            Files.move(unfinished, cache);
        } catch (IOException e) {
            Folders.delete(folder);
            throw e;
        }
    }

    /// Starts the server once on a throw-away data folder; Java writes the cache when it ends.
    private static void train(Path unpacked, Path cache) throws IOException, InterruptedException {
        var data = Files.createTempDirectory("attune-training");
        try {
            var server = java(
                    List.of("-XX:AOTCacheOutput=" + cache, "-jar", unpacked.toString(), "--port=0", "--data=" + data));
            try (var output =
                    new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line; (line = output.readLine()) != null; )
                    if (line.startsWith("ATTUNE READY"))
                        server.toHandle().destroy(); // unlike Process.destroy this leaves the output open
                await(server);
            } finally {
                server.destroyForcibly();
            }
        } finally {
            Folders.delete(data);
        }
        if (!Files.isRegularFile(cache)) throw new IOException("the server ended without writing its class cache");
    }

    private static void run(List<String> arguments) throws IOException, InterruptedException {
        var process = java(arguments);
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        int status = await(process);
        if (status != 0) throw new IOException("unpacking the server ended with status " + status);
    }

    private static Process java(List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServerProcess.JAVA_FLAGS); // the cache fits only the flags it was made with
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static int await(Process process) throws IOException, InterruptedException {
        if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) return process.exitValue();
        process.destroyForcibly();
        throw new IOException("no end after " + PATIENCE.toMinutes() + " minutes");
    }
}
