package dev.attune.evaluation.text;

/// The labelled texts are not what they should be; the message names the line, the value and what is accepted.
public final class UnusableTextsException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableTextsException(String message) {
        super(message);
    }
}
