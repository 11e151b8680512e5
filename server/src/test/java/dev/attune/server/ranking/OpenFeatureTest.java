package dev.attune.server.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.attune.server.ServerTest;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import jakarta.servlet.http.Cookie;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/// A service that knows OpenFeature and nothing of ours: its public SDK and its provider for OFREP, over HTTP against
/// the running server.
class OpenFeatureTest extends ServerTest {
    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    private final String policy = "flag-" + UUID.randomUUID();
    private Cookie console = new Cookie("none", "");
    private String key = "";

    @BeforeEach
    void aPolicyThatLeadsAndAServiceThatAsksForIt() {
        console = aSignedInConsole();
        key = aNewKey(console);
        put("/v1/policies/" + policy, """
                {"context": [{"name": "cart", "high": 10}],
                 "actions": [{"id": "plain", "value": {"banner": "none"}}, {"id": "help", "value": {"banner": "chat"}}],
                 "guards": {"holdback": false}}""");
        put("/v1/policies/" + policy + "/mode", """
                {"mode": "online", "reason": "a test", "despite": true}""");
    }

    @AfterEach
    void shutDown() {
        api.shutdown();
    }

    @Test
    void aFlagIsDecidedByAPolicyAndWhatCameOfItIsLearned() {
        var evaluated = client(key).getObjectDetails(policy, new Value("ours"), visitor());

        assertThat(evaluated.getErrorCode()).as(evaluated.getErrorMessage()).isNull();
        assertThat(evaluated.getVariant()).isIn("plain", "help");
        assertThat(evaluated.getReason()).isEqualTo("SPLIT");
        assertThat(Objects.requireNonNull(evaluated.getValue().asStructure())
                        .getValue("banner")
                        .asString())
                .isEqualTo("plain".equals(evaluated.getVariant()) ? "none" : "chat");
        assertThat(evaluated.getFlagMetadata().getDouble("probability")).isBetween(0.01, 0.99);
        var event = evaluated.getFlagMetadata().getString("eventId");

        assertThat(lessons()).as("not shown yet").isZero();
        send("/v1/events/%s/activate".formatted(event), "{}");
        send("/v1/events/%s/reward".formatted(event), "{\"value\": 1}");
        assertThat(lessons()).isEqualTo(1);
    }

    @Test
    void whateverGoesWrongTheServiceGetsItsOwnDefaultAndWhy() {
        var unknown = client(key).getStringDetails("no-such-flag", "ours", visitor());
        assertThat(unknown.getValue()).isEqualTo("ours");
        assertThat(unknown.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);

        var otherType = client(key).getBooleanDetails(policy, true, visitor());
        assertThat(otherType.getValue()).isTrue();
        assertThat(otherType.getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);

        var stranger = client("sk_made-up").getStringDetails(policy, "ours", visitor());
        assertThat(stranger.getValue()).isEqualTo("ours");
        assertThat(stranger.getErrorCode()).isEqualTo(ErrorCode.GENERAL);
    }

    @Test
    void aSwitchReachesTheServiceWithTheNextEvaluation() {
        put("/v1/switches/policy/" + policy, "{\"reason\": \"complaints\"}");

        var stopped = client(key).getObjectDetails(policy, new Value("ours"), visitor());

        assertThat(stopped.getVariant()).isEqualTo("plain");
        assertThat(stopped.getReason()).isEqualTo("DISABLED");
        assertThat(stopped.getFlagMetadata().getString("why")).isEqualTo("killed");
    }

    private static ImmutableContext visitor() {
        return new ImmutableContext("visitor-1", Map.of("cart", new Value(3)));
    }

    private Client client(String withKey) {
        var options = OfrepProviderOptions.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .headers(ImmutableMap.of("Attune-Key", ImmutableList.of(withKey)))
                .build();
        api.setProviderAndWait(withKey, OfrepProvider.constructProvider(options));
        return api.getClient(withKey);
    }

    private int lessons() {
        return body(mvc.get().uri("/v1/policies/" + policy).cookie(console).exchange())
                .path("lessons")
                .asInt();
    }

    private void put(String path, String content) {
        assertThat(mvc.put()
                        .uri(path)
                        .cookie(console)
                        .header("Attune-Console", "1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(content))
                .hasStatus2xxSuccessful();
    }

    private void send(String path, String content) {
        assertThat(mvc.post()
                        .uri(path)
                        .header("Attune-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(content))
                .hasStatus(204);
    }
}
