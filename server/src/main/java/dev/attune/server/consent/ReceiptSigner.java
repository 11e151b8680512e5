package dev.attune.server.consent;

import dev.attune.server.database.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Signs receipts as compact JWS (RFC 7515) with Ed25519 (RFC 8037); the key stays in the data directory.
@Component
class ReceiptSigner {
    private static final String KEY_ID = "receipts-1";
    private static final int RAW_KEY_BYTES = 32; // the end of an encoded Ed25519 public key, RFC 8410

    private final JsonMapper json;
    private final KeyPair keys;

    ReceiptSigner(DataDirectory directory, JsonMapper json) {
        this.json = json;
        try {
            this.keys = decode(directory.secret("receipt-key", ReceiptSigner::fresh));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the receipt key in " + directory.path(), e);
        }
    }

    String sign(Object document) {
        String header = encode(json.writeValueAsBytes(Map.of("alg", "EdDSA", "kid", KEY_ID)));
        String signed = header + "." + encode(json.writeValueAsBytes(document));
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a receipt", e);
        }
    }

    /// What anybody needs to verify a receipt: a JSON Web Key Set (RFC 7517).
    Map<String, Object> publicKeys() {
        byte[] encoded = keys.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_KEY_BYTES, encoded.length);
        return Map.of(
                "keys", List.of(Map.of("kty", "OKP", "crv", "Ed25519", "use", "sig", "kid", KEY_ID, "x", encode(raw))));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Two lines: the private key as PKCS #8, the public key as X.509, both in Base64.
    private static String fresh() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var base64 = Base64.getEncoder();
            return base64.encodeToString(pair.getPrivate().getEncoded())
                    + "\n"
                    + base64.encodeToString(pair.getPublic().getEncoded())
                    + "\n";
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Java has had Ed25519 since 15", e);
        }
    }

    private static KeyPair decode(String text) throws IOException {
        try {
            var lines = text.lines().map(Base64.getDecoder()::decode).toList();
            var factory = KeyFactory.getInstance("Ed25519");
            PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(lines.get(0)));
            PublicKey open = factory.generatePublic(new X509EncodedKeySpec(lines.get(1)));
            return new KeyPair(open, secret);
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("the file receipt-key is damaged. Maybe restore it from a backup", e);
        }
    }
}
