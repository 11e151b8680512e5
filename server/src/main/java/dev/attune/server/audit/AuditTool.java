package dev.attune.server.audit;

import dev.attune.server.database.StoredData;
import dev.attune.server.startup.StartFailure;
import dev.attune.server.startup.ToolLog;
import dev.attune.server.vault.SigningKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// `attune audit`: verifies or exports the chains of a data directory, a database or an exported file, without a
/// server. Started by the command line as `java -cp attune-server.jar dev.attune.server.audit.AuditTool`.
public final class AuditTool {
    static final int SOUND = 0;
    static final int USAGE = 2;
    static final int TAMPERED = 20;

    private final PrintStream out;

    private AuditTool(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        ToolLog.warningsOnly();
        System.exit(run(System.out, System.err, arguments));
    }

    /// @return the exit code
    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            return new AuditTool(out).run(Options.of(arguments));
        } catch (StartFailure failure) {
            err.println("attune: " + failure.getMessage());
            return failure.exitCode().code();
        } catch (IllegalArgumentException | JacksonException e) {
            err.println("attune: " + e.getMessage());
            return USAGE;
        } catch (IOException | UncheckedIOException e) {
            err.println("attune: cannot be read or written: " + e.getMessage());
            return 9; // as the command line has it
        }
    }

    /// @param command `verify` or `export`
    private record Options(String command, Map<String, String> values) {
        static Options of(String... arguments) {
            if (arguments.length == 0) throw new IllegalArgumentException("verify or export?");
            var values = new HashMap<String, String>();
            for (int i = 1; i < arguments.length; i++) {
                int equals = arguments[i].indexOf('=');
                if (!arguments[i].startsWith("--") || equals < 0)
                    throw new IllegalArgumentException("options are --name=value, got '%s'".formatted(arguments[i]));
                values.put(arguments[i].substring(2, equals), arguments[i].substring(equals + 1));
            }
            return new Options(arguments[0], values);
        }

        @Nullable
        String get(String name) {
            return values.get(name);
        }

        @Nullable
        Path path(String name) {
            String value = values.get(name);
            return value == null ? null : Path.of(value);
        }

        boolean wants(String tenant) {
            return values.getOrDefault("tenant", tenant).equals(tenant);
        }

        long number(String name, long otherwise) {
            String value = values.get(name);
            return value == null ? otherwise : Long.parseLong(value);
        }
    }

    private int run(Options options) throws IOException {
        Path file = options.path("file");
        return switch (options.command()) {
            case "verify" -> {
                if (file != null) yield verifyFile(file, options);
                try (var data = open(options)) {
                    yield verify(data, options);
                }
            }
            case "export" -> {
                try (var data = open(options)) {
                    yield export(data, options);
                }
            }
            default -> throw new IllegalArgumentException("verify or export, got '%s'".formatted(options.command()));
        };
    }

    private static StoredData open(Options options) throws IOException {
        String url = options.get("database");
        Path password = options.path("password-file");
        if (url != null)
            return StoredData.at(
                    url,
                    options.get("username"),
                    password == null ? null : Files.readString(password).strip());
        Path data = options.path("data");
        return StoredData.in(data == null ? Path.of(System.getProperty("user.home"), ".attune") : data);
    }

    private int verify(StoredData data, Options options) throws IOException {
        var table = new AuditTable(data.jdbc());
        byte[] key = publicKey(data, options);
        long from = options.number("from", 1);
        long to = options.number("to", Long.MAX_VALUE);
        var outside = outside(data, options);
        boolean sound = true;
        var tenants = new ArrayList<>(table.tenants());
        for (var anchor : outside) if (!tenants.contains(anchor.tenant())) tenants.add(anchor.tenant());
        tenants.removeIf(tenant -> !options.wants(tenant));
        for (var tenant : tenants) {
            var findings = new ArrayList<Finding>();
            var inside = table.anchors(tenant);
            var known = new ArrayList<>(inside);
            for (var anchor : outside) {
                if (!anchor.tenant().equals(tenant)) continue;
                boolean kept = inside.stream().anyMatch(other -> other.seq() == anchor.seq());
                if (!kept) known.add(anchor);
                if (!kept && anchor.isSignedBy(key)) findings.add(new Finding.MissingAnchor(anchor.seq()));
            }
            byte[] before = from == 1
                    ? AuditRecord.genesis(tenant)
                    : table.hash(tenant, from - 1)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "there is no record %d of %s".formatted(from - 1, tenant)));
            var verifier = new AuditVerifier(from, before, known, key);
            table.read(tenant, from, to, verifier::accept);
            findings.addAll(verifier.finish(to == Long.MAX_VALUE));
            sound &= tell(tenant, from, verifier.last(), known.size(), findings);
        }
        if (tenants.isEmpty()) out.println("There are no audit records yet.");
        return sound ? SOUND : TAMPERED;
    }

    private int verifyFile(Path file, Options options) throws IOException {
        var verifiers = new LinkedHashMap<String, AuditVerifier>();
        var anchors = new HashMap<String, List<AuditAnchor>>();
        byte[] key;
        boolean ended = false;
        long last = 0;
        // the anchors stand behind the records, and are needed before them
        try (var lines = Files.lines(file)) {
            lines.flatMap(line -> AuditFormat.anchorOf(line).stream())
                    .forEach(anchor -> anchors.computeIfAbsent(anchor.tenant(), tenant -> new ArrayList<>())
                            .add(anchor));
        }
        Path elsewhere = options.path("anchors");
        if (elsewhere != null)
            for (var anchor : new AnchorFile(elsewhere).read())
                anchors.computeIfAbsent(anchor.tenant(), tenant -> new ArrayList<>())
                        .add(anchor);
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            var header = AuditFormat.parse(String.valueOf(reader.readLine()));
            if (!AuditFormat.ID.equals(header.path("format").asString("")))
                throw new IllegalArgumentException(
                        "%s is not an export of audit records (%s). Maybe make one: attune audit export"
                                .formatted(file, AuditFormat.ID));
            String expected = options.get("key");
            key = HexFormat.of()
                    .parseHex(expected == null ? header.path("publicKey").asString() : expected);
            for (String line = reader.readLine(), next; line != null; line = next) {
                next = reader.readLine();
                if (next == null && AuditFormat.isCutOff(line)) break;
                var json = AuditFormat.parse(line);
                if (json.has("end")) ended = true;
                if (!json.has("record")) continue;
                var tenant = json.path("record").path("tenant").asString();
                var record = AuditFormat.record(json.path("record"));
                verifiers
                        .computeIfAbsent(
                                tenant,
                                t -> new AuditVerifier(
                                        1, AuditRecord.genesis(t), anchors.getOrDefault(t, List.of()), key))
                        .accept(record);
                last = record.seq();
            }
        }
        boolean sound = true;
        for (var one : verifiers.entrySet()) {
            var findings = new ArrayList<>(one.getValue().finish(true));
            sound &= tell(
                    one.getKey(),
                    1,
                    one.getValue().last(),
                    anchors.getOrDefault(one.getKey(), List.of()).size(),
                    findings);
        }
        if (!ended) {
            out.println(new Finding.CutOffFile(last).text());
            sound = false;
        }
        if (options.get("key") == null)
            out.println(
                    "Anchors were checked against the key in the file itself, %s. Maybe compare it with the server's."
                            .formatted(HexFormat.of().formatHex(key)));
        return sound ? SOUND : TAMPERED;
    }

    private boolean tell(String tenant, long from, long last, int anchors, List<Finding> findings) {
        if (findings.isEmpty()) {
            out.println("%s: records %d to %d are as they were written; %d anchors fit."
                    .formatted(tenant, from, last, anchors));
            return true;
        }
        out.println("%s: TAMPERED, %d finding%s:".formatted(tenant, findings.size(), findings.size() == 1 ? "" : "s"));
        findings.forEach(finding -> out.println("  " + finding.text()));
        return false;
    }

    private int export(StoredData data, Options options) throws IOException {
        var table = new AuditTable(data.jdbc());
        Path target = options.path("out");
        if (target == null) throw new IllegalArgumentException("export needs --out=FILE");
        boolean anchorsOnly = Boolean.parseBoolean(options.get("anchors-only"));
        long[] records = {0};
        try (var writer = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
            writer.write(AuditFormat.header(publicKey(data, options)) + "\n");
            for (var tenant : table.tenants()) {
                if (!options.wants(tenant)) continue;
                if (!anchorsOnly)
                    table.read(tenant, 1, Long.MAX_VALUE, record -> {
                        try {
                            writer.write(AuditFormat.line(tenant, record) + "\n");
                            records[0]++;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
                for (var anchor : table.anchors(tenant)) writer.write(AuditFormat.line(anchor) + "\n");
            }
            writer.write(AuditFormat.end(records[0]) + "\n");
        }
        out.println("%d records are in %s".formatted(records[0], target));
        return SOUND;
    }

    private static List<AuditAnchor> outside(StoredData data, Options options) throws IOException {
        var anchors = new ArrayList<AuditAnchor>();
        Path own = data.file(AnchorFile.NAME);
        if (own != null) anchors.addAll(new AnchorFile(own).read());
        Path elsewhere = options.path("anchors");
        if (elsewhere != null) anchors.addAll(new AnchorFile(elsewhere).read());
        return anchors;
    }

    private static byte[] publicKey(StoredData data, Options options) throws IOException {
        String given = options.get("key");
        if (given != null) return HexFormat.of().parseHex(given);
        Path file = data.file(Audit.KEY_FILE);
        if (file == null)
            throw new IllegalArgumentException(
                    "the public key of the anchors is not in a database. Maybe add --key HEX, from GET /v1/audit/anchors");
        return SigningKey.read(file).publicBytes();
    }
}
