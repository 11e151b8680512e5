package dev.attune.server.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.attune.server.database.GroupCommit;
import dev.attune.server.database.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Seals what is stored about a person, with a key of their own.
///
/// AES-256-GCM by Tink, bound to tenant, person, table and column: a value copied elsewhere does not open. A person's
/// key is stored wrapped by the tenant's and kept open in memory for at most [#OPEN_FOR]; [#shred] destroys it, and
/// with it everything sealed, wherever copies of that lie.
///
/// A person's id inside the server is random (`p-…`). The pseudonym that pages use leads to it only through an HMAC
/// under a key of the tenant, and back only through the person's key; after erasure neither way exists.
@Component
public class Vault {
    static final int KEY_BYTES = 32;
    static final Duration OPEN_FOR = Duration.ofSeconds(60);
    private static final int MOST_OPEN = 50_000; // some ten MB; as many customers as send something in a minute
    private static final String MAC = "HmacSHA256";

    private final JdbcTemplate jdbc;
    private final TenantKeys tenantKeys;
    private final SecureRandom random = new SecureRandom();
    private final Map<Ref, Opened> open = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong(); // how often a key was closed
    private final Map<String, Mac> indexes = new ConcurrentHashMap<>(); // by tenant; copied, as finding one takes long

    Vault(JdbcTemplate jdbc, TenantKeys tenantKeys) {
        this.jdbc = jdbc;
        this.tenantKeys = tenantKeys;
    }

    private record Ref(String tenant, String person) {}

    private record Opened(Aead key, SecretKeySpec same, long untilNanos) {
        /// What fingerprints of this person's values are made with.
        SecretKeySpec index() {
            return new SecretKeySpec(TableKey.mac(same, "index"), MAC);
        }
    }

    /// @throws PersonErased when there is no key
    public byte[] seal(String person, String table, String column, String text) {
        return seal(person, table, column, text.getBytes(StandardCharsets.UTF_8));
    }

    /// @param text in UTF-8
    /// @throws PersonErased when there is no key
    public byte[] seal(String person, String table, String column, byte[] text) {
        try {
            return opened(person).key().encrypt(text, place(person, table, column));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal %s.%s".formatted(table, column), e);
        }
    }

