package dev.attune.server.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What an endpoint and this server share, as `whsec_` and Base64.
///
/// @param text not to be shown twice
record WebhookSecret(String text) {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32; // Standard Webhooks: 24 to 64
    private static final String MAC = "HmacSHA256";

    static WebhookSecret fresh(SecureRandom random) {
        var key = new byte[BYTES];
        random.nextBytes(key);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /// One entry of the header `webhook-signature`.
    String sign(String id, long timestamp, String body) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(text.substring(PREFIX.length())), MAC));
            byte[] signature = mac.doFinal(signed(id, timestamp, body));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    /// The bytes under every signature.
    static byte[] signed(String id, long timestamp, String body) {
        return "%s.%d.%s".formatted(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "WebhookSecret[hidden]";
    }
}
