package dev.attune.server.feedback;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// An upload that waits to be read, enciphered under a key that lives in this object only: what a killed process leaves
/// behind can be read by nobody.
final class SealedFile implements AutoCloseable {
    private static final String CIPHER = "AES/CTR/NoPadding";
    private static final int BYTES = 16; // of key and counter block, AES-128

    private final Path path;
    private final SecretKey key;
    private final IvParameterSpec counter;
    private final long bytes;

    private SealedFile(Path path, SecretKey key, IvParameterSpec counter, long bytes) {
        this.path = path;
        this.key = key;
        this.counter = counter;
        this.bytes = bytes;
    }

    /// More came than may.
    static final class TooLargeException extends IOException {
        TooLargeException(long limit) {
            super("more than %,d bytes".formatted(limit));
        }
    }

    /// @throws TooLargeException leaving nothing behind, like any other failure
    static SealedFile write(Path folder, InputStream in, long limit) throws IOException {
        Files.createDirectories(folder);
        var path = Files.createTempFile(folder, "upload-", ".sealed");
        var random = new SecureRandom();
        var key = new SecretKeySpec(drawn(random), "AES");
        var counter = new IvParameterSpec(drawn(random));
        long bytes = 0;
        try (OutputStream out =
                new CipherOutputStream(Files.newOutputStream(path), cipher(Cipher.ENCRYPT_MODE, key, counter))) {
            var part = new byte[1 << 16];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                bytes += read;
                if (bytes > limit) throw new TooLargeException(limit);
                out.write(part, 0, read);
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
        return new SealedFile(path, key, counter, bytes);
    }

    /// Deletes what an earlier process left.
    static void sweep(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (var left = Files.newDirectoryStream(folder, "*.sealed")) {
            for (var path : left) Files.delete(path);
        }
    }

    private static byte[] drawn(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Cipher cipher(int mode, SecretKey key, IvParameterSpec counter) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, counter);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + CIPHER, e);
        }
    }

    InputStream open() throws IOException {
        return new CipherInputStream(Files.newInputStream(path), cipher(Cipher.DECRYPT_MODE, key, counter));
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
