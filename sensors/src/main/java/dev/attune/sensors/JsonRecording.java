package dev.attune.sensors;

import dev.attune.signals.Observation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// Objects in a file of JSON lines or in one array, each of which is an observation. Memory does not
/// grow with the file.
final class JsonRecording implements SensorRecording {
    private final Path file;
    private final Function<JsonNode, Observation> reader;
    private final String advice;
    private final MappingIterator<JsonNode> objects;
    private @Nullable Duration last;

    /// @param reader throws IllegalArgumentException for an object that is none of its kind
    /// @param advice what an object looks like
    JsonRecording(Path file, Function<JsonNode, Observation> reader, String advice)
            throws SensorFileException, IOException {
        this.file = file;
        this.reader = reader;
        this.advice = advice;
        var in = new BufferedInputStream(Files.newInputStream(file));
        try {
            this.objects = JsonMapper.shared().readerFor(JsonNode.class).readValues(in);
        } catch (JacksonException e) { // it looks at the first bytes
            in.close();
            if (e instanceof JacksonIOException)
                throw new IOException(file + " cannot be read: " + e.getOriginalMessage(), e);
            throw SensorFileException.inLine(file, 1, "not JSON: " + e.getOriginalMessage(), advice);
        }
    }

    @Override
    public @Nullable Observation next() throws SensorFileException {
        try {
            if (!objects.hasNextValue()) return null;
            var observation = reader.apply(objects.nextValue());
            if (last != null && observation.at().compareTo(last) < 0)
                throw new IllegalArgumentException("media time runs back, from %d ms to %d ms"
                        .formatted(last.toMillis(), observation.at().toMillis()));
            last = observation.at();
            return observation;
        } catch (JacksonException e) {
            throw SensorFileException.inLine(file, line(), "not JSON: " + e.getOriginalMessage(), advice);
        } catch (IllegalArgumentException e) {
            throw SensorFileException.inLine(file, line(), e.getMessage() + ".", advice);
        }
    }

    @Override
    public List<String> leftAlone() {
        return List.of();
    }

    @Override
    public void close() {
        objects.close();
    }

    private long line() {
        return Math.max(1, objects.currentLocation().getLineNr());
    }
}
