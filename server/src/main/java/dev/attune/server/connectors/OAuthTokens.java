package dev.attune.server.connectors;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Access by a token that is renewed with a refresh token, which some systems let be used once only: one thread of all
/// servers renews at a time, and what it got is stored before anybody uses it.
final class OAuthTokens implements Authorization {
    private static final Duration EARLY = Duration.ofMinutes(1); // clocks differ, and requests take time

    private final ConnectorConfig config;
    private final ConnectorTable table;
    private final CrmHttp http;
    private final Request request;
    private final InstantSource clock;

    /// @param path of the endpoint that gives tokens
    /// @param asForm else as JSON
    record Request(String path, boolean asForm, Map<String, String> more) {}

    /// @param expiresAt when nobody said, an hour from when it was given
    record Tokens(String access, String refresh, Instant expiresAt) {}

    OAuthTokens(ConnectorConfig config, ConnectorTable table, CrmHttp http, Request request, InstantSource clock) {
        this.config = config;
        this.table = table;
        this.http = http.with(Authorization.fixed(Map.of()));
        this.request = request;
        this.clock = clock;
    }

    @Override
    public Map<String, String> headers(Map<String, String> used) {
        var stored = table.tokens(config.id()).orElse(null);
        if (stored != null && isGood(stored, used)) return header(stored);
        return header(table.renewTokens(config.id(), current -> {
            // somebody else renewed while we waited for the lock
            if (current.isPresent() && isGood(current.get(), used)) return current.get();
            return ask(current.map(Tokens::refresh).orElseGet(() -> config.value("refreshToken")));
        }));
    }

    private boolean isGood(Tokens tokens, Map<String, String> used) {
        return clock.instant().isBefore(tokens.expiresAt().minus(EARLY))
                && !header(tokens).equals(used);
    }

    private Tokens ask(String refreshToken) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", "refresh_token");
        fields.put("client_id", config.value("clientId"));
        fields.put("client_secret", config.value("clientSecret"));
        fields.put("refresh_token", refreshToken);
        fields.putAll(request.more());
        try {
            var answer = http.post(request.path(), request.asForm() ? new CrmHttp.Form(fields) : fields);
            String access = answer.path("access_token").asString("");
            if (access.isEmpty())
                throw CrmFailure.revoked("no token was given%s. Connect it again".formatted(CrmHttp.code(answer)));
            return new Tokens(
                    access,
                    answer.path("refresh_token").asString(refreshToken),
                    clock.instant().plusSeconds(answer.path("expires_in").asLong(3600)));
        } catch (CrmFailure e) {
            if (e.kind() == CrmFailure.Kind.NEVER)
                throw CrmFailure.revoked("the refresh token was refused: " + e.reason());
            throw e;
        }
    }

    private static Map<String, String> header(Tokens tokens) {
        return Map.of("Authorization", "Bearer " + tokens.access());
    }
}
