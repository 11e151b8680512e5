package dev.attune.text.feedback;

/// A table of feedback that cannot be read at all; the message says why and what to try.
public final class UnusableTableException extends RuntimeException {
    UnusableTableException(String message) {
        super(message);
    }
}