    /// @throws PersonErased when there is no key
    /// @throws IllegalStateException when it was not sealed for this person, table and column
    public String open(String person, String table, String column, byte[] sealed) {
        try {
            return new String(
                    opened(person).key().decrypt(sealed, place(person, table, column)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "%s.%s does not open: it was changed, or belongs to another person".formatted(table, column), e);
        }
    }

    /// Opens the keys of many people with one question, so that what follows need not ask for each.
    public void openAll(Collection<String> people) {
        var tenant = Tenant.current().id();
        var closed = people.stream()
                .filter(person -> {
                    var opened = open.get(new Ref(tenant, person));
                    return opened == null || System.nanoTime() - opened.untilNanos() >= 0;
                })
                .distinct()
                .toArray(String[]::new);
        if (closed.length < 2) return; // one is asked for as it comes
        long before = forgotten.get();
        if (open.size() > MOST_OPEN) open.clear();
        jdbc.query(
                "select person, wrapped from person_key where person = any(?)",
                row -> {
                    var ref = new Ref(tenant, row.getString("person"));
                    var fresh = unwrapped(ref, row.getBytes("wrapped"));
                    // a key that was destroyed meanwhile must not enter behind that
                    open.compute(ref, (same, old) -> forgotten.get() == before ? fresh : old);
                },
                (Object) closed);
    }

    /// Sealed only when the row is written; a row of a person who was erased meanwhile is not written.
    public GroupCommit.Late sealLater(String person, String table, String column, String text) {
        return () -> {
            try {
                return Optional.of(seal(person, table, column, text));
            } catch (PersonErased e) {
                return Optional.empty();
            }
        };
    }

    /// Makes a key for a new person.
    void create(String person) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try {
            jdbc.update(
                    "insert into person_key (person, wrapped) values (?, ?)",
                    person,
                    tenantKeys.wrap(Tenant.current().id(), key, person.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot wrap a key", e);
        }
    }

    /// Destroys the person's key. Done twice, it changes nothing.
    ///
    /// @return how many wrapped keys were destroyed: 1, or 0 the second time
    public int shred(String person) {
        int destroyed = jdbc.update("delete from person_key where person = ?", person);
        forget(person);
        return destroyed;
    }

    /// Closes the key that is open in memory.
    public void forget(String person) {
        forgotten.incrementAndGet();
        open.remove(new Ref(Tenant.current().id(), person));
    }

    /// What stands for a pseudonym, or another id of a person, in an index.
    public byte[] fingerprint(String subject) {
        try {
            var mac = (Mac)
                    indexes.computeIfAbsent(Tenant.current().id(), this::index).clone();
            return mac.doFinal(subject.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own " + MAC + " can be copied", e);
        }
    }

    /// What stands for a value by which a person's own rows are found. It differs from person to person, so that nobody
    /// can count how often a value is there, and tells nothing once the person's key is destroyed.
    ///
    /// @throws PersonErased when there is no key
    public byte[] fingerprint(String person, String table, String column, String value) {
        return TableKey.mac(opened(person).index(), String.join("|", table, column, value));
    }

    private Mac index(String tenant) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(indexKey(tenant), MAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    private byte[] indexKey(String tenant) {
        byte[] context = ("index|" + tenant).getBytes(StandardCharsets.UTF_8);
        try {
            var stored = storedIndexKey(tenant);
            if (stored.isEmpty()) {
                var fresh = new byte[KEY_BYTES];
                random.nextBytes(fresh);
                jdbc.update(
                        "insert into tenant_index_key (tenant, wrapped) values (?, ?) on conflict do nothing",
                        tenant,
                        tenantKeys.wrap(tenant, fresh, context));
                stored = storedIndexKey(tenant);
            }
            return tenantKeys.unwrap(tenant, stored.orElseThrow(), context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the key of tenant %s does not fit the database. Maybe restore the file that belongs to it"
                            .formatted(tenant),
                    e);
        }
    }

    private Optional<byte[]> storedIndexKey(String tenant) {
        return jdbc
                .query(
                        "select wrapped from tenant_index_key where tenant = ?",
                        (row, n) -> row.getBytes("wrapped"),
                        tenant)
                .stream()
                .findFirst();
    }

    private Opened opened(String person) {
        var ref = new Ref(Tenant.current().id(), person);
        var opened = open.get(ref);
        if (opened != null && System.nanoTime() - opened.untilNanos() < 0) return opened;
        if (open.size() > MOST_OPEN) open.clear();
        // compute and remove exclude each other: a key read before its destruction cannot enter after it
        var fresh = open.compute(ref, (same, old) -> load(same));
        if (fresh == null) throw new PersonErased(person);
        return fresh;
    }

    private @Nullable Opened load(Ref ref) {
        var wrapped = jdbc.query(
                "select wrapped from person_key where person = ?", (row, n) -> row.getBytes("wrapped"), ref.person());
        return wrapped.isEmpty() ? null : unwrapped(ref, wrapped.getFirst());
    }

    private Opened unwrapped(Ref ref, byte[] wrapped) {
        try {
            byte[] key = tenantKeys.unwrap(ref.tenant(), wrapped, ref.person().getBytes(StandardCharsets.UTF_8));
            return new Opened(new AesGcmJce(key), new SecretKeySpec(key, MAC), System.nanoTime() + OPEN_FOR.toNanos());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of %s cannot be unwrapped".formatted(ref.person()), e);
        }
    }

    private static byte[] place(String person, String table, String column) {
        return String.join("|", Tenant.current().id(), person, table, column).getBytes(StandardCharsets.UTF_8);
    }
}
