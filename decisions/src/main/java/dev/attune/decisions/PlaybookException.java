package dev.attune.decisions;

import java.util.List;
import java.util.stream.Collectors;

/// A playbook was refused. The message lists every fault as `source:line:column: what is wrong`.
public final class PlaybookException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    PlaybookException(String source, List<Fault> faults) {
        super(faults.stream()
                .map(fault -> "%s:%d:%d: %s".formatted(source, fault.line(), fault.column(), fault.message()))
                .collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /// In the order of the file; never empty.
    public List<Fault> faults() {
        return faults;
    }

    /// @param line counted from 1
    /// @param column counted from 1
    /// @param kind what kind of thing is wrong
    /// @param message what is wrong, in English and with its names
    public record Fault(int line, int column, FaultKind kind, String message) {}
}
