package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Request Tracker: a live one where `ATTUNE_IT_RT` names it, otherwise one that answers as recorded from RT 5.0.3.
final class TicketSystem implements AutoCloseable {
    private static final String LIVE = "ATTUNE_IT_RT";
    private static final String PASSWORD = "testpass1"; // of `.ci/live-systems`
    private static final String API = "/REST/2.0";
    private static final int MOST_LOOKS = 600; // a minute, for a busy machine
    private static final int PAUSE_MS = 100;

    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();
    private final @Nullable Recorded recorded;

    private TicketSystem(URI address, @Nullable Recorded recorded) {
        this.address = address;
        this.recorded = recorded;
    }

    static TicketSystem liveOrRecorded() throws IOException {
        var live = System.getenv(LIVE);
        if (live != null && !live.isBlank()) return new TicketSystem(URI.create(live), null);
        System.out.println(
                "No live Request Tracker (" + LIVE + " is not set): one that answers as recorded takes its place");
        return recorded();
    }

    /// One that answers as recorded.
    static TicketSystem recorded() throws IOException {
        var recorded = new Recorded();
        return new TicketSystem(recorded.address(), recorded);
    }

    /// Connects it in the console; somebody has to take the connection away again.
    ///
    /// @return what the server answers, with an id
    Object connect(Console console, String name) {
        return console.post(
                "v1/connectors",
                Map.of("kind", "request-tracker", "name", name, "url", address.toString(), "values", values()));
    }

    /// What a connection is told: where the tracker is a live one, its shredder may be used too, and `.ci/live-systems`
    /// sees to what that leaves.
    private Map<String, String> values() {
        return Map.of(
                "user",
                "root",
                "password",
                PASSWORD,
                "queue",
                "General",
                "shredder",
                recorded == null ? "on-dumps-removed" : "off");
    }

    /// Everything a ticket says: its fields and its first message.
    String ticket(String id) throws IOException, InterruptedException {
        return get("/ticket/" + id) + get("/ticket/" + id + "/history") + get("/ticket/" + id + "/attachments");
    }

    /// Its own page about the ticket, where it is a live one.
    void showsTicket(Visitor visitor, String id) {
        if (recorded != null) return;
        var page = visitor.page();
        String before = page.url();
        visitor.open(address + "/Ticket/Display.html?id=" + id);
        page.locator("input[name=user]").fill("root");
        page.locator("input[name=pass]").fill(PASSWORD);
        page.locator("input[name=pass]").press("Enter");
        assertThat(page.getByText("delivery").first()).isVisible();
        assertThat(page.locator(".titlebox").first()).isVisible(); // its pages fade in
        visitor.savesWholePage("story-ticket-in-request-tracker");
        visitor.open(before);
    }

    /// Somebody there is told to need help; what is on its way may take a moment.
    void holdsASignalOf(String subject) throws IOException, InterruptedException {
        for (int i = 0; i < MOST_LOOKS && !get(user(subject)).contains("needs_help"); i++) Thread.sleep(PAUSE_MS);
        assertThat(get(user(subject))).contains(subject, "needs_help");
    }

    /// Fields about a person that the server set there are empty again, and so is their history where it can be.
    void holdsNoSignalOf(String subject) throws IOException, InterruptedException {
        for (int i = 0; i < MOST_LOOKS && tells(subject); i++) Thread.sleep(PAUSE_MS);
        assertThat(get(user(subject))).contains(subject).doesNotContain("needs_help");
        assertThat(history(subject)).doesNotContain("needs_help");
    }

    private boolean tells(String subject) throws IOException, InterruptedException {
        return get(user(subject)).contains("needs_help") || history(subject).contains("needs_help");
    }

    private String history(String subject) throws IOException, InterruptedException {
        return get(user(subject) + "/history?fields=OldValue,NewValue&per_page=100");
    }

