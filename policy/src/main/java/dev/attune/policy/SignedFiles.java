package dev.attune.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The packs that ship with Attune and the words of their reasons. A list of their SHA-256 is signed; a file is read
/// only as it stands there.
final class SignedFiles {
    private static final String FOLDER = "packs/";
    private static final String LIST = "signed-3.txt";
    private static final String SIGNATURE = "signed-3.sig";
    private static final String SIGNER = "signer.pem";

    /// Where the files come from; the class path, or what a test puts in its place.
    interface Source {
        /// Null when there is none.
        byte @Nullable [] bytes(String file);
    }

    private final Source source;
    private final Map<String, String> hashes;

    private SignedFiles(Source source, Map<String, String> hashes) {
        this.source = source;
        this.hashes = hashes;
    }

    /// @throws UntrustedPackException when the list is not as it was signed
    static SignedFiles bundled() {
        return from(SignedFiles::resource);
    }

    static SignedFiles from(Source source) {
        byte[] list = needed(source, LIST);
        var key = Signatures.key(new String(needed(source, SIGNER), StandardCharsets.US_ASCII), SIGNER);
        if (!Signatures.verifies(key, list, needed(source, SIGNATURE)))
            throw new UntrustedPackException(
                    "The list of policy packs is not the one that was signed. Maybe install Attune again.");
        var hashes = new HashMap<String, String>();
        new String(list, StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.split(" +"))
                .forEach(fields -> hashes.put(fields[1], fields[0]));
        return new SignedFiles(source, Map.copyOf(hashes));
    }

    /// The names of all that were signed.
    Set<String> names() {
        return hashes.keySet();
    }

    /// @throws UntrustedPackException when the file was not signed, or was changed since
    String text(String file) {
        var expected = hashes.get(file);
        if (expected == null)
            throw new UntrustedPackException(
                    "The policy pack %s was not signed, so nothing is read under it.".formatted(file));
        byte[] bytes = needed(source, file);
        if (!expected.equals(sha256(bytes)))
            throw new UntrustedPackException(
                    "The policy pack %s was changed since it was signed. Maybe install Attune again, or put rules of your own into a pack of your own (docs/trust.md)."
                            .formatted(file));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] needed(Source source, String file) {
        byte[] bytes = source.bytes(file);
        if (bytes == null) throw new UntrustedPackException("The policy pack %s is missing.".formatted(file));
        return bytes;
    }

    private static byte @Nullable [] resource(String file) {
        try (var stream = SignedFiles.class.getResourceAsStream(FOLDER + file)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the policy pack " + file, e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
