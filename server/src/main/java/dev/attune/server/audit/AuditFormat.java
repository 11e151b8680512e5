package dev.attune.server.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Records and anchors as lines of JSON, in exports and in the file of anchors.
final class AuditFormat {
    static final String ID = "attune-audit/1";
    private static final JsonMapper JSON = new JsonMapper();

    private AuditFormat() {}

    static String line(String tenant, AuditRecord record) {
        var fields = new HashMap<>(record.fields());
        fields.put("tenant", tenant);
        fields.put("hash", HexFormat.of().formatHex(record.hash()));
        return AuditRecord.canonical(Map.of("record", fields));
    }

    static String line(AuditAnchor anchor) {
        return AuditRecord.canonical(Map.of("anchor", fields(anchor)));
    }

    static Map<String, Object> fields(AuditAnchor anchor) {
        return Map.of(
                "tenant", anchor.tenant(),
                "seq", anchor.seq(),
                "hash", HexFormat.of().formatHex(anchor.hash()),
                "ts", AuditRecord.time(anchor.at()),
                "signature", HexFormat.of().formatHex(anchor.signature()));
    }

    /// @param publicKey of the anchors, in hexadecimal digits
    static String header(byte[] publicKey) {
        return AuditRecord.canonical(
                Map.of("format", ID, "publicKey", HexFormat.of().formatHex(publicKey)));
    }

    static String end(long records) {
        return AuditRecord.canonical(Map.of("end", records));
    }

    static JsonNode parse(String line) {
        return JSON.readTree(line);
    }

    static AuditRecord record(JsonNode fields) {
        return new AuditRecord(
                fields.path("seq").asLong(),
                Instant.parse(fields.path("ts").asString()),
                new AuditEntry(
                        fields.path("actor").asString(),
                        fields.path("purpose").asString(),
                        fields.path("action").asString(),
                        fields.path("objectType").asString(),
                        fields.path("objectPseudonym").asString(),
                        fields.path("policyVersion").asString(),
                        fields.path("outcome").asString(),
                        fields.path("reason").asString()),
                HexFormat.of().parseHex(fields.path("hash").asString()));
    }

    /// Empty when the line is of something else, or was cut off.
    static Optional<AuditAnchor> anchorOf(String line) {
        if (!line.startsWith("{\"anchor\"") || isCutOff(line)) return Optional.empty();
        return Optional.of(anchor(parse(line).path("anchor")));
    }

    static boolean isCutOff(String line) {
        try {
            parse(line);
            return false;
        } catch (JacksonException e) {
            return true;
        }
    }

    private static AuditAnchor anchor(JsonNode fields) {
        return new AuditAnchor(
                fields.path("tenant").asString(),
                fields.path("seq").asLong(),
                HexFormat.of().parseHex(fields.path("hash").asString()),
                Instant.parse(fields.path("ts").asString()),
                HexFormat.of().parseHex(fields.path("signature").asString()));
    }
}
