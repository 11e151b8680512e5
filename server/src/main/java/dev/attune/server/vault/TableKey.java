package dev.attune.server.vault;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The open key of one table. AES-256-GCM, bound to the place of each value.
public final class TableKey {
    private static final String MAC = "HmacSHA256";

    private final String table;
    private final Aead aead;
    private final SecretKeySpec index;

    TableKey(String table, Aead aead, byte[] key) {
        this.table = table;
        this.aead = aead;
        this.index = new SecretKeySpec(mac(new SecretKeySpec(key, MAC), "index"), MAC);
    }

    /// @param place in the table, for example `reading|17`
    public byte[] seal(String place, String text) {
        try {
            return aead.encrypt(text.getBytes(StandardCharsets.UTF_8), context(place));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal %s of %s".formatted(place, table), e);
        }
    }

    /// @throws IllegalStateException when it was not sealed for this table and place
    public String open(String place, byte[] sealed) {
        try {
            return new String(aead.decrypt(sealed, context(place)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("%s of %s does not open: it was changed".formatted(place, table), e);
        }
    }

    /// What stands for a value where rows are looked for by it; means nothing in another table.
    public byte[] fingerprint(String value) {
        return mac(index, value);
    }

    private byte[] context(String place) {
        return (table + "|" + place).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] mac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }
}
