package dev.attune.server.consent;

import dev.attune.server.database.DataDirectory;
import dev.attune.server.vault.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Signs receipts as compact JWS (RFC 7515) with Ed25519 (RFC 8037); the key stays in the data directory.
@Component
class ReceiptSigner {
    private static final String KEY_ID = "receipts-1";
    private static final String KEY_FILE = "receipt-key";

    private final JsonMapper json;
    private final SigningKey key;

    ReceiptSigner(DataDirectory directory, JsonMapper json) {
        this.json = json;
        try {
            this.key = SigningKey.of(directory.secret(KEY_FILE, SigningKey::fresh), KEY_FILE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the receipt key in " + directory.path(), e);
        }
    }

    String sign(Object document) {
        String header = encode(json.writeValueAsBytes(Map.of("alg", "EdDSA", "kid", KEY_ID)));
        String signed = header + "." + encode(json.writeValueAsBytes(document));
        return signed + "." + encode(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /// What anybody needs to verify a receipt: a JSON Web Key Set (RFC 7517).
    Map<String, Object> publicKeys() {
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty", "OKP", "crv", "Ed25519", "use", "sig", "kid", KEY_ID, "x", encode(key.publicBytes()))));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
