package dev.attune.evaluation.expressions;

/// The list of pictures is not what it should be; the message names the line, the value and what is accepted.
public final class UnusableIndexException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableIndexException(String message) {
        super(message);
    }
}
