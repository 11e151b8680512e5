package dev.attune.server.webhooks;

import dev.attune.server.audit.Audit;
import dev.attune.server.outbound.OutboundHttp;
import dev.attune.server.problems.Refusal;
import dev.attune.server.webhooks.Endpoints.Endpoint;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/webhooks")
class WebhookController {
    private static final int LONGEST_URL = 2000; // as in the schema
    private static final int MOST_ENDPOINTS = 50; // each event is written once for each

    private final Endpoints endpoints;
    private final WebhookCarrier carrier;
    private final OutboundHttp http;
    private final Audit audit;

    WebhookController(Endpoints endpoints, WebhookCarrier carrier, OutboundHttp http, Audit audit) {
        this.endpoints = endpoints;
        this.carrier = carrier;
        this.http = http;
        this.audit = audit;
    }

    /// @param endpoints all of them
    /// @param types what can be told
    /// @param publicKey verifies the signatures `v1a`
    record All(List<Endpoint> endpoints, List<WebhookEvent> types, String publicKey) {}

    /// @param url where messages are posted
    /// @param types left out or empty for all
    /// @param enabled left out for yes
    record Wanted(
            @Nullable String url,
            @Nullable List<String> types,
            @Nullable Boolean enabled) {}

    /// @param endpoint as it stands
    /// @param secret shown now and never again
    record WithSecret(Endpoint endpoint, String secret) {}

    @Operation(summary = "Lists the webhooks, the types of events, and the key that verifies them")
    @GetMapping
    All all() {
        return new All(endpoints.all(), Arrays.asList(WebhookEvent.values()), carrier.publicKey());
    }

    @Operation(summary = "Adds a webhook; its secret is told only now")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    WithSecret create(@RequestBody Wanted wanted, Principal caller) {
        var url = url(wanted);
        var types = types(wanted);
        if (endpoints.all().size() >= MOST_ENDPOINTS)
            throw Refusal.conflict("There are %d endpoints already. Maybe remove one.".formatted(MOST_ENDPOINTS));
        var secret = endpoints.freshSecret();
        var endpoint = endpoints.create(url, types, secret);
        audit.record(caller.getName(), "webhook.created", endpoint.id().toString());
        return new WithSecret(endpoint, secret.text());
    }

    @Operation(summary = "Changes a webhook's address or types, or switches it on or off", description = """
                    `types` left out stands for all and `enabled` left out for yes, whatever they were before.""")
    @PutMapping("/{id}")
    Endpoint change(@PathVariable UUID id, @RequestBody Wanted wanted, Principal caller) {
        if (!endpoints.change(id, url(wanted), types(wanted), !Boolean.FALSE.equals(wanted.enabled()))) throw none(id);
        audit.record(caller.getName(), "webhook.changed", id.toString());
        return endpoints.find(id).orElseThrow(() -> none(id));
    }

    @Operation(
            summary = "Gives a webhook a new secret, which is told only now",
            description = "For 24 hours the one before signs too.")
    @PostMapping("/{id}/secret")
    WithSecret rotate(@PathVariable UUID id, Principal caller) {
        var endpoint = endpoints.find(id).orElseThrow(() -> none(id));
        var secret = endpoints.freshSecret();
        endpoints.rotate(id, secret);
        audit.record(caller.getName(), "webhook.secret-rotated", id.toString());
        return new WithSecret(endpoint, secret.text());
    }

    @Operation(summary = "Removes a webhook")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, Principal caller) {
        if (!endpoints.remove(id)) throw none(id);
        audit.record(caller.getName(), "webhook.removed", id.toString());
    }

    private URI url(Wanted wanted) {
        String text = wanted.url() == null ? "" : wanted.url().strip();
        if (text.isEmpty() || text.length() > LONGEST_URL)
            throw Refusal.badRequest("url must have 1 to %d characters, got %d.".formatted(LONGEST_URL, text.length()));
        try {
            var url = new URI(text);
            http.check(url);
            return url;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> types(Wanted wanted) {
        if (wanted.types() == null) return List.of();
        for (var type : wanted.types())
            if (WebhookEvent.of(type).isEmpty())
                throw Refusal.badRequest("there is no event type '%s'. Maybe one of: %s."
                        .formatted(
                                type,
                                String.join(
                                        ", ",
                                        Arrays.stream(WebhookEvent.values())
                                                .map(WebhookEvent::id)
                                                .toList())));
        return List.copyOf(wanted.types());
    }

    private static Refusal none(UUID id) {
        return Refusal.notFound("There is no endpoint %s.".formatted(id));
    }
}
