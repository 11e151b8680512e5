package dev.attune.sensors;

import dev.attune.signals.Observation;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The observations of one file. Contract:
/// 1. `next` until null; media times never decrease.
/// 2. `leftAlone` may grow until then.
/// 3. `close` always.
public interface SensorRecording extends AutoCloseable {
    /// Null at the end.
    @Nullable
    Observation next() throws SensorFileException, IOException;

    /// What of the file is not read, and why, in words; empty when everything is.
    List<String> leftAlone();

    @Override
    void close() throws IOException;
}
