package dev.attune.server.access;

import static dev.attune.server.access.Role.ADMIN;
import static dev.attune.server.access.Role.AGENT;
import static dev.attune.server.access.Role.ANALYST;
import static dev.attune.server.access.Role.PRIVACY_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.database.Tenant;
import jakarta.servlet.http.Cookie;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every endpoint that Spring knows, called by everybody.
class AuthorisationTest extends ServerTest {
    private static final Set<Role> EVERY_ROLE = EnumSet.allOf(Role.class);

    private static final Set<Role> HELPERS = Set.of(ADMIN, ANALYST, AGENT);

    /// Who may call; what is not named is for admins and analysts.
    private static final Map<String, Set<Role>> ROLES = Map.ofEntries(
            Map.entry("GET /v1/me", EVERY_ROLE),
            Map.entry("POST /v1/sign-out", EVERY_ROLE),
            Map.entry("POST /v1/sign-in-links", Set.of(ADMIN)),
            Map.entry("GET /v1/accounts", Set.of(ADMIN)),
            Map.entry("POST /v1/accounts", Set.of(ADMIN)),
            Map.entry("POST /v1/accounts/{id}", Set.of(ADMIN)),
            Map.entry("POST /v1/accounts/{id}/password", Set.of(ADMIN)),
            Map.entry("GET /v1/keys", Set.of(ADMIN)),
            Map.entry("POST /v1/keys", Set.of(ADMIN)),
            Map.entry("DELETE /v1/keys/{id}", Set.of(ADMIN)),
            Map.entry("GET /v1/webhooks", Set.of(ADMIN)),
            Map.entry("POST /v1/webhooks", Set.of(ADMIN)),
            Map.entry("PUT /v1/webhooks/{id}", Set.of(ADMIN)),
            Map.entry("POST /v1/webhooks/{id}/secret", Set.of(ADMIN)),
            Map.entry("DELETE /v1/webhooks/{id}", Set.of(ADMIN)),
            Map.entry("GET /v1/connectors", Set.of(ADMIN)),
            Map.entry("POST /v1/connectors", Set.of(ADMIN)),
            Map.entry("PUT /v1/connectors/{id}", Set.of(ADMIN)),
            Map.entry("POST /v1/connectors/{id}/check", Set.of(ADMIN)),
            Map.entry("DELETE /v1/connectors/{id}", Set.of(ADMIN)),
            Map.entry("GET /v1/deliveries", Set.of(ADMIN)),
            Map.entry("POST /v1/deliveries/{id}/replay", Set.of(ADMIN)),
            Map.entry("GET /v1/audit/records", Set.of(ADMIN, PRIVACY_OFFICER)),
            Map.entry("GET /v1/audit/anchors", Set.of(ADMIN, PRIVACY_OFFICER)),
            Map.entry("POST /v1/persons/exports", Set.of(ADMIN, PRIVACY_OFFICER)),
            Map.entry("POST /v1/persons/looks", Set.of(ADMIN, PRIVACY_OFFICER)),
            Map.entry("POST /v1/persons/erasures", Set.of(ADMIN, PRIVACY_OFFICER)),
            Map.entry("GET /v1/persons/erasures", Set.of(ADMIN, PRIVACY_OFFICER)),
            Map.entry("GET /v1/persons/erasures/{id}", Set.of(ADMIN, PRIVACY_OFFICER)),
            Map.entry("GET /v1/retention", EVERY_ROLE),
            Map.entry("GET /v1/consents", Set.of(ADMIN, PRIVACY_OFFICER)),
            Map.entry("GET /v1/sessions", Set.of(ADMIN, ANALYST, AGENT, PRIVACY_OFFICER)),
            Map.entry("GET /v1/sessions/{id}", Set.of(ADMIN, ANALYST, AGENT, PRIVACY_OFFICER)),
            Map.entry("GET /v1/sessions/{id}/observations", Set.of(ADMIN, ANALYST, AGENT, PRIVACY_OFFICER)),
            Map.entry("GET /v1/sessions/{id}/explain", Set.of(ADMIN, ANALYST, AGENT, PRIVACY_OFFICER)),
            Map.entry("GET /v1/sessions/{id}/replay", Set.of(ADMIN, ANALYST, AGENT, PRIVACY_OFFICER)),
            Map.entry("DELETE /v1/sessions/{id}", Set.of(ADMIN, PRIVACY_OFFICER)),
            Map.entry("GET /v1/customers", Set.of(ADMIN, ANALYST, AGENT, PRIVACY_OFFICER)),
            Map.entry("POST /v1/customers/searches", Set.of(ADMIN, ANALYST, AGENT, PRIVACY_OFFICER)),
            Map.entry("GET /v1/customers/{person}", Set.of(ADMIN, ANALYST, AGENT, PRIVACY_OFFICER)),
            Map.entry("GET /v1/customers/{person}/timeline", Set.of(ADMIN, ANALYST, AGENT, PRIVACY_OFFICER)),
            Map.entry("GET /v1/dashboards", EVERY_ROLE),
            Map.entry("GET /v1/dashboards/names", EVERY_ROLE),
            Map.entry("GET /v1/dashboards/funnel", EVERY_ROLE),
            Map.entry("GET /v1/dashboards/table.csv", EVERY_ROLE),
            Map.entry("GET /v1/alerts", Set.of(ADMIN, ANALYST, AGENT)),
            Map.entry("GET /v1/alerts/people", Set.of(ADMIN, ANALYST, AGENT)),
            Map.entry("POST /v1/alerts/{id}/settled", Set.of(ADMIN, ANALYST, AGENT)),
            Map.entry("GET /v1/calls", Set.of(ADMIN, ANALYST, AGENT)),
            Map.entry("GET /v1/cases", HELPERS),
            Map.entry("GET /v1/cases/{id}", HELPERS),
            Map.entry("POST /v1/cases", HELPERS),
            Map.entry("POST /v1/cases/{id}/steps", HELPERS),
            Map.entry("POST /v1/cases/{id}/owner", HELPERS),
            Map.entry("GET /v1/cases/{id}/draft", HELPERS),
            Map.entry("POST /v1/cases/{id}/messages", HELPERS),
            Map.entry("POST /v1/cases/{id}/tasks", HELPERS),
            Map.entry("GET /v1/repair/systems", HELPERS),
            Map.entry("POST /v1/cases/{id}/asks", HELPERS),
            Map.entry("POST /v1/cases/{id}/end", HELPERS),
            Map.entry("GET /v1/repair/report", HELPERS),
            Map.entry("GET /v1/workspace/inbox", HELPERS),
            Map.entry("GET /v1/workspace/people/{person}", HELPERS),
            Map.entry("POST /v1/assistants/webhook", Set.of(ADMIN)),
            Map.entry("POST /v1/assistants/rasa/webhooks/rest/webhook", Set.of(ADMIN)),
            Map.entry("GET /v1/clips", EVERY_ROLE),
            Map.entry("GET /v1/models", EVERY_ROLE),
            Map.entry("GET /v1/playbooks", EVERY_ROLE),
            Map.entry("GET /v1/playbooks/{id}", EVERY_ROLE),
            Map.entry("POST /v1/sessions/{id}/simulations", Set.of(ADMIN, ANALYST, AGENT, PRIVACY_OFFICER)),
            Map.entry("POST /v1/style", EVERY_ROLE),
            Map.entry("GET /v1/style/intents", EVERY_ROLE),
            Map.entry("GET /v1/style/settings", EVERY_ROLE),
            Map.entry("POST /v1/messages/draft", Set.of(ADMIN, ANALYST, AGENT)),
            Map.entry("GET /v1/notices/current", EVERY_ROLE),
            Map.entry("POST /v1/consents", EVERY_ROLE),
            Map.entry("GET /v1/consents/{receiptId}", EVERY_ROLE),
            Map.entry("GET /v1/consents/{receiptId}/receipt", EVERY_ROLE),
            Map.entry("POST /v1/consents/{receiptId}/withdrawals", EVERY_ROLE),
            Map.entry("GET /v1/consents/{receiptId}/guardian", EVERY_ROLE),
            Map.entry("POST /v1/service-levels", EVERY_ROLE),
            Map.entry("GET /v1/trust", EVERY_ROLE),
            Map.entry("GET /v1/trust/assessment", EVERY_ROLE),
            Map.entry("GET /v1/trust/fairness", EVERY_ROLE),
            Map.entry("GET /v1/switches", EVERY_ROLE),
            Map.entry("PUT /v1/switches/{scope}/{id}", Set.of(ADMIN, PRIVACY_OFFICER)),
            Map.entry("DELETE /v1/switches/{scope}/{id}", Set.of(ADMIN, PRIVACY_OFFICER)),
            Map.entry("POST /v1/experiments/{id}/assignments", EVERY_ROLE),
            Map.entry("POST /v1/experiments/{id}/exposures", EVERY_ROLE),
            Map.entry("POST /v1/experiments/outcomes", EVERY_ROLE),
            Map.entry("POST /v1/recommendations", EVERY_ROLE),
            Map.entry("POST /v1/context", EVERY_ROLE),
            Map.entry("POST /v1/rank", EVERY_ROLE),
            Map.entry("POST /v1/events/{eventId}/reward", EVERY_ROLE),
            Map.entry("POST /v1/events/{eventId}/activate", EVERY_ROLE),
            Map.entry("POST /v1/multislot/rank", EVERY_ROLE),
            Map.entry("POST /v1/multislot/events/{eventId}/reward", EVERY_ROLE),
            Map.entry("POST /v1/multislot/events/{eventId}/activate", EVERY_ROLE),
            Map.entry("POST /ofrep/v1/evaluate/flags", EVERY_ROLE),
            Map.entry("POST /ofrep/v1/evaluate/flags/{key}", EVERY_ROLE),
            Map.entry("POST /v1/text", EVERY_ROLE));

