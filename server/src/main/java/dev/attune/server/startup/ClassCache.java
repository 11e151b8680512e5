package dev.attune.server.startup;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The ahead-of-time cache of loaded, linked and profiled classes (JEP 483, 514, 515) that the build leaves beside the
/// jar. With it a start costs about half the processor time.
///
/// A jar cannot ask for flags of its own Java, so the process replaces itself, once and at once, by the same command
/// with the flags added: same process id, same terminal, same environment. Where that is not possible (not Linux, no
/// cache, a debugger or agent listens, flags of the same kind given) the start goes on as it is.
public final class ClassCache {
    /// Protobuf, below CEL, still uses `Unsafe`; given at training too, because a cache fits only its own flags.
    static final String QUIET_PROTOBUF = "--sun-misc-unsafe-memory-access=allow";

    /// A decision is due within 5 ms and a live estimate too; left alone, the collector of garbage aims at pauses of
    /// 200 ms and takes 75 to 160 of them. Whoever gives another number comes later on the line and is heard.
    private static final String SHORT_PAUSES = "-XX:MaxGCPauseMillis=10";

    /// What outlives two collections stays for minutes: sessions, people, keys. To copy it fifteen times over before it
    /// counts as old, as by default, makes every pause longer.
    private static final String SOON_OLD = "-XX:MaxTenuringThreshold=2";

    private static final Path OWN_COMMAND = Path.of("/proc/self/cmdline");
    private static final Path OWN_PROGRAM = Path.of("/proc/self/exe");

    /// Whoever gives one of these has plans of their own.
    private static final List<String> LEAVE_ALONE =
            List.of("-XX:AOT", "-XX:SharedArchiveFile", "-Xshare", "-agent", "-javaagent", "-Xdebug");

    private ClassCache() {}

    /// Where the cache of `jar` lies.
    static Path beside(Path jar) {
        return beside(jar, ".aot");
    }

    static Path beside(Path jar, String ending) {
        String name = jar.getFileName().toString();
        return jar.resolveSibling(name.substring(0, name.length() - ".jar".length()) + ending);
    }

    /// Call first of all. Does not return when the process could be replaced.
    public static void use() {
        String classPath = System.getProperty("java.class.path", "");
        if (!classPath.endsWith(".jar") || !Files.isReadable(OWN_COMMAND)) return;
        try {
            Path cache = beside(Path.of(classPath));
            if (Files.isRegularFile(cache)) replace(command(Files.readAllBytes(OWN_COMMAND), cache));
        } catch (IOException | RuntimeException e) {
            // a slower start is still a start
        }
    }

    /// The arguments as bytes, because nobody knows their encoding; empty when they should stay as they are.
    private static List<byte[]> command(byte[] own, Path cache) {
        var arguments = new ArrayList<byte[]>();
        int start = 0;
        for (int i = 0; i < own.length; i++) {
            if (own[i] != 0) continue;
            arguments.add(Arrays.copyOfRange(own, start, i));
            start = i + 1;
        }
        for (var argument : arguments) {
            String text = new String(argument, StandardCharsets.ISO_8859_1);
            if (text.equals("-jar")) break; // what follows is meant for the server
            if (LEAVE_ALONE.stream().anyMatch(text::startsWith)) return List.of();
        }
        // A cache made by another Java is passed over; silently, the start is only slower.
        arguments.addAll(
                1,
                List.of(
                        ("-XX:AOTCache=" + cache).getBytes(StandardCharsets.UTF_8),
                        QUIET_PROTOBUF.getBytes(StandardCharsets.US_ASCII),
                        SHORT_PAUSES.getBytes(StandardCharsets.US_ASCII),
                        SOON_OLD.getBytes(StandardCharsets.US_ASCII),
                        "-Xlog:aot*=off".getBytes(StandardCharsets.US_ASCII),
                        "-Xlog:cds*=off".getBytes(StandardCharsets.US_ASCII)));
        return arguments;
    }

    private static void replace(List<byte[]> command) throws IOException {
        if (command.isEmpty()) return;
        byte[] program = Files.readSymbolicLink(OWN_PROGRAM).toString().getBytes(StandardCharsets.UTF_8);
        var linker = Linker.nativeLinker();
        var execv = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("execv"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var vector = arena.allocate(ValueLayout.ADDRESS, command.size() + 1L); // ends with a null pointer
            for (int i = 0; i < command.size(); i++)
                vector.setAtIndex(ValueLayout.ADDRESS, i, text(arena, command.get(i)));
            int unused = (int) execv.invokeExact(text(arena, program), vector); // returns only when it failed
        } catch (Throwable e) {
            throw new IOException("the process could not be replaced", e);
        }
    }

    private static MemorySegment text(Arena arena, byte[] bytes) {
        return arena.allocateFrom(ValueLayout.JAVA_BYTE, Arrays.copyOf(bytes, bytes.length + 1));
    }
}
