package dev.attune.server.startup;

import java.util.Arrays;

/// Started from a jar by [RehearsalTest]: says how it was started, then waits for its end.
final class PretendedServer {
    private PretendedServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        ClassCache.use();
        String cache = java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:AOTCache="))
                .map(argument -> argument.substring("-XX:AOTCache=".length()))
                .findFirst()
                .orElse("none");
        System.out.println("cache=" + cache);
        System.out.println("process=" + ProcessHandle.current().pid());
        System.out.println("colour=" + System.getProperty("colour"));
        System.out.println("arguments=" + Arrays.toString(arguments));
        System.out.println("ATTUNE READY");
        if (!Arrays.asList(arguments).contains("--stop")) Thread.sleep(Long.MAX_VALUE);
    }
}
