package dev.attune.server.connectors;

import dev.attune.server.privacy.Erasures;
import dev.attune.server.problems.Refusal;
import dev.attune.server.vault.Persons;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/// Where connected systems call. Not under /v1: nobody signs in here; the address holds a secret, and most systems sign
/// the body, which must therefore be read as it came.
@RestController
@RequestMapping("/inbound/{id}/{token}")
class InboundController {
    private final ConnectorTable table;
    private final ConnectorFactory factory;
    private final Persons persons;
    private final Erasures erasures;
    private final InstantSource clock;

    InboundController(
            ConnectorTable table, ConnectorFactory factory, Persons persons, Erasures erasures, InstantSource clock) {
        this.table = table;
        this.factory = factory;
        this.persons = persons;
        this.erasures = erasures;
        this.clock = clock;
    }

    record Taken(int events) {}

    @PostMapping
    Taken take(@PathVariable String id, @PathVariable String token, HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes(); // BodyLimit bounds it
        return atConnector(id, token, (row, connector) -> {
            var events = connector.onWebhook(inbound(request, body));
            table.heard(row.id());
            events.forEach(event -> handle(row, event));
            return new Taken(events.size());
        });
    }

    /// WeCom asks before it calls.
    @GetMapping(produces = "text/plain")
    String echo(@PathVariable String id, @PathVariable String token, HttpServletRequest request) {
        return atConnector(id, token, (row, connector) -> {
            if (connector instanceof WeCom weCom) return weCom.echo(inbound(request, new byte[0]));
            throw Refusal.notFound("There is nothing to be read here.");
        });
    }

    private <T> T atConnector(String id, String token, BiFunction<ConnectorTable.Row, Connector, T> work) {
        UUID connector;
        try {
            connector = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        return table.tenantOf(connector).orElseThrow(InboundController::unknown).get(() -> {
            var row = table.find(connector)
                    .filter(ConnectorTable.Row::enabled)
                    .filter(found -> MessageDigest.isEqual(
                            found.inboundToken().getBytes(StandardCharsets.UTF_8),
                            token.getBytes(StandardCharsets.UTF_8)))
                    .orElseThrow(InboundController::unknown);
            try {
                return work.apply(row, factory.of(row));
            } catch (CrmFailure e) {
                throw Refusal.unauthorized("The call was not taken: %s.".formatted(e.reason()));
            } catch (JacksonException | IllegalArgumentException e) {
                throw Refusal.badRequest("The call cannot be read. Maybe it is not what this system sends.");
            }
        });
    }

    private void handle(ConnectorTable.Row row, InboundEvent event) {
        switch (event) {
            case InboundEvent.ErasureRequested(var contact) ->
                subjects(row, contact).forEach(subject -> erasures.erase(subject, "connector:" + row.id()));
            case InboundEvent.Merged(var gone, var kept) ->
                table.persons(row.id(), gone).forEach(person -> table.link(row.id(), person, kept));
            case InboundEvent.Noticed _ -> {}
        }
    }

    private List<String> subjects(ConnectorTable.Row row, ExternalId contact) {
        return table.persons(row.id(), contact).stream()
                .flatMap(person -> persons.subjectOf(person).stream())
                .toList();
    }

    private InboundRequest inbound(HttpServletRequest request, byte[] body) {
        var headers = new HashMap<String, String>();
        for (var name : Collections.list(request.getHeaderNames()))
            headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        var query = new HashMap<String, String>();
        if (request.getQueryString() != null) query.putAll(Bitrix24.form(request.getQueryString()));
        return new InboundRequest(
                request.getMethod(), calledAs(request, headers), headers, query, body, clock.instant());
    }

    /// What a proxy changed is undone; whoever lies here only spoils the signature.
    private static String calledAs(HttpServletRequest request, Map<String, String> headers) {
        String scheme = headers.getOrDefault("x-forwarded-proto", request.getScheme());
        @Nullable String host = headers.getOrDefault("x-forwarded-host", headers.get("host"));
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return scheme + "://" + host + request.getRequestURI() + query;
    }

    private static Refusal unknown() {
        return Refusal.notFound("Nobody is called by this address.");
    }
}