    private static final Set<String> ALSO_BY_KEY = Set.of(
            "GET /v1/notices/current",
            "POST /v1/consents",
            "GET /v1/consents/{receiptId}",
            "GET /v1/consents/{receiptId}/receipt",
            "POST /v1/consents/{receiptId}/withdrawals",
            "GET /v1/consents/{receiptId}/guardian",
            "POST /v1/service-levels",
            "POST /v1/identify",
            "POST /v1/track",
            "POST /v1/page",
            "POST /v1/screen",
            "POST /v1/group",
            "POST /v1/alias",
            "POST /v1/batch",
            "POST /v1/events",
            "POST /v1/experiments/{id}/assignments",
            "POST /v1/experiments/{id}/exposures",
            "POST /v1/experiments/outcomes",
            "POST /v1/recommendations",
            "POST /v1/style",
            "POST /v1/context",
            "POST /v1/rank",
            "POST /v1/events/{eventId}/reward",
            "POST /v1/events/{eventId}/activate",
            "POST /v1/multislot/rank",
            "POST /v1/multislot/events/{eventId}/reward",
            "POST /v1/multislot/events/{eventId}/activate",
            "POST /ofrep/v1/evaluate/flags",
            "POST /ofrep/v1/evaluate/flags/{key}",
            "POST /v1/assistants/webhook",
            "POST /v1/assistants/rasa/webhooks/rest/webhook",
            "POST /v1/text");

