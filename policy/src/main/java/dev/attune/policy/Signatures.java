package dev.attune.policy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// Detached Ed25519 signatures (RFC 8032) and public keys as `openssl` writes them.
final class Signatures {
    private static final String ALGORITHM = "Ed25519";
    private static final int BYTES = 64; // RFC 8032, 5.1.6

    private Signatures() {}

    /// @param pem a public key, as of `openssl pkey -pubout`
    /// @param name for messages
    static PublicKey key(String pem, String name) {
        try {
            var base64 = pem.lines().filter(line -> !line.startsWith("-----")).reduce("", String::concat);
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UntrustedPackException(
                    "%s is no Ed25519 public key in PEM. Maybe openssl pkey -in KEY -pubout makes one."
                            .formatted(name));
        }
    }

    /// @param signature 64 bytes, or the same in Base64
    static boolean verifies(PublicKey key, byte[] content, byte[] signature) {
        try {
            var verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(
                    signature.length == BYTES
                            ? signature
                            : Base64.getMimeDecoder().decode(new String(signature, StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException | IllegalArgumentException e) { // no signature at all
            return false;
        }
    }
}
