package dev.attune.server.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;

/// Secret keys of 256 bits in a PKCS #12 store, one alias per tenant. The store is made and kept by its owner, with
/// `keytool -genseckey -keyalg AES -keysize 256 -storetype PKCS12 -alias TENANT`; nothing is written here.
final class Pkcs12TenantKeys implements TenantKeys {
    private final Path file;
    private final char[] password;
    private final Map<String, Aead> opened = new ConcurrentHashMap<>();

    Pkcs12TenantKeys(Path file, char[] password) {
        this.file = file;
        this.password = password.clone();
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
        return opened.computeIfAbsent(tenant, this::open);
    }

    private Aead open(String tenant) {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            if (!(store.getKey(tenant, password) instanceof SecretKeySpec key))
                throw new IllegalStateException("%s holds no secret key with the alias '%s'".formatted(file, tenant));
            return new AesGcmJce(key.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key store " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key '%s' in %s cannot be used".formatted(tenant, file), e);
        }
    }
}
