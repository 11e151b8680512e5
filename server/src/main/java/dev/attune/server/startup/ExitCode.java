package dev.attune.server.startup;

/// What the process answers to its caller when it could not start or run.
public enum ExitCode {
    UNEXPECTED(1),
    USAGE(2),
    PORT_TAKEN(3),
    DATA_DIRECTORY_IN_USE(4),
    DATA_DIRECTORY_UNUSABLE(5),
    DATABASE_UNAVAILABLE(6),
    /// The law does not permit what the settings declare.
    PROHIBITED(7),
    /// A policy pack is not what somebody trusted signed.
    UNTRUSTED_POLICY(8);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
