package dev.attune.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// An entry at its place in the chain.
///
/// @param seq from 1 without gaps, per tenant
/// @param at to the microsecond, as PostgreSQL keeps it
/// @param hash over the hash before it and everything else here
record AuditRecord(long seq, Instant at, AuditEntry entry, byte[] hash) {
    static final int HASH_BYTES = 32;
    private static final String GENESIS = "attune-audit-v1";
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();

    AuditRecord {
        if (seq < 1) throw new IllegalArgumentException("seq begins with 1, got " + seq);
        if (hash.length != HASH_BYTES)
            throw new IllegalArgumentException("a hash has %d bytes, got %d".formatted(HASH_BYTES, hash.length));
    }

    /// The hash before the first record.
    static byte[] genesis(String tenant) {
        return sha256(new byte[0], GENESIS + tenant);
    }

    static AuditRecord after(byte[] previous, long seq, Instant at, AuditEntry entry) {
        var time = at.truncatedTo(ChronoUnit.MICROS);
        return new AuditRecord(seq, time, entry, sha256(previous, canonical(seq, time, entry)));
    }

    boolean follows(byte[] previous) {
        return Arrays.equals(hash, sha256(previous, canonical(seq, at, entry)));
    }

    /// Whether it would follow there if it stood in another place.
    boolean belongsTo(long otherSeq, byte[] previous) {
        return Arrays.equals(hash, sha256(previous, canonical(otherSeq, at, entry)));
    }

    static String time(Instant at) {
        return MICROSECONDS.format(at);
    }

    /// As RFC 8785 has it: keys in order, no spaces; strings without control characters need no further rule.
    static String canonical(Map<String, Object> fields) {
        return JSON.writeValueAsString(new TreeMap<>(fields));
    }

    Map<String, Object> fields() {
        return fields(seq, at, entry);
    }

    private static String canonical(long seq, Instant at, AuditEntry entry) {
        return canonical(fields(seq, at, entry));
    }

    private static Map<String, Object> fields(long seq, Instant at, AuditEntry entry) {
        return Map.of(
                "seq", seq,
                "ts", time(at),
                "actor", entry.actor(),
                "purpose", entry.purpose(),
                "action", entry.action(),
                "objectType", entry.objectType(),
                "objectPseudonym", entry.objectPseudonym(),
                "policyVersion", entry.policyVersion(),
                "outcome", entry.outcome(),
                "reason", entry.reason());
    }

    private static byte[] sha256(byte[] previous, String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            return digest.digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
