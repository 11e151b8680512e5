package dev.attune.models;

import org.jspecify.annotations.Nullable;

/// A model cannot be read or run: a file is missing or altered, or the native runtime does not load here.
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    ModelException(String message) {
        this(message, null);
    }

    /// For the rooms that know what a network's outputs must be called.
    public static ModelException of(String message) {
        return new ModelException(message);
    }
}
