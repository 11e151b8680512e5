package dev.attune.server.webhooks;

import dev.attune.server.database.DataDirectory;
import dev.attune.server.outbound.OutboundFailure;
import dev.attune.server.outbound.OutboundHttp;
import dev.attune.server.outbound.OutboundRequest;
import dev.attune.server.outbox.Carrier;
import dev.attune.server.outbox.Outcome;
import dev.attune.server.outbox.Parcel;
import dev.attune.server.vault.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Posts a message to its endpoint: signed with the shared secret (`v1`) and with this server's key (`v1a`), for
/// receivers that would rather hold a public key than a secret.
@Component
class WebhookCarrier implements Carrier {
    static final String SCHEME = "webhook";
    private static final String KEY_FILE = "webhook-key";
    private static final int GONE = 410;

    private final Endpoints endpoints;
    private final OutboundHttp http;
    private final InstantSource clock;
    private final JsonMapper json;
    private final SigningKey key;

    WebhookCarrier(
            Endpoints endpoints, OutboundHttp http, InstantSource clock, JsonMapper json, DataDirectory directory) {
        this.endpoints = endpoints;
        this.http = http;
        this.clock = clock;
        this.json = json;
        try {
            this.key = SigningKey.of(directory.secret(KEY_FILE, SigningKey::fresh), KEY_FILE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key of webhooks", e);
        }
    }

    static String target(UUID endpoint) {
        return SCHEME + ":" + endpoint;
    }

    /// What verifies `v1a`.
    String publicKey() {
        return "whpk_" + Base64.getEncoder().encodeToString(key.publicBytes());
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public Outcome carry(Parcel parcel) {
        var id = UUID.fromString(parcel.message().target().substring(SCHEME.length() + 1));
        var endpoint = endpoints.find(id).orElse(null);
        if (endpoint == null) return new Outcome.Never("the endpoint was removed");
        if (endpoint.disabledAt() != null)
            return new Outcome.Never("the endpoint is switched off: " + endpoint.disabledWhy());
        try {
            var answer = http.send(OutboundRequest.post(endpoint.url(), headers(id, parcel), body(parcel)));
            if (answer.isSuccess()) {
                endpoints.answered(id);
                return Outcome.Delivered.QUIETLY;
            }
            if (answer.status() == GONE) {
                endpoints.disable(id, "it answered 410: it is gone");
                return new Outcome.Never("410: the endpoint is gone and was switched off");
            }
            String why = answer.status() >= 300 && answer.status() < 400
                    ? "%d: redirects are not followed; enter the address it leads to".formatted(answer.status())
                    : "it answered %d".formatted(answer.status());
            return new Outcome.Later(why, answer.retryAfter(clock.instant()).orElse(null));
        } catch (OutboundFailure e) {
            return e.isRefused()
                    ? new Outcome.Never(String.valueOf(e.getMessage()))
                    : new Outcome.Later(String.valueOf(e.getMessage()), null);
        }
    }

    private String body(Parcel parcel) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", parcel.message().operation());
        body.putAll(parcel.message().payload());
        return json.writeValueAsString(body);
    }

    private Map<String, String> headers(UUID endpoint, Parcel parcel) {
        String messageId = "msg_" + parcel.id();
        long timestamp = clock.instant().getEpochSecond();
        String body = body(parcel);
        String shared = endpoints.secrets(endpoint).stream()
                .map(secret -> secret.sign(messageId, timestamp, body))
                .collect(Collectors.joining(" "));
        String own =
                "v1a," + Base64.getEncoder().encodeToString(key.sign(WebhookSecret.signed(messageId, timestamp, body)));
        return Map.of(
                "webhook-id",
                messageId,
                "webhook-timestamp",
                Long.toString(timestamp),
                "webhook-signature",
                shared + " " + own,
                "content-type",
                "application/json");
    }
}
