package dev.attune.server.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.attune.server.database.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/// Keys of tables that an operator gave in: what stands in one is about many people, most of whom nobody knows here.
///
/// Each table has a key of its own, wrapped by the tenant's and kept beside what it seals: with the key goes all of it,
/// in copies too.
@Component
public class TableKeys {
    private final TenantKeys keys;
    private final SecureRandom random = new SecureRandom();

    TableKeys(TenantKeys keys) {
        this.keys = keys;
    }

    /// @param table for example `feedback|ID`
    /// @return a new key, wrapped
    public byte[] create(String table) {
        var key = new byte[Vault.KEY_BYTES];
        random.nextBytes(key);
        try {
            return keys.wrap(Tenant.current().id(), key, context(table));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot wrap the key of " + table, e);
        }
    }

    /// @throws IllegalStateException when it was not made for this tenant and table
    public TableKey open(String table, byte[] wrapped) {
        try {
            byte[] key = keys.unwrap(Tenant.current().id(), wrapped, context(table));
            return new TableKey(table, new AesGcmJce(key), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the key of %s does not fit. Maybe restore the file of keys that belongs to the database"
                            .formatted(table),
                    e);
        }
    }

    private static byte[] context(String table) {
        return ("table|" + table).getBytes(StandardCharsets.UTF_8);
    }
}
