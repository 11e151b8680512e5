package dev.attune.sensors;

import dev.attune.signals.Modality;
import dev.attune.signals.Observation;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A recording of several streams of the Lab Streaming Layer on one clock: the first sample of any
/// stream that is read is media time 0.
///
/// The file is walked twice: for headers and clock offsets, then for the samples. The observations are
/// held in memory: about one a second and stream, and one per sample of a face.
final class XdfRecording implements SensorRecording {
    private final Path file;
    private final Predicate<Modality> permitted;
    private final Map<Integer, XdfStream> streams = new LinkedHashMap<>();
    private final Map<Integer, XdfSignals> read = new LinkedHashMap<>();
    private final Map<Integer, Double> begins = new HashMap<>(); // of streams that are read, before offsets
    private final List<String> leftAlone = new ArrayList<>();
    private final Queue<Observation> observations;

    /// @param permitted asked for each stream before its samples are looked at
    XdfRecording(Path file, Predicate<Modality> permitted) throws SensorFileException, IOException {
        this.file = file;
        this.permitted = permitted;
        walk(this::survey);
        if (read.isEmpty())
            throw new SensorFileException(
                    file,
                    "",
                    streams.isEmpty() ? "there is no stream in it." : String.join(" ", leftAlone),
                    "look at docs/sensors.md for the streams that are read.");
        streams.values().forEach(XdfStream::rewind);
        double zero = Double.POSITIVE_INFINITY;
        for (var begin : begins.entrySet())
            zero = Math.min(zero, stream(begin.getKey()).corrected(begin.getValue()));
        this.observations = new ArrayDeque<>(observations(zero));
    }

    @Override
    public @Nullable Observation next() {
        return observations.poll();
    }

    @Override
    public List<String> leftAlone() {
        return List.copyOf(leftAlone);
    }

    @Override
    public void close() {
        observations.clear();
    }

    private interface Visitor {
        void visit(XdfFile.Tag tag, ByteBuffer content);
    }

    /// @throws SensorFileException naming the byte at which a chunk that makes no sense begins
    private void walk(Visitor visitor) throws SensorFileException, IOException {
        try (var chunks = new XdfFile(file)) {
            for (XdfFile.Chunk chunk; (chunk = chunks.next()) != null; )
                try {
                    visitor.visit(chunk.tag(), chunk.content());
                } catch (BufferUnderflowException e) {
                    throw chunks.broken(chunk.position(), "a chunk is too short for what it says it holds");
                } catch (IllegalArgumentException e) {
                    throw chunks.broken(chunk.position(), String.valueOf(e.getMessage()));
                }
        }
    }

    private void survey(XdfFile.Tag tag, ByteBuffer content) {
        switch (tag) {
            case STREAM_HEADER -> {
                int id = content.getInt();
                var stream = XdfStream.of(
                        StandardCharsets.UTF_8.decode(content.slice()).toString());
                if (streams.putIfAbsent(id, stream) != null)
                    throw new IllegalArgumentException("two streams have the id " + id);
                meet(id, stream);
            }
            case SAMPLES -> {
                int id = content.getInt();
                if (!read.containsKey(id) || begins.containsKey(id)) return;
                var samples = stream(id).samples(content);
                if (!samples.isEmpty()) begins.put(id, samples.getFirst().time());
            }
            case CLOCK_OFFSET -> {
                var stream = stream(content.getInt());
                double collected = content.getDouble();
                stream.measuredClockOffset(collected, content.getDouble());
            }
            case FILE_HEADER, BOUNDARY, STREAM_FOOTER, UNKNOWN -> {}
        }
    }

    private void meet(int id, XdfStream stream) {
        var signals = XdfSignals.of(stream);
        if (signals == null)
            leftAlone.add("The stream '%s' of type '%s' is left alone: nothing known here is in it."
                    .formatted(stream.name(), stream.type()));
        else if (!permitted.test(signals.modality()))
            leftAlone.add("The stream '%s' is left alone: %s may not be read."
                    .formatted(stream.name(), signals.modality().id()));
        else read.put(id, signals);
    }

    /// In the order of media time.
    private List<Observation> observations(double zero) throws SensorFileException, IOException {
        var all = new ArrayList<Observation>();
        walk((tag, content) -> {
            if (tag != XdfFile.Tag.SAMPLES) return;
            int id = content.getInt();
            var signals = read.get(id);
            if (signals == null) return;
            var stream = stream(id);
            for (var sample : stream.samples(content)) {
                double seconds = Math.max(0, stream.corrected(sample.time()) - zero);
                signals.accept(Duration.ofNanos(Math.round(seconds * 1e9)), sample.values(), all);
            }
        });
        for (var signals : read.values()) signals.finish(all);
        all.sort(Comparator.comparing(Observation::at));
        return all;
    }

    private XdfStream stream(int id) {
        var stream = streams.get(id);
        if (stream == null) throw new IllegalArgumentException("the stream %d has no header".formatted(id));
        return stream;
    }
}
