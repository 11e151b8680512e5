package dev.attune.server.connectors;

import dev.attune.server.outbound.OutboundHttp;
import io.github.bucket4j.Bucket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Makes the client of a connected system. All of one system share its tokens, those of requests as those of access.
@Component
class ConnectorFactory {
    private final OutboundHttp http;
    private final ConnectorTable table;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Map<UUID, Bucket> buckets = new ConcurrentHashMap<>();

    ConnectorFactory(OutboundHttp http, ConnectorTable table, InstantSource clock, JsonMapper json) {
        this.http = http;
        this.table = table;
        this.clock = clock;
        this.json = json;
    }

    Connector of(ConnectorTable.Row row) {
        return of(table.config(row));
    }

    Connector of(ConnectorConfig config) {
        int perSecond = config.kind().requestsPerSecond();
        var bucket = buckets.computeIfAbsent(
                config.id(),
                same -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
        var client = new CrmHttp(http, json, clock, bucket, URI.create(config.base()), Authorization.fixed(Map.of()));
        return switch (config.kind()) {
            case REQUEST_TRACKER -> new RequestTracker(config, client);
            case TRYTON -> new Tryton(config, client);
            case SALESFORCE ->
                new Salesforce(
                        config,
                        client,
                        new OAuthTokens(
                                config,
                                table,
                                client.at(URI.create(config.value("tokenUrl"))),
                                new OAuthTokens.Request("", true, Map.of()),
                                clock));
            case HUBSPOT -> new HubSpot(config, client, json);
            case BITRIX24 -> new Bitrix24(config, client);
            case KOMMO ->
                new Kommo(
                        config,
                        client,
                        new OAuthTokens(
                                config,
                                table,
                                client,
                                new OAuthTokens.Request(
                                        "/oauth2/access_token",
                                        false,
                                        Map.of("redirect_uri", config.value("redirectUri"))),
                                clock));
            case ZENDESK -> new Zendesk(config, client, json);
            case CHATWOOT -> new Chatwoot(config, client, json);
            case WECOM -> new WeCom(config, client);
        };
    }
}
