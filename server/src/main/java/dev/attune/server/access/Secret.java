package dev.attune.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// A random value that is shown once; only its hash is stored.
///
/// Plain SHA-256 is enough: 256 random bits cannot be guessed, so there is nothing a slow hash would slow down.
public record Secret(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Secret random(String prefix) {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Secret[…]"; // never in a log
    }
}
