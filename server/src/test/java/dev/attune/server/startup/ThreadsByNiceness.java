package dev.attune.server.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Started by [OptimisingCompilerTest]: says how nice its compilers and its own thread are, before and after.
final class ThreadsByNiceness {
    private static final int NICE = 19; // proc_pid_stat(5)

    private ThreadsByNiceness() {}

    public static void main(String[] arguments) throws IOException {
        say("before");
        OptimisingCompiler.giveWay();
        say("after");
    }

    private static void say(String when) throws IOException {
        try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (var thread : threads) {
                String name = Files.readString(thread.resolve("comm")).strip();
                if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp"))
                    System.out.println(when + " " + name.substring(0, 2) + "=" + niceness(thread));
            }
        }
        System.out.println(when + " main=" + niceness(Path.of("/proc/thread-self")));
    }

    /// The second field is a name that may hold spaces, in parentheses.
    private static int niceness(Path thread) throws IOException {
        String stat = Files.readString(thread.resolve("stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE - 3]);
    }
}
