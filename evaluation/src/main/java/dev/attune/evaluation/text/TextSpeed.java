package dev.attune.evaluation.text;

import dev.attune.text.TextReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// How fast words are read, warm.
///
/// @param reads texts that were read one by one, the same ones several times over
/// @param perCpuSecond texts per second of processor time of one thread
/// @param perSecond texts per second of wall clock, all cores
/// @param medianMicros of one text, wall clock, one thread; `p99Micros` likewise
public record TextSpeed(int reads, double perCpuSecond, double perSecond, double medianMicros, double p99Micros) {

    /// Reads the texts in three phases: on all cores to warm up, one by one, and on all cores.
    ///
    /// @param texts at least one
    /// @param phase how long each phase lasts at least; all texts are read at least once in it
    public static TextSpeed of(TextReader reader, List<String> texts, Duration phase) throws InterruptedException {
        if (texts.isEmpty()) throw new IllegalArgumentException("there must be a text to read");
        onAllCores(reader, texts, phase);
        var threads = ManagementFactory.getThreadMXBean();
        var passes = new ArrayList<long[]>(); // nanoseconds of each text
        long begin = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        do {
            var nanos = new long[texts.size()];
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                reader.read(texts.get(i));
                nanos[i] = System.nanoTime() - start;
            }
            passes.add(nanos);
        } while (System.nanoTime() - begin < phase.toNanos());
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        var nanos = passes.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new TextSpeed(
                nanos.length,
                nanos.length / cpuSeconds,
                onAllCores(reader, texts, phase),
                nanos[nanos.length / 2] / 1e3,
                nanos[(int) Math.min(nanos.length - 1, Math.ceil(0.99 * nanos.length))] / 1e3);
    }

    /// Each core reads its share of the texts, over and over.
    ///
    /// @return texts a second
    private static double onAllCores(TextReader reader, List<String> texts, Duration phase)
            throws InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        try (var workers = Executors.newFixedThreadPool(cores)) {
            long start = System.nanoTime();
            var parts = IntStream.range(0, cores)
                    .<Future<Long>>mapToObj(core -> workers.submit(() -> {
                        long reads = 0;
                        do {
                            for (int i = core; i < texts.size(); i += cores, reads++) reader.read(texts.get(i));
                        } while (System.nanoTime() - start < phase.toNanos());
                        return reads;
                    }))
                    .toList();
            long reads = 0;
            for (var part : parts) reads += part.get();
            return reads / ((System.nanoTime() - start) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a text could not be read", e.getCause());
        }
    }
}
