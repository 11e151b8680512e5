package dev.attune.decisions.segments;

import dev.attune.decisions.FaultKind;
import java.util.List;
import java.util.stream.Collectors;

/// A text is not a condition over a person.
public final class SegmentConditionException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    SegmentConditionException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }

    /// @param line,column from 1
    /// @param kind what kind of thing is wrong
    /// @param message what is wrong, in English and with its names
    public record Fault(int line, int column, FaultKind kind, String message) {
        static Fault at(String text, int offset, FaultKind kind, String message) {
            int line = 1;
            int start = 0;
            for (int i = 0; i < offset && i < text.length(); i++)
                if (text.charAt(i) == '\n') {
                    line++;
                    start = i + 1;
                }
            return new Fault(line, offset - start + 1, kind, message);
        }

        @Override
        public String toString() {
            return "%d:%d %s".formatted(line, column, message);
        }
    }
}
