package dev.attune.server.vault;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Who is who: from the pseudonym that pages use to the person's random id, and back.
@Component
public class Persons {
    private static final int ID_BYTES = 16; // as random as a UUID

    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final Vault vault;
    private final SecureRandom random = new SecureRandom();

    Persons(JdbcTemplate jdbc, TransactionOperations transactions, InstantSource clock, Vault vault) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.vault = vault;
    }

    /// The id of a person who was admitted and is not being erased.
    public Optional<String> find(String subject) {
        return jdbc
                .query(
                        "select id from person where fingerprint = ? and erasing_since is null",
                        (row, n) -> row.getString("id"),
                        (Object) vault.fingerprint(subject))
                .stream()
                .findFirst();
    }

    /// The id of this person, who gets one and a key of their own the first time.
    public String admit(String subject) {
        var known = find(subject);
        if (known.isPresent()) {
            jdbc.update(
                    "update person set last_seen_at = ? where id = ?",
                    clock.instant().atOffset(ZoneOffset.UTC),
                    known.get());
            return known.get();
        }
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = "p-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byte[] fingerprint = vault.fingerprint(subject);
        try {
            transactions.executeWithoutResult(status -> {
                jdbc.update(
                        "insert into person (id, fingerprint, created_at) values (?, ?, ?)",
                        id,
                        fingerprint,
                        clock.instant().atOffset(ZoneOffset.UTC));
                vault.create(id);
                jdbc.update(
                        "update person set sealed_subject = ? where id = ?",
                        vault.seal(id, "person", "subject", subject),
                        id);
            });
            return id;
        } catch (DuplicateKeyException e) { // admitted by another thread meanwhile, or just being erased
            return find(subject).orElseThrow(() -> new PersonErased("this person: they are being erased right now"));
        }
    }

    /// Those who were not admitted again since.
    public List<String> notSeenSince(Instant when) {
        return jdbc.query(
                "select id from person where last_seen_at < ?",
                (row, n) -> row.getString("id"),
                when.atOffset(ZoneOffset.UTC));
    }

    /// Whether anything leads to this person still, also while they are being erased.
    public boolean exists(String id) {
        return !jdbc.query(
                        "select 1 from person where id = ? union all select 1 from person_key where person = ?",
                        (row, n) -> row.getInt(1),
                        id,
                        id)
                .isEmpty();
    }

    /// The pseudonym that pages use; empty once the person is erased.
    public Optional<String> subjectOf(String id) {
        try {
            return jdbc
                    .query("select sealed_subject from person where id = ?", (row, n) -> row.getBytes(1), id)
                    .stream()
                    .findFirst()
                    .map(stored -> vault.open(id, "person", "subject", stored));
        } catch (PersonErased e) {
            return Optional.empty();
        }
    }

    /// The same for many at once; those who are erased are absent.
    public Map<String, String> subjectsOf(Collection<String> ids) {
        vault.openAll(ids);
        var subjects = new HashMap<String, String>();
        jdbc.query(
                "select id, sealed_subject from person where id = any(?)",
                row -> {
                    String id = row.getString("id");
                    try {
                        subjects.put(id, vault.open(id, "person", "subject", row.getBytes("sealed_subject")));
                    } catch (PersonErased e) {
                        // absent
                    }
                },
                (Object) ids.toArray(String[]::new));
        return subjects;
    }

    /// From now on nobody finds this person. False when there is none.
    public boolean beginErasing(String id) {
        return jdbc.update(
                        "update person set erasing_since = coalesce(erasing_since, ?) where id = ?",
                        clock.instant().atOffset(ZoneOffset.UTC),
                        id)
                > 0;
    }

    /// Removes the last trace that leads from the pseudonym to the id, and the key.
    ///
    /// @return how many rows were removed: 1, or 0 the second time
    public int remove(String id) {
        vault.shred(id);
        return jdbc.update("delete from person where id = ?", id);
    }
}
