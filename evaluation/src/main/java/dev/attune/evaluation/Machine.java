package dev.attune.evaluation;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The machine a benchmark ran on; figures without it mean nothing.
///
/// @param loadAverage of the last minute before the run; above 0 means that other work took part of
///     the machine. Negative where the system does not tell
public record Machine(String processor, int cores, String system, String java, double loadAverage) {

    public static Machine here() {
        return new Machine(
                line(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch", "unknown")),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /// The most memory this process ever had resident, in bytes; empty where the system does not tell.
    public static Optional<Long> peakResidentBytes() {
        return line(Path.of("/proc/self/status"), "VmHWM")
                .map(text -> Long.parseLong(text.replaceAll("\\D", "")) * 1024); // given in kB
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s, %d cores, %s, %s, load average %.1f", processor, cores, system, java, loadAverage);
    }

    private static Optional<String> line(Path file, String name) {
        if (!Files.isReadable(file)) return Optional.empty();
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // the system has the file but does not let us look
        }
    }
}