    /// After an erasure neither the person nor a ticket about them is there, not even as something deleted. One that
    /// answers as recorded cannot show that.
    void forgot(String subject, String ticket) throws IOException, InterruptedException {
        if (recorded != null) return;
        assertThat(status("/ticket/" + ticket)).isEqualTo(404);
        assertThat(status(user(subject))).isEqualTo(404);
    }

    private static String user(String subject) {
        return "/user/" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    private String get(String path) throws IOException, InterruptedException {
        return ask(path).body();
    }

    private int status(String path) throws IOException, InterruptedException {
        return ask(path).statusCode();
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        var credentials = Base64.getEncoder().encodeToString(("root:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(address + API + path))
                .header("Authorization", "Basic " + credentials)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        if (recorded != null) recorded.close();
    }

    /// What REST 2.0 answers, as far as users and tickets go.
    private static final class Recorded implements AutoCloseable {
        private static final Pattern NAME = Pattern.compile("\"Name\"\\s*:\\s*\"([^\"]+)\"");
        private static final Pattern FIELD = Pattern.compile("\"(emo_[a-z_]+)\"\\s*:\\s*\"([^\"]*)\"");

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final Map<String, String> names = new ConcurrentHashMap<>(); // by id
        private final Map<String, Map<String, String>> fields = new ConcurrentHashMap<>(); // by id
        private final Map<String, String> tickets = new ConcurrentHashMap<>(); // by id

        Recorded() throws IOException {
            server.createContext("/", this::serve);
            server.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        private void serve(HttpExchange exchange) throws IOException {
            var path = exchange.getRequestURI().getPath().substring(API.length());
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var answer = answer(exchange.getRequestMethod(), path, body);
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        private record Answer(int status, String body) {}

        private synchronized Answer answer(String method, String path, String body) {
            if (path.equals("/rt")) return new Answer(200, "{\"Version\": \"5.0.3\"}");
            if (path.equals("/user") && method.equals("POST")) {
                var id = String.valueOf(100 + names.size());
                var name = NAME.matcher(body);
                names.put(id, name.find() ? name.group(1) : id);
                set(id, body);
                return new Answer(201, "{\"id\": \"%s\"}".formatted(id));
            }
            if (path.startsWith("/user/")) return user(method, path.substring("/user/".length()), body);
            if (path.equals("/ticket") && method.equals("POST")) {
                var id = String.valueOf(1 + tickets.size());
                tickets.put(id, body);
                return new Answer(201, "{\"id\": \"%s\", \"type\": \"ticket\"}".formatted(id));
            }
            if (path.startsWith("/ticket/"))
                return new Answer(200, tickets.getOrDefault(path.split("/")[2], "{\"items\": []}"));
            return new Answer(200, "{\"items\": [], \"total\": 0}");
        }

        private Answer user(String method, String which, String body) {
            var id = names.containsKey(which)
                    ? which
                    : names.entrySet().stream()
                            .filter(one -> one.getValue().equals(which))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse("");
            if (id.isEmpty()) return new Answer(404, "{\"message\": \"Not Found\"}");
            if (method.equals("PUT")) {
                set(id, body);
                return new Answer(200, "[\"changed\"]");
            }
            var values = new StringBuilder();
            fields.getOrDefault(id, Map.of())
                    .forEach((name, value) -> values.append(values.isEmpty() ? "" : ", ")
                            .append("{\"name\": \"%s\", \"values\": [\"%s\"]}".formatted(name, value)));
            return new Answer(
                    200,
                    "{\"id\": \"%s\", \"Name\": \"%s\", \"CustomFields\": [%s]}".formatted(id, names.get(id), values));
        }

        private void set(String id, String body) {
            var own = fields.computeIfAbsent(id, same -> new ConcurrentHashMap<>());
            var matcher = FIELD.matcher(body);
            while (matcher.find())
                if (matcher.group(2).isEmpty()) own.remove(matcher.group(1));
                else own.put(matcher.group(1), matcher.group(2));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
