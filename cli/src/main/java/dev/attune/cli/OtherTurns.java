package dev.attune.cli;

import dev.attune.signals.TimeSpan;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// When the other party of a recorded call speaks, as a file tells it: their sound is not listened to.
///
/// @param file for messages
/// @param spans in the order of the file
record OtherTurns(Path file, List<TimeSpan> spans) {
    static final String ENDING = ".turns.csv";

    private static final double LONGEST_SECONDS = Duration.ofDays(7).toSeconds(); // far beyond any call
    private static final Duration SLACK = Duration.ofSeconds(1); // files count seconds differently

    OtherTurns {
        spans = List.copyOf(spans);
    }

    /// Columns `start` and `end` in seconds from the recording's beginning, separated by commas, semicolons or tabs;
    /// further columns are left alone.
    static OtherTurns read(Path file) throws CommandFailure {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw unusable("%s is not UTF-8.\nMaybe save it as UTF-8.".formatted(file));
        } catch (IOException e) {
            throw unusable("%s cannot be read: %s.\nMaybe check the spelling.".formatted(file, e.getMessage()));
        }
        if (lines.isEmpty()) throw unusable(file + " is empty.\nExpected: a first line with start and end.");
        var columns = Arrays.stream(cells(lines.getFirst().replace("\uFEFF", "")))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        int start = columns.indexOf("start");
        int end = columns.indexOf("end");
        if (start < 0 || end < 0)
            throw unusable("%s has the columns %s.\nExpected: start and end, in seconds from the recording's beginning."
                    .formatted(file, String.join(", ", columns)));
        var spans = new ArrayList<TimeSpan>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) continue;
            var cells = cells(lines.get(i));
            if (cells.length <= Math.max(start, end))
                throw unusable("%s, line %d: '%s' has no %s.\nExpected: as many cells as the first line names."
                        .formatted(file, i + 1, lines.get(i), cells.length <= start ? "start" : "end"));
            var from = seconds(cells[start], file, i + 1);
            var to = seconds(cells[end], file, i + 1);
            if (to.compareTo(from) < 0)
                throw unusable("%s, line %d: a turn from %s to %s s.\nExpected: an end after the start."
                        .formatted(file, i + 1, cells[start], cells[end]));
            spans.add(new TimeSpan(from, to));
        }
        return new OtherTurns(file, spans);
    }

    /// @param length of the recording
    /// @throws CommandFailure when a turn lies outside
    void requireWithin(Duration length) throws CommandFailure {
        for (var span : spans)
            if (span.start().compareTo(length.plus(SLACK)) > 0)
                throw unusable(
                        "%s tells of a turn at %.1f s, but the recording ends at %.1f s.\nMaybe the times are milliseconds, or it is another recording's file."
                                .formatted(file, span.start().toNanos() / 1e9, length.toNanos() / 1e9));
    }

    private static Duration seconds(String cell, Path file, int line) throws CommandFailure {
        try {
            double seconds = Double.parseDouble(cell);
            if (seconds >= 0 && seconds <= LONGEST_SECONDS) return Duration.ofNanos(Math.round(seconds * 1e9));
        } catch (NumberFormatException e) {
            // told below
        }
        throw unusable("%s, line %d: '%s' is no time.\nExpected: seconds from the recording's beginning, such as 12.34."
                .formatted(file, line, cell));
    }

    private static String[] cells(String line) {
        return Arrays.stream(line.split("[,;\t]", -1)).map(String::strip).toArray(String[]::new);
    }

    private static CommandFailure unusable(String message) {
        return new CommandFailure(ExitCode.CANNOT_READ, message);
    }
}
