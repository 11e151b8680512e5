package dev.attune.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a person can do with a consent receipt that they took away.
@Command(
        name = "receipt",
        description = "Consent receipts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "verify",
        subcommands = ReceiptCommand.Verify.class)
final class ReceiptCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Do what with it? Maybe: attune receipt verify FILE");
    }

    /// Whether a receipt says what the service signed.
    @Command(
            name = "verify",
            description = {
                "Tells whether a receipt was signed by the service and says what was signed, and prints what it says.",
                "Exit code 14 when it does not."
            },
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        private static final Duration PATIENCE = Duration.ofSeconds(10);
        private static final String SIGNATURE_FIELD = "receipt";
        private static final String ED25519_PREFIX = "302a300506032b6570032100"; // RFC 8410: the 32 bytes follow

        @Parameters(paramLabel = "FILE", description = "The receipt as it was downloaded.")
        private Path file = Path.of("");

        @Option(
                names = "--keys",
                required = true,
                paramLabel = "FILE|URL",
                description = "The service's public keys: https://SERVICE/.well-known/jwks.json, or a copy of it.")
        private String keys = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws CommandFailure, InterruptedException {
            var out = spec.commandLine().getOut();
            var document = json(read(file), file.toString());
            var parts = document.path(SIGNATURE_FIELD).asString("").split("\\.");
            var objection = parts.length == 3
                    ? objection(document, parts)
                    : Optional.of("it carries no signature in the field '%s'".formatted(SIGNATURE_FIELD));
            if (objection.isPresent()) {
                spec.commandLine().getErr().println("attune: not valid: " + objection.get());
                return ExitCode.NOT_PASSED;
            }
            print(document, out);
            return ExitCode.OK;
        }

        private Optional<String> objection(JsonNode document, String[] parts)
                throws CommandFailure, InterruptedException {
            try {
                var header = JsonMapper.shared().readTree(decoded(parts[0]));
                if (!header.path("alg").asString("").equals("EdDSA"))
                    return Optional.of("it is signed by %s, expected was EdDSA".formatted(header.path("alg")));
                var key = key(header.path("kid").asString(""));
                var signature = Signature.getInstance("Ed25519");
                signature.initVerify(key);
                signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
                if (!signature.verify(decoded(parts[2])))
                    return Optional.of("the signature was made by another key, or over another text");
                var signed = JsonMapper.shared().readTree(decoded(parts[1]));
                return same(document, signed)
                        ? Optional.empty()
                        : Optional.of("it does not say what was signed; it was changed afterwards");
            } catch (GeneralSecurityException | IllegalArgumentException | JacksonException e) {
                return Optional.of("the signature is damaged: " + e.getMessage());
            }
        }

        /// The signed text is the same document with an empty signature.
        private static boolean same(JsonNode document, JsonNode signed) {
            return document instanceof ObjectNode whole
                    && whole.deepCopy().put(SIGNATURE_FIELD, "").equals(signed);
        }

        private PublicKey key(String id) throws CommandFailure, InterruptedException, GeneralSecurityException {
            var set = json(keys.startsWith("http") ? fetched(URI.create(keys)) : read(Path.of(keys)), keys);
            var key = set.path("keys")
                    .valueStream()
                    .filter(each -> each.path("kid").asString("").equals(id))
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.CANNOT_READ,
                            "%s has no key '%s'. Maybe they are the keys of another service.".formatted(keys, id)));
            byte[] raw = decoded(key.path("x").asString(""));
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of()
                            .parseHex(ED25519_PREFIX + HexFormat.of().formatHex(raw))));
        }

        private static void print(JsonNode document, PrintWriter out) {
            out.printf(
                    "valid: receipt %s of %s, decided %s, holds until %s%n",
                    document.path("receiptId").asString(),
                    document.path("subject").asString(),
                    document.path("decidedAt").asString(),
                    document.path("expiresAt").asString());
            for (var choice : document.path("choices"))
                out.printf(
                        "  %s/%s: %s%n",
                        choice.path("purpose").asString(),
                        choice.path("modality").asString(),
                        choice.path("decision").asString());
        }

        private static byte[] decoded(String base64) {
            return Base64.getUrlDecoder().decode(base64);
        }

        private static String read(Path path) throws CommandFailure {
            try {
                return Files.readString(path);
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.CANNOT_READ, "%s cannot be read. Maybe check its name.".formatted(path));
            }
        }

        private static String fetched(URI address) throws CommandFailure, InterruptedException {
            try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
                var answer = http.send(
                        HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) return answer.body();
                throw new CommandFailure(
                        ExitCode.CANNOT_READ, "%s answered %d.".formatted(address, answer.statusCode()));
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.CANNOT_READ,
                        "%s cannot be reached: %s. Maybe save its jwks.json and name the file."
                                .formatted(address, e.getMessage()));
            }
        }

        private static JsonNode json(String text, String from) throws CommandFailure {
            try {
                return JsonMapper.shared().readTree(text);
            } catch (JacksonException e) {
                throw new CommandFailure(
                        ExitCode.CANNOT_READ, "%s is not JSON. Maybe it is another file.".formatted(from));
            }
        }
    }
}
