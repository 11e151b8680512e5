package dev.attune.server.database;

import dev.attune.server.startup.Rehearsal;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the build left beside the jar so that a first start need not unpack PostgreSQL, make a database and lay out its
/// tables again: the programs, and a database in which a server has started once and nobody has done anything.
///
/// @param folder holds `postgres-binaries` and `postgres`, named as in a data directory
record PreparedDatabase(Path folder) {
    static final String PROGRAMS = "postgres-binaries";
    static final String FILES = "postgres";

    /// Beside the jar this class comes from; classes from a folder have none.
    static Optional<PreparedDatabase> besideJar() {
        var source = PreparedDatabase.class.getProtectionDomain().getCodeSource();
        if (source == null || !source.getLocation().getPath().endsWith(".jar")) return Optional.empty();
        try {
            return in(Rehearsal.databaseOf(Path.of(source.getLocation().toURI())));
        } catch (URISyntaxException e) {
            return Optional.empty(); // a slower start is still a start
        }
    }

    /// @param folder may be missing: then there is nothing prepared
    static Optional<PreparedDatabase> in(Path folder) {
        return Files.isDirectory(folder.resolve(PROGRAMS)) && Files.isDirectory(folder.resolve(FILES))
                ? Optional.of(new PreparedDatabase(folder))
                : Optional.empty();
    }

    Path programs() {
        return folder.resolve(PROGRAMS);
    }

    /// Copies the database; when this returns, every file is on disk and only `password` opens it.
    ///
    /// @param target not there yet
    void copyTo(Path target, String password) throws IOException {
        Path source = folder.resolve(FILES);
        var copies = new ArrayList<Path>();
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                // PostgreSQL refuses files that others can read, whatever an archive made of the rights on its way here
                Files.createDirectory(
                        target.resolve(source.relativize(directory)), DataDirectory.readableByOwner("rwx------"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = target.resolve(source.relativize(file));
                Files.copy(file, copy);
                copies.add(copy);
                return FileVisitResult.CONTINUE;
            }
        });
        writeThrough(target, copies);
        changePassword(target, password);
    }

    /// PostgreSQL makes durable what it writes itself, not what was there before it.
    private static void writeThrough(Path folder, List<Path> files) throws IOException {
        if (System.getProperty("os.name").equals("Linux") && syncFileSystem(folder)) return;
        for (var file : files)
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
    }

    /// In one go: more than a thousand files, one after the other, take seconds while a server starts beside.
    private static boolean syncFileSystem(Path folder) throws IOException {
        try {
            return new ProcessBuilder("sync", "-f", folder.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) { // no such program
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the database was copied", e);
        }
    }

    /// Without a server that listens: until now the password was that of the build.
    private void changePassword(Path files, String password) throws IOException {
        if (!password.matches("[0-9a-f]+"))
            throw new IllegalArgumentException("a password of other characters than 0-9a-f");
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses root
        command.addAll(List.of(program().toString(), "--single", "-D", files.toString(), "postgres"));
        var postgres = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = postgres.getInputStream()) {
            tell(postgres, "alter role postgres password '%s'\n".formatted(password));
            var said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            if (postgres.waitFor() != 0 || said.contains("ERROR"))
                throw new IOException("PostgreSQL did not take its password: " + said.replace(password, "..."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL took its password", e);
        } finally {
            postgres.destroyForcibly(); // ended already, unless something broke
        }
    }

    private static void tell(Process postgres, String command) {
        try (var in = postgres.outputWriter(StandardCharsets.US_ASCII)) {
            in.write(command);
        } catch (IOException e) {
            // it ended without listening: what it said tells why
        }
    }

    private Path program() throws IOException {
        try (var unpacked = Files.newDirectoryStream(programs(), "PG-*")) {
            for (var version : unpacked)
                for (var name : List.of("postgres", "postgres.exe"))
                    if (Files.isExecutable(version.resolve("bin").resolve(name)))
                        return version.resolve("bin").resolve(name);
        }
        throw new IOException("no PostgreSQL in " + programs());
    }
}