    /// Of these what a page can read; whoever asks for others must be a server.
    private static final Set<String> BY_SECRET_KEY_ONLY = Set.of(
            "GET /v1/consents/{receiptId}/guardian",
            "POST /v1/assistants/webhook",
            "POST /v1/assistants/rasa/webhooks/rest/webhook");

    private static final Set<String> BY_ANYBODY = Set.of("POST /v1/sign-in");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private Accounts accounts;

    @Autowired
    private SignInLinks links;

    private String secretKey = "";
    private String publishableKey = "";

    private record Endpoint(HttpMethod method, String pattern) {
        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    @BeforeEach
    void keys() {
        secretKey = aNewKey(aSignedInConsole());
        publishableKey = aPublishableKey(aSignedInConsole());
    }

    @Test
    void whatIsNamedHereExists() {
        var known = new TreeSet<>(endpoints().stream().map(Endpoint::toString).toList());

        assertThat(known).containsAll(ROLES.keySet()).containsAll(ALSO_BY_KEY).containsAll(BY_ANYBODY);
    }

    @Test
    void everyEndpointRefusesNobody() {
        var open = new ArrayList<String>();
        for (var endpoint : endpoints())
            if (!BY_ANYBODY.contains(endpoint.toString()) && status(request(endpoint)) != 401)
                open.add(endpoint.toString());

        assertThat(open).isEmpty();
    }

