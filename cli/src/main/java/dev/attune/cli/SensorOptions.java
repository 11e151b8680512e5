package dev.attune.cli;

import dev.attune.sensors.SensorFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What [AnalyzeCommand] must know of recordings of sensors and other tools; a mixin.
final class SensorOptions {
    /// What such recordings are called; other files are not looked into.
    private static final Set<String> EXTENSIONS = Set.of("xdf", "csv", "jsonl", "ndjson", "json");

    @Option(
            names = "--format",
            paramLabel = "NAME",
            converter = FormatConverter.class,
            description = "What wrote a file of readings where it is not recognised: xdf, physiology, blendshapes,"
                    + " live-link-face, openface, py-feat, mediapipe or human.")
    private @Nullable SensorFormat format;

    @Option(
            names = "--frame-rate",
            paramLabel = "HZ",
            description = "Frames per second of the video behind a py-feat file, which tells no times.")
    private double frameRateHz;

    /// Whether a file that is named is read as readings, and as which; empty for films, sound and tables.
    Optional<SensorFormat> format(Path file) throws CommandFailure {
        if (Files.isDirectory(file) || !EXTENSIONS.contains(Inputs.extension(file))) return Optional.empty();
        try {
            if (!holdsSomething(file)) return Optional.empty(); // told when it is opened
            return format != null ? Optional.of(format) : SensorFormat.recognise(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, "%s cannot be read: %s.".formatted(file, e.getMessage()));
        }
    }

    /// Whether there is anything to look into: a file that is there, may be read and is not empty.
    static boolean holdsSomething(Path file) throws IOException {
        return Files.isReadable(file) && Files.size(file) > 0;
    }

    /// @throws CommandFailure when it is no rate
    OptionalDouble frameRateHz() throws CommandFailure {
        if (frameRateHz == 0) return OptionalDouble.empty();
        if (!(frameRateHz > 0 && frameRateHz <= 1000))
            throw new CommandFailure(
                    ExitCode.USAGE, "--frame-rate must be above 0 and at most 1000, got " + frameRateHz);
        return OptionalDouble.of(frameRateHz);
    }

    static final class FormatConverter implements ITypeConverter<SensorFormat> {
        @Override
        public SensorFormat convert(String value) {
            try {
                return SensorFormat.of(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
