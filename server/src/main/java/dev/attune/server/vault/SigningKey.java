package dev.attune.server.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// An Ed25519 key pair (RFC 8032) from a text of two lines: the private key as PKCS #8, the public key as X.509, both
/// in Base64.
public final class SigningKey {
    private static final String ALGORITHM = "Ed25519";
    private static final int RAW_BYTES = 32; // the end of an encoded public key, RFC 8410
    private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100"); // its beginning

    private final KeyPair keys;

    private SigningKey(KeyPair keys) {
        this.keys = keys;
    }

    /// The text of a new pair.
    public static String fresh() {
        try {
            var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            var base64 = Base64.getEncoder();
            return base64.encodeToString(pair.getPrivate().getEncoded())
                    + "\n"
                    + base64.encodeToString(pair.getPublic().getEncoded())
                    + "\n";
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Java has had Ed25519 since 15", e);
        }
    }

    /// @param name of the file the text came from, for the message
    /// @throws IOException when the text is no key pair
    public static SigningKey of(String text, String name) throws IOException {
        try {
            var lines = text.lines().map(Base64.getDecoder()::decode).toList();
            var factory = KeyFactory.getInstance(ALGORITHM);
            var secret = factory.generatePrivate(new PKCS8EncodedKeySpec(lines.get(0)));
            var open = factory.generatePublic(new X509EncodedKeySpec(lines.get(1)));
            return new SigningKey(new KeyPair(open, secret));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("the file %s is damaged. Maybe restore it from a backup".formatted(name), e);
        }
    }

    public static SigningKey read(Path file) throws IOException {
        return of(Files.readString(file), String.valueOf(file.getFileName()));
    }

    public byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    /// The 32 bytes of the public key, as a JSON Web Key's `x` holds them.
    public byte[] publicBytes() {
        byte[] encoded = keys.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - RAW_BYTES, encoded.length);
    }

    /// Whether whoever holds the private half of `publicBytes` signed the message.
    public static boolean verifies(byte[] publicBytes, byte[] message, byte[] signed) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey(publicBytes));
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) { // neither a key nor a signature: not signed
            return false;
        }
    }

    private static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(PUBLIC_PREFIX, PUBLIC_PREFIX.length + raw.length);
        System.arraycopy(raw, 0, encoded, PUBLIC_PREFIX.length, raw.length);
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
