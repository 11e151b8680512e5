package dev.attune.decisions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The same number for the same text, on every machine and in every version: what draws and assignments
/// rest on.
public final class StableHash {
    private StableHash() {}

    /// The first eight bytes of the SHA-256 of the text in UTF-8, most significant first.
    public static long of(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
