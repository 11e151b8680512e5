package dev.attune.evaluation.text;

import dev.attune.text.TextReader;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// How fast words are read, warm.
///
/// @param perCpuSecond texts per second of processor time of one thread
/// @param perSecond texts per second of wall clock, all cores
/// @param medianMicros of one text, wall clock, one thread; `p99Micros` likewise
public record TextSpeed(int texts, double perCpuSecond, double perSecond, double medianMicros, double p99Micros) {

    /// Reads every text three times: to warm up, one by one, and on all cores.
    ///
    /// @param texts at least one
    public static TextSpeed of(TextReader reader, List<String> texts) throws InterruptedException {
        if (texts.isEmpty()) throw new IllegalArgumentException("there must be a text to read");
        texts.forEach(reader::read);
        var threads = ManagementFactory.getThreadMXBean();
        var nanos = new long[texts.size()];
        long cpu = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            reader.read(texts.get(i));
            nanos[i] = System.nanoTime() - start;
        }
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        Arrays.sort(nanos);
        return new TextSpeed(
                nanos.length,
                nanos.length / cpuSeconds,
                onAllCores(reader, texts),
                nanos[nanos.length / 2] / 1e3,
                nanos[(int) Math.min(nanos.length - 1, Math.ceil(0.99 * nanos.length))] / 1e3);
    }

    private static double onAllCores(TextReader reader, List<String> texts) throws InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        try (var workers = Executors.newFixedThreadPool(cores)) {
            long start = System.nanoTime();
            var parts = IntStream.range(0, cores)
                    .<Future<?>>mapToObj(core -> workers.submit(() -> {
                        for (int i = core; i < texts.size(); i += cores) reader.read(texts.get(i));
                    }))
                    .toList();
            for (var part : parts) part.get();
            return texts.size() / ((System.nanoTime() - start) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a text could not be read", e.getCause());
        }
    }
}
