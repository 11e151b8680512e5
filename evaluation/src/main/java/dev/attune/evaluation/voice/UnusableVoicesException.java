package dev.attune.evaluation.voice;

/// The list of clips is not what it should be; the message names the line, the value and what is accepted.
public final class UnusableVoicesException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableVoicesException(String message) {
        super(message);
    }
}
