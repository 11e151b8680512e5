package dev.attune.server.feedback;

import dev.attune.server.vault.TableKey;
import java.util.UUID;

/// What stands where in one table of feedback, under its key.
final class Sealing {
    private static final String SUMMARY = "summary";

    private final TableKey key;

    Sealing(TableKey key) {
        this.key = key;
    }

    /// What the key of a table is bound to.
    static String table(UUID upload) {
        return "feedback|" + upload;
    }

    byte[] row(long number, String reading) {
        return key.seal("row|" + number, reading);
    }

    String row(long number, byte[] sealed) {
        return key.open("row|" + number, sealed);
    }

    byte[] summary(String json) {
        return key.seal(SUMMARY, json);
    }

    String summary(byte[] sealed) {
        return key.open(SUMMARY, sealed);
    }

    /// What rows of a product are found by.
    byte[] product(String name) {
        return key.fingerprint(name);
    }
}
