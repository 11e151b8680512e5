package dev.attune.server.connectors;

import dev.attune.server.outbound.OutboundAnswer;
import dev.attune.server.outbound.OutboundFailure;
import dev.attune.server.outbound.OutboundHttp;
import dev.attune.server.outbound.OutboundRequest;
import io.github.bucket4j.Bucket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON over HTTP with one customer system: within its limit of requests, with fresh credentials where the old ones are
/// refused, and every answer that is not a success as a [CrmFailure].
final class CrmHttp {
    private static final Duration TURN = Duration.ofSeconds(5); // to wait for one's turn; then the outbox waits
    private static final int UNAUTHORIZED = 401;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final OutboundHttp http;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Bucket bucket;
    private final URI base;
    private final Authorization authorization;

    CrmHttp(
            OutboundHttp http,
            JsonMapper json,
            InstantSource clock,
            Bucket bucket,
            URI base,
            Authorization authorization) {
        this.http = http;
        this.json = json;
        this.clock = clock;
        this.bucket = bucket;
        this.base = base;
        this.authorization = authorization;
    }

    CrmHttp with(Authorization other) {
        return new CrmHttp(http, json, clock, bucket, base, other);
    }

    CrmHttp at(URI otherBase) {
        return new CrmHttp(http, json, clock, bucket, otherBase, authorization);
    }

    JsonNode get(String path) {
        return call("GET", path, null, Map.of());
    }

    JsonNode post(String path, Object body) {
        return call("POST", path, body, Map.of());
    }

    JsonNode put(String path, Object body) {
        return call("PUT", path, body, Map.of());
    }

    JsonNode patch(String path, Object body) {
        return call("PATCH", path, body, Map.of());
    }

    JsonNode delete(String path) {
        return call("DELETE", path, null, Map.of());
    }

    /// Deletes it and looks whether it is gone.
    boolean remove(String path) {
        try {
            delete(path);
            get(path);
            return false;
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e;
            return true;
        }
    }

    /// @param body JSON, or a [Form]; null for none
    /// @return missing where the answer has no body
    JsonNode call(String method, String path, @Nullable Object body, Map<String, String> extraHeaders) {
        var used = authorization.headers(Map.of());
        var answer = send(method, path, body, extraHeaders, used);
        if (answer.status() == UNAUTHORIZED) {
            var fresh = authorization.headers(used);
            if (!fresh.equals(used)) answer = send(method, path, body, extraHeaders, fresh);
        }
        return content(answer);
    }

    private OutboundAnswer send(
            String method,
            String path,
            @Nullable Object body,
            Map<String, String> extraHeaders,
            Map<String, String> credentials) {
        awaitTurn();
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", "application/json");
        headers.putAll(credentials);
        headers.putAll(extraHeaders);
        byte[] bytes = switch (body) {
            case null -> new byte[0];
            case Form form -> {
                headers.put("Content-Type", FORM);
                yield form.encoded().getBytes(StandardCharsets.UTF_8);
            }
            default -> {
                headers.put("Content-Type", "application/json");
                yield json.writeValueAsBytes(body);
            }
        };
        return send(method, path, headers, bytes);
    }

    private OutboundAnswer send(String method, String path, Map<String, String> headers, byte[] bytes) {
        try {
            return http.send(new OutboundRequest(method, URI.create(base + path), headers, bytes));
        } catch (OutboundFailure e) {
            throw e.isRefused()
                    ? CrmFailure.never(String.valueOf(e.getMessage()))
                    : CrmFailure.later(String.valueOf(e.getMessage()), null);
        }
    }

    /// One field of a form; a form may hold a name more than once.
    record Field(String name, String value) {}

    /// Fills in a form that is meant for people, without our credentials; whatever it answers.
    OutboundAnswer page(String method, String path, List<Field> fields, Map<String, String> headers) {
        awaitTurn();
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", FORM);
        String form = fields.stream()
                .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
                .collect(Collectors.joining("&"));
        return send(method, path, all, form.getBytes(StandardCharsets.UTF_8));
    }

    private void awaitTurn() {
        try {
            if (!bucket.asBlocking().tryConsume(1, TURN))
                throw CrmFailure.later("more requests wait than this system allows a second", TURN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CrmFailure.later("the server is stopping", null);
        }
    }

    private JsonNode content(OutboundAnswer answer) {
        JsonNode content;
        try {
            content = answer.body().length == 0 ? json.missingNode() : json.readTree(answer.body());
        } catch (JacksonException e) {
            if (answer.isSuccess())
                throw CrmFailure.later(
                        "it answered %d with something that is not JSON".formatted(answer.status()), null);
            content = json.missingNode();
        }
        if (answer.isSuccess()) return content;
        String what = "it answered %d%s".formatted(answer.status(), code(content));
        throw switch (answer.status()) {
            case UNAUTHORIZED ->
                CrmFailure.revoked(what + ": the credentials are not valid any more. Connect it again");
            case 404, 410 -> CrmFailure.gone(what);
            case 408, 423, 429 ->
                CrmFailure.later(what, answer.retryAfter(clock.instant()).orElse(null));
            default ->
                answer.status() >= 500
                        ? CrmFailure.later(
                                what, answer.retryAfter(clock.instant()).orElse(null))
                        : CrmFailure.never(what);
        };
    }

    /// The code that an error names itself by; not its text, which may quote what was sent.
    static String code(JsonNode content) {
        var first = content.isArray() ? content.path(0) : content;
        for (var name : new String[] {"errorCode", "error", "code", "category", "title"}) {
            String code = first.path(name).asString("");
            if (code.matches("[A-Za-z0-9_. -]{1,60}")) return " (" + code + ")";
        }
        return "";
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Fields of a form, in their order.
    record Form(Map<String, String> fields) {
        String encoded() {
            var joined = new StringJoiner("&");
            fields.forEach((name, value) -> joined.add(CrmHttp.encoded(name) + "=" + CrmHttp.encoded(value)));
            return joined.toString();
        }
    }
}
