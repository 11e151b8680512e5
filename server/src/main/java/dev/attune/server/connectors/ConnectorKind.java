package dev.attune.server.connectors;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The systems that are known, what each wants to be told to connect, and what it can hold.
enum ConnectorKind {
    REQUEST_TRACKER(
            "",
            5,
            EmoFields.ALL,
            open("user", ""),
            secret("password"),
            open("queue", "General"),
            open("shredder", RequestTracker.Shredding.OFF.id())),
    TRYTON("", 5, EmoFields.ALL, open("user", ""), secret("password")),
    SALESFORCE(
            "",
            10,
            EmoFields.ALL,
            open("tokenUrl", "https://login.salesforce.com/services/oauth2/token"),
            open("apiVersion", "v62.0"),
            open("clientId", ""),
            open("platformEvent", ""), // optional, `Emo_Signal__e`
            secret("clientSecret"),
            secret("refreshToken")),
    HUBSPOT("https://api.hubapi.com", 10, EmoFields.ALL, secret("accessToken"), secret("clientSecret")),
    BITRIX24("", 2, EmoFields.ALL, open("userId", "1"), secret("webhookKey"), secret("applicationToken")),
    KOMMO(
            "",
            7,
            EmoFields.ALL,
            open("clientId", ""),
            secret("clientSecret"),
            secret("refreshToken"),
            open("redirectUri", "")),
    ZENDESK("", 10, EmoFields.ALL, open("email", ""), secret("apiToken"), secret("webhookSecret")),
    CHATWOOT(
            "https://app.chatwoot.com",
            5,
            EmoFields.ALL,
            open("accountId", "1"),
            open("inboxId", "1"),
            secret("apiToken"),
            secret("webhookSecret")),
    WECOM(
            "https://qyapi.weixin.qq.com",
            10,
            Set.of(EmoFields.SIGNAL), // tags have no room for times; our own clock takes the tag away
            open("corpId", ""),
            secret("corpSecret"),
            open("staffId", ""),
            open("agentId", ""),
            open("needsHelpTagId", ""),
            secret("callbackToken"),
            secret("encodingAesKey"));

    /// @param secret is never shown again once it was entered
    /// @param usual what most have there; may be empty
    record Field(String name, boolean secret, String usual) {}

    private final String usualUrl;
    private final int requestsPerSecond;
    private final Set<String> fieldsHeld;
    private final List<Field> fields;

    ConnectorKind(String usualUrl, int requestsPerSecond, Set<String> fieldsHeld, Field... fields) {
        this.usualUrl = usualUrl;
        this.requestsPerSecond = requestsPerSecond;
        this.fieldsHeld = fieldsHeld;
        this.fields = List.of(fields);
    }

    private static Field open(String name, String usual) {
        return new Field(name, false, usual);
    }

    private static Field secret(String name) {
        return new Field(name, true, "");
    }

    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ConnectorKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /// Empty where each customer has their own.
    String usualUrl() {
        return usualUrl;
    }

    /// Below what the vendor allows, so that others who use the same account keep some.
    int requestsPerSecond() {
        return requestsPerSecond;
    }

    Set<String> fieldsHeld() {
        return fieldsHeld;
    }

    List<Field> fields() {
        return fields;
    }
}
