package dev.attune.server.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.attune.server.database.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One file per tenant in the data directory, `tenant-key-ID`, that only its owner may read.
final class FileTenantKeys implements TenantKeys {
    private final DataDirectory directory;
    private final Map<String, Aead> opened = new ConcurrentHashMap<>();

    FileTenantKeys(DataDirectory directory) {
        this.directory = directory;
    }

    @Override
    public byte[] wrap(String tenant, byte[] key, byte[] context) throws GeneralSecurityException {
        return of(tenant).encrypt(key, context);
    }

    @Override
    public byte[] unwrap(String tenant, byte[] wrapped, byte[] context) throws GeneralSecurityException {
        return of(tenant).decrypt(wrapped, context);
    }

    private Aead of(String tenant) {
        return opened.computeIfAbsent(tenant, id -> {
            String name = "tenant-key-" + id;
            try {
                return new AesGcmJce(HexFormat.of()
                        .parseHex(directory.secret(name, FileTenantKeys::fresh).strip()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + directory.resolve(name), e);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new IllegalStateException(
                        "%s is damaged: it must hold 64 hexadecimal digits. Maybe restore it from a backup"
                                .formatted(directory.resolve(name)),
                        e);
            }
        });
    }

    private static String fresh() {
        var key = new byte[Vault.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key) + "\n";
    }
}