    @Test
    void aKeyOpensWhatPagesNeedAndNothingElse() {
        var wrong = new ArrayList<String>();
        for (var endpoint : endpoints()) {
            if (BY_ANYBODY.contains(endpoint.toString())) continue;
            boolean may = ALSO_BY_KEY.contains(endpoint.toString());
            if ((status(request(endpoint).header("Attune-Key", secretKey)) == 403) == may)
                wrong.add("secret " + endpoint);
            boolean page = may && !BY_SECRET_KEY_ONLY.contains(endpoint.toString());
            if ((status(request(endpoint).header("Attune-Key", publishableKey)) == 403) == page)
                wrong.add("publishable " + endpoint);
        }

        // consenting by key without a receipt of one's own ends later, so it is not 403
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRoleOpensItsOwnAndNothingElse() {
        var wrong = new ArrayList<String>();
        for (var role : Role.values()) {
            var account = account(Tenant.DEFAULT, role);
            for (var endpoint : endpoints()) {
                if (BY_ANYBODY.contains(endpoint.toString())) continue;
                boolean may = ROLES.getOrDefault(endpoint.toString(), Set.of(ADMIN, ANALYST))
                        .contains(role);
                int status = status(asConsole(request(endpoint), cookie(account), role));
                boolean refused =
                        status == 401 || status == 403 && !endpoint.toString().equals("POST /v1/text");
                if (may == refused) wrong.add("%s %s: %d".formatted(role, endpoint, status));
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void theAdminOfAnotherTenantSeesNothingHere() {
        var stranger = cookie(account(new Tenant("stranger-" + UUID.randomUUID()), ADMIN));
        var home = aSignedInConsole();
        aReceipt(home, "personalization/face");

        for (var list : List.of("/v1/sessions", "/v1/consents", "/v1/keys", "/v1/persons/erasures"))
            assertThat(asConsole(mvc.get().uri(list), stranger, ADMIN))
                    .as(list)
                    .hasStatusOk()
                    .bodyText()
                    .isEqualTo("[]");
        var accountAtHome = account(Tenant.DEFAULT, Role.VIEWER);
        assertThat(asConsole(
                        mvc.post()
                                .uri("/v1/accounts/" + accountAtHome.id())
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"role\": \"admin\"}"),
                        stranger,
                        ADMIN))
                .hasStatus(404);
        assertThat(asConsole(
                        mvc.post()
                                .uri("/v1/accounts")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"name\": \"mole\", \"role\": \"admin\", \"tenant\": \"default\"}"),
                        stranger,
                        ADMIN))
                .hasStatus(403);
    }

    /// Those under /v1 and flags; the rest is files, health and what anybody may read. A person's own page proves
    /// itself by the address on their receipt, and has tests of its own.
    private List<Endpoint> endpoints() {
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/ofrep/")
                                || pattern.startsWith("/v1/") && !pattern.startsWith("/v1/my"))
                        .flatMap(pattern -> info.getMethodsCondition().getMethods().stream()
                                .map(method -> new Endpoint(method.asHttpMethod(), pattern))))
                .distinct()
                .toList();
    }

    private MockMvcTester.MockMvcRequestBuilder request(Endpoint endpoint) {
        return mvc.method(endpoint.method())
                .uri(endpoint.pattern()
                        .replaceAll("\\{[^}]*}", UUID.randomUUID().toString()))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}");
    }

    private static MockMvcTester.MockMvcRequestBuilder asConsole(
            MockMvcTester.MockMvcRequestBuilder request, Cookie cookie, Role role) {
        String purpose = switch (role) {
            case ADMIN, PRIVACY_OFFICER -> "privacy-request";
            case ANALYST -> "quality";
            case AGENT -> "support";
            case VIEWER -> "";
        };
        return request.cookie(cookie).header("Attune-Console", "1").header("Attune-Purpose", purpose);
    }

    private static int status(MockMvcTester.MockMvcRequestBuilder request) {
        return request.exchange().getResponse().getStatus();
    }

    private Accounts.Account account(Tenant tenant, Role role) {
        return accounts.create(tenant, role.id() + "-" + UUID.randomUUID(), role, null)
                .orElseThrow();
    }

    private Cookie cookie(Accounts.Account account) {
        return new Cookie("attune-console", links.open(account).text());
    }
}
