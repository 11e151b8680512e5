package dev.attune.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a server keeps of a session, fetched as a person at its console would: signed in, for a stated purpose, on
/// record in its audit.
final class StoredSession {
    private static final String CONSOLE_HEADER = "Attune-Console"; // with whatever changes something
    private static final int NO_CONTENT = 204;
    private static final int SEE_OTHER = 303;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Of a stored session: the address of the server that keeps it (default:"
                    + " http://127.0.0.1:8420).")
    private URI server = URI.create("http://127.0.0.1:8420");

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "Your account at this server, of a role that may look at sessions.")
    private @Nullable String account;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file that holds the password of that account.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--link",
            paramLabel = "URL",
            description = "Instead of an account: a one-time sign-in link, as the server prints one when it starts.")
    private @Nullable URI link;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Instead of a running server: the data directory of one that is stopped. It is started for as long"
                            + " as this takes, on a free port of the loopback interface.")
    private @Nullable Path data;

    @Option(
            names = "--looking-for",
            paramLabel = "REASON",
            description = "Why you look at a person's session: support, quality, research, privacy-request or security"
                    + " (default: quality). It stands in the server's audit record.")
    private String reason = "quality";

    /// @return its observations, as `GET /v1/sessions/{id}/observations` answers
    byte[] observations(UUID session) throws CommandFailure, IOException, InterruptedException {
        if (data == null) return observations(session, server, link);
        try (var visit =
                ServerProcess.in(Home.directory()).visit(List.of("--port=0", "--data=" + data.toAbsolutePath()))) {
            return observations(session, visit.address(), visit.signInLink());
        }
    }

    private byte[] observations(UUID session, URI address, @Nullable URI signInLink)
            throws CommandFailure, IOException, InterruptedException {
        if (!isPrivate(address)) throw new CommandFailure(ExitCode.USAGE, """
                    %s would send your password and the session over the network as they are.
                    Maybe name its https address.""".formatted(address));
        try (var http = HttpClient.newHttpClient()) {
            var cookie = signInLink == null ? byAccount(http, address) : byLink(http, signInLink);
            var answer = http.send(
                    HttpRequest.newBuilder(address.resolve("/v1/sessions/%s/observations".formatted(session)))
                            .header("Cookie", cookie)
                            .header("Attune-Purpose", reason)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            http.send(
                    HttpRequest.newBuilder(address.resolve("/v1/sign-out"))
                            .header("Cookie", cookie)
                            .header(CONSOLE_HEADER, "1")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() != 200)
                throw refused(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
            return answer.body();
        } catch (ConnectException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, """
                    No server answers at %s.
                    Maybe start it with attune serve, name its address with --server, or its data directory with --data.""".formatted(address));
        }
    }

    private static boolean isPrivate(URI address) throws IOException {
        return "https".equals(address.getScheme())
                || InetAddress.getByName(address.getHost()).isLoopbackAddress();
    }

    private String byAccount(HttpClient http, URI address) throws CommandFailure, IOException, InterruptedException {
        if (account == null || passwordFile == null) throw new CommandFailure(ExitCode.USAGE, """
                    A person's session is shown to who is signed in only.
                    Maybe add --account NAME --password-file FILE, or --link URL with a one-time sign-in link.""");
        var credentials = JsonMapper.shared().createObjectNode();
        credentials.put("name", account);
        credentials.put("password", Files.readString(passwordFile).strip());
        var answer = http.send(
                HttpRequest.newBuilder(address.resolve("/v1/sign-in"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(credentials.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != NO_CONTENT) throw refused(answer.statusCode(), answer.body());
        return cookie(answer);
    }

    private static String byLink(HttpClient http, URI link) throws CommandFailure, IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != SEE_OTHER
                || answer.headers().firstValue("Set-Cookie").isEmpty())
            throw new CommandFailure(
                    ExitCode.CANNOT_READ,
                    "The sign-in link was used before or is too old. Maybe make another one in the console.");
        return cookie(answer);
    }

    private static String cookie(HttpResponse<?> answer) {
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    /// In the server's own words, which say what to try.
    private static CommandFailure refused(int status, String problem) {
        String detail;
        try {
            detail = JsonMapper.shared().readTree(problem).path("detail").asString("");
        } catch (JacksonException e) {
            detail = "";
        }
        return new CommandFailure(
                ExitCode.CANNOT_READ, detail.isEmpty() ? "The server answered with %d.".formatted(status) : detail);
    }
}
