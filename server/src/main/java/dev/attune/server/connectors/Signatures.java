package dev.attune.server.connectors;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What proves that a call comes from where it says.
final class Signatures {
    private static final Duration RECENT = Duration.ofMinutes(5); // older ones may be replays

    private Signatures() {}

    enum Unit {
        SECONDS,
        MILLISECONDS
    }

    static byte[] hmacSha256(String secret, byte[] signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// In a time that does not tell how much was right.
    static void require(@Nullable String given, String expected) {
        if (given == null
                || !MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8)))
            throw CrmFailure.never("the call is not signed by this system's secret");
    }

    static void requireRecent(String time, Instant now, Unit unit) {
        if (!time.matches("[0-9]{1,16}")) throw CrmFailure.never("the call does not say when it was signed");
        long value = Long.parseLong(time);
        var at = unit == Unit.SECONDS ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value);
        if (Duration.between(at, now).abs().compareTo(RECENT) > 0)
            throw CrmFailure.never("the call was signed more than %d minutes ago".formatted(RECENT.toMinutes()));
    }
}
