package dev.attune.evaluation.experiment;

/// A table of people that cannot be compared; the message names the row or column.
public final class UnusableTableException extends Exception {
    UnusableTableException(String message) {
        super(message);
    }
}
