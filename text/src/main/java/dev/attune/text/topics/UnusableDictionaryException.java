package dev.attune.text.topics;

/// A topic dictionary that cannot be used; the message names the line and what to try.
public final class UnusableDictionaryException extends RuntimeException {
    UnusableDictionaryException(String message) {
        super(message);
    }
}
