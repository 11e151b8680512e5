package dev.attune.training;

/// The labelled data cannot be trained on; the message names the file or value and what to try.
public final class UnusableData extends Exception {
    public UnusableData(String message) {
        super(message);
    }

    public UnusableData(String message, Throwable cause) {
        super(message, cause);
    }
}
