package dev.attune.sensors;

import java.nio.file.Path;

/// A recording of a sensor or tool that cannot be read. The message names the file, the place in it,
/// and what to try.
public final class SensorFileException extends Exception {
    private static final long serialVersionUID = 1;

    SensorFileException(Path file, String place, String problem, String advice) {
        super("%s%s: %s%nMaybe %s".formatted(file.getFileName(), place.isEmpty() ? "" : ", " + place, problem, advice));
    }

    static SensorFileException inLine(Path file, long line, String problem, String advice) {
        return new SensorFileException(file, "line " + line, problem, advice);
    }
}
