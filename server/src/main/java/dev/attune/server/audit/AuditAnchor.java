package dev.attune.server.audit;

import dev.attune.server.vault.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;

/// A signed statement: at this time the chain of this tenant had this hash at this record. Kept elsewhere too, it shows
/// that later somebody cut the end off or wrote the chain anew.
record AuditAnchor(String tenant, long seq, byte[] hash, Instant at, byte[] signature) {

    static AuditAnchor sign(SigningKey key, String tenant, long seq, byte[] hash, Instant at) {
        var time = at.truncatedTo(ChronoUnit.MICROS);
        return new AuditAnchor(tenant, seq, hash, time, key.sign(statement(tenant, seq, hash, time)));
    }

    boolean isSignedBy(byte[] publicKey) {
        return SigningKey.verifies(publicKey, statement(tenant, seq, hash, at), signature);
    }

    private static byte[] statement(String tenant, long seq, byte[] hash, Instant at) {
        return AuditRecord.canonical(Map.of(
                        "tenant",
                        tenant,
                        "seq",
                        seq,
                        "hash",
                        HexFormat.of().formatHex(hash),
                        "ts",
                        AuditRecord.time(at)))
                .getBytes(StandardCharsets.UTF_8);
    }
}
