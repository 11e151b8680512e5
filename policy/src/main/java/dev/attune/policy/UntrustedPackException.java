package dev.attune.policy;

/// A policy pack, or the words of its reasons, is not what somebody trusted signed. Nothing may be read under it.
public final class UntrustedPackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UntrustedPackException(String message) {
        super(message);
    }
}
