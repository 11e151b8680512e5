package dev.attune.server.vault;

import dev.attune.server.database.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/// Seals what a tenant keeps secret and is about nobody: passwords of other systems, keys that sign. Bound to its
/// place, so that a value copied elsewhere does not open.
@Component
public class TenantSeal {
    private final TenantKeys keys;

    TenantSeal(TenantKeys keys) {
        this.keys = keys;
    }

    /// @param place where it is kept, for example `connector.credentials|ID`
    public byte[] seal(String place, String text) {
        try {
            return keys.wrap(Tenant.current().id(), text.getBytes(StandardCharsets.UTF_8), context(place));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal " + place, e);
        }
    }

    /// @throws IllegalStateException when it was not sealed for this tenant and place
    public String open(String place, byte[] sealed) {
        try {
            return new String(keys.unwrap(Tenant.current().id(), sealed, context(place)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "%s does not open. Maybe the key of tenant %s was replaced; then enter the secret again"
                            .formatted(place, Tenant.current().id()),
                    e);
        }
    }

    private static byte[] context(String place) {
        return ("secret|" + place).getBytes(StandardCharsets.UTF_8);
    }
}
