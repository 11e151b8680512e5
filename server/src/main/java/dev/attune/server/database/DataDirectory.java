package dev.attune.server.database;

import dev.attune.server.startup.ExitCode;
import dev.attune.server.startup.StartFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The directory that holds everything this server keeps. Claimed by one process at a time.
///
/// The claim is a file lock: the operating system releases it even when the process is killed, so it never has to be
/// cleaned up by hand, and whoever holds it may end a database that an earlier, killed owner left running.
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "attune.lock";

    private final Path path;
    private final FileLock lock;

    private DataDirectory(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /// @throws StartFailure when the directory cannot be written or another Attune uses it
    static DataDirectory claim(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path.getParent());
            if (!Files.exists(path)) Files.createDirectory(path, readableByOwner("rwx------"));
            var channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var lock = lock(channel);
            if (lock == null) {
                channel.close();
                throw new StartFailure(ExitCode.DATA_DIRECTORY_IN_USE, """
                        The data directory %s is in use by another Attune (process %s).
                        Maybe stop that one first, or choose another directory with --data DIR.""".formatted(path, owner(path)));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataDirectory(path, lock);
        } catch (IOException e) {
            throw new StartFailure(ExitCode.DATA_DIRECTORY_UNUSABLE, """
                    The data directory %s cannot be used: %s.
                    Maybe check its owner and the free space, or choose another directory with --data DIR.""".formatted(path, e), e);
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /// The content of a file that only the owner may read; created from `first` when it does not exist yet.
    public String secret(String name, Supplier<String> first) throws IOException {
        Path file = path.resolve(name);
        if (!Files.exists(file)) {
            // written aside and moved, so that a kill in between cannot leave half a key
            Path fresh = path.resolve(name + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, readableByOwner("rw-------"));
            Files.writeString(fresh, first.get());
            try {
                Files.move(fresh, file);
            } catch (FileAlreadyExistsException e) {
                Files.delete(fresh);
            }
        }
        return Files.readString(file);
    }

    @Override
    public void close() {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            System.getLogger(DataDirectory.class.getName())
                    .log(System.Logger.Level.WARNING, "could not release " + path.resolve(LOCK), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) { // the other Attune lives in this very process
            return null;
        }
    }

    private static String owner(Path path) {
        try {
            return Files.readString(path.resolve(LOCK));
        } catch (IOException e) {
            return "unknown";
        }
    }

    static FileAttribute<?>[] readableByOwner(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0]; // Windows: the user's profile is private already
    }
}
