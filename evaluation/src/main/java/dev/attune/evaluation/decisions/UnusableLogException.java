package dev.attune.evaluation.decisions;

/// A decision log that cannot be judged; the message names the line.
public final class UnusableLogException extends Exception {
    UnusableLogException(String message) {
        super(message);
    }
}
