package dev.attune.server.startup;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/// The compiler within Java that makes hot code fast (C2). On two processors it takes half of a start's processor time,
/// mostly for code that is hot only then, and holds up what is waited for.
public final class OptimisingCompiler {
    /// As of `nice`, above what the process has: a third of the share of another thread that wants the same processor,
    /// all that is left where none does. It cannot be taken back without a privilege, so a server at its limit gets
    /// fast code later, and must still get it.
    static final int NICER_BY = 5;

    private static final Path THREADS = Path.of("/proc/self/task");
    private static final String NAME = "C2 CompilerThre"; // Linux keeps 15 letters
    private static final int PRIO_PROCESS = 0; // on Linux the priority of one thread

    private OptimisingCompiler() {}

    /// Lets the threads that answer go first. Only on Linux, which has priorities of single threads; what comes later
    /// of its kind inherits it.
    public static void giveWay() {
        if (!Files.isDirectory(THREADS)) return;
        try (var threads = Files.newDirectoryStream(THREADS)) {
            for (var thread : threads)
                if (Files.readString(thread.resolve("comm")).startsWith(NAME))
                    makeNicer(Integer.parseInt(thread.getFileName().toString()));
        } catch (IOException | RuntimeException e) {
            // a slower start is still a start
        }
    }

    private static void makeNicer(int thread) throws IOException {
        var linker = Linker.nativeLinker();
        var find = linker.defaultLookup();
        var getPriority = linker.downcallHandle(
                find.findOrThrow("getpriority"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        var setPriority = linker.downcallHandle(
                find.findOrThrow("setpriority"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int niceness = (int) getPriority.invokeExact(PRIO_PROCESS, thread);
            int unused = (int) setPriority.invokeExact(PRIO_PROCESS, thread, niceness + NICER_BY); // 19 at most
        } catch (Throwable e) {
            throw new IOException("the priority could not be set", e);
        }
    }
}
