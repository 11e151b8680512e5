package dev.attune.server.consent;

import dev.attune.server.database.DataDirectory;
import dev.attune.server.database.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// The address of a person's own page. It proves itself by a keyed hash, so nothing of it is stored; it stands behind
/// `#`, which browsers send to no server.
@Component
public class PersonalLinks {
    private static final String PAGE = "/me#";
    private static final String GUARDIAN_PAGE = "/guardian#";
    private static final String PERSON = "";
    private static final String GUARDIAN = "guardian:"; // no tenant has a colon
    private static final String HASH = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    PersonalLinks(DataDirectory directory) {
        try {
            var secret =
                    directory.secret("personal-link-key", PersonalLinks::fresh).strip();
            this.key = new SecretKeySpec(Base64.getDecoder().decode(secret), HASH);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key of personal links in " + directory.path(), e);
        }
    }

    /// Whose page it is.
    public record Holder(Tenant tenant, UUID receiptId) {}

    String of(Tenant tenant, UUID receiptId) {
        return PAGE + credential(PERSON, tenant, receiptId);
    }

    /// Where a parent or guardian answers for a minor. Whoever hands it on knows that it is them.
    String ofGuardian(Tenant tenant, UUID receiptId) {
        return GUARDIAN_PAGE + credential(GUARDIAN, tenant, receiptId);
    }

    /// Empty unless the credential was issued here.
    public Optional<Holder> holder(String credential) {
        return holder(PERSON, credential);
    }

    /// The same of a guardian's.
    Optional<Holder> guardian(String credential) {
        return holder(GUARDIAN, credential);
    }

    private Optional<Holder> holder(String who, String credential) {
        var parts = credential.split("\\.");
        if (parts.length != 3) return Optional.empty();
        try {
            var holder = new Holder(new Tenant(parts[0]), UUID.fromString(parts[1]));
            byte[] expected =
                    credential(who, holder.tenant(), holder.receiptId()).getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(expected, credential.getBytes(StandardCharsets.US_ASCII))
                    ? Optional.of(holder)
                    : Optional.empty();
        } catch (IllegalArgumentException e) { // no tenant, no receipt
            return Optional.empty();
        }
    }

    /// @param who keeps the addresses of one receipt apart
    private String credential(String who, Tenant tenant, UUID receiptId) {
        String named = tenant.id() + "." + receiptId;
        try {
            var mac = Mac.getInstance(HASH);
            mac.init(key);
            byte[] proof = mac.doFinal((who + named).getBytes(StandardCharsets.US_ASCII));
            return named + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(proof);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    private static String fresh() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes) + "\n";
    }
}
