package dev.attune.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.problems.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class AccountTest extends ServerTest {
    private static final String PASSWORD = "correct horse battery";

    @Autowired
    private ProblemWriter problems;

    @Autowired
    private JdbcTemplate jdbc;

    private final String name = "ann-" + UUID.randomUUID();
    private Cookie admin;
    private String id = "";

    @BeforeEach
    void anAnalyst() {
        admin = aSignedInConsole();
        var created = post(admin, "/v1/accounts", """
                {"name": "%s", "role": "analyst", "password": "%s"}""".formatted(name, PASSWORD));
        assertThat(created).hasStatus(201);
        id = body(created).path("id").asString();
    }

    @Test
    void nameAndPasswordOpenTheConsoleInOnesOwnRole() {
        var cookie = signedIn(PASSWORD);

        var me = body(mvc.get().uri("/v1/me").cookie(cookie).exchange());
        assertThat(me.path("name").asString()).isEqualTo(name);
        assertThat(me.path("role").asString()).isEqualTo("analyst");
        assertThat(mvc.get().uri("/v1/accounts").cookie(cookie)).hasStatus(403);
    }

    @Test
    void fiveWrongPasswordsLockTheAccountForTheRightOneToo() {
        for (int i = 0; i < Accounts.TRIES; i++)
            assertThat(signIn(name, "wrong horse battery")).hasStatus(401);

        var locked = signIn(name, PASSWORD);
        assertThat(locked).hasStatus(401);
        assertThat(body(locked).path("detail"))
                .as("an answer of its own would tell that there is such an account")
                .isEqualTo(body(signIn("nobody-" + UUID.randomUUID(), PASSWORD)).path("detail"));

        assertThat(post(admin, "/v1/accounts/" + id + "/password", "{\"password\": \"another horse battery\"}"))
                .hasStatus(204);
        assertThat(signIn(name, "another horse battery")).hasStatus(204);
    }

    @Test
    void theAnswerDoesNotTellWhoExists() {
        var unknown = signIn("nobody-" + UUID.randomUUID(), "wrong horse battery");
        var known = signIn(name, "wrong horse battery");

        assertThat(body(unknown).path("detail")).isEqualTo(body(known).path("detail"));
    }

    /// Longer than any that can be set.
    @Test
    void aPasswordThatNobodyCanHaveIsWrongWhoeverIsNamed() {
        var password = "a".repeat(73);
        assertThat(signIn("nobody-" + UUID.randomUUID(), password)).hasStatus(401);
        assertThat(signIn(name, password)).hasStatus(401);
    }

    @Test
    void thePasswordIsStoredHashedOnly() {
        assertThat(jdbc.queryForObject("select password_hash from account where name = ?", String.class, name))
                .startsWith("$2")
                .doesNotContain(PASSWORD);
        assertThat(mvc.get().uri("/v1/accounts").cookie(admin)).bodyText().doesNotContain("$2", PASSWORD);
    }

    @Test
    void whoeverIsDisabledIsOutAtOnce() {
        var cookie = signedIn(PASSWORD);

        post(admin, "/v1/accounts/" + id, "{\"disabled\": true}");

        assertThat(mvc.get().uri("/v1/me").cookie(cookie)).hasStatus(401);
        assertThat(signIn(name, PASSWORD)).hasStatus(401);
    }

    @Test
    void aShortPasswordAndAnUnknownRoleAreRefused() {
        assertThat(post(admin, "/v1/accounts", "{\"name\": \"bob\", \"role\": \"viewer\", \"password\": \"short\"}"))
                .hasStatus(400)
                .bodyText()
                .contains("at least 12");
        assertThat(post(admin, "/v1/accounts", "{\"name\": \"bob\", \"role\": \"king\"}"))
                .hasStatus(400)
                .bodyText()
                .contains("king", "privacy-officer");
    }

    @Test
    void aKeyBoundToAPageIsNobodysElsewhere() {
        String key = aKey("{\"name\": \"shop\", \"origins\": [\"https://shop.example\"]}");

        assertThat(notice(key, "https://shop.example")).hasStatusOk();
        assertThat(notice(key, "https://thief.example")).hasStatus(401);
        assertThat(mvc.post()
                        .uri("/v1/text")
                        .header("Attune-Key", key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatus(401);
    }

    @Test
    void aKeyBoundToAPurposeActsForNoOther() {
        String key = aKey("{\"name\": \"counter\", \"purposes\": [\"analytics\"]}");
        var notice = body(notice(key, "https://shop.example").exchange());

        var wanted = answer(notice, "s-" + UUID.randomUUID(), "personalization/face");
        var allowed = answer(notice, "s-" + UUID.randomUUID(), "analytics/face");

        assertThat(consent(key, wanted)).hasStatus(403).bodyText().contains("may not act for personalization");
        assertThat(consent(key, allowed)).hasStatus(201);
    }

    @Test
    void anOriginWithAPathIsNoOrigin() {
        assertThat(post(admin, "/v1/keys", "{\"name\": \"shop\", \"origins\": [\"https://shop.example/cart\"]}"))
                .hasStatus(400)
                .bodyText()
                .contains("without a path");
    }

    @Test
    void whoeverAsksTooOftenIsToldWhenToComeBack() throws Exception {
        var limit = new RateLimit(new LimitSettings(100, 2, 1), problems);

        assertThat(statuses(limit, "/v1/notices/current", 6)).containsExactly(200, 200, 200, 200, 429, 429);
        assertThat(statuses(limit, "/sign-in", 4)).containsExactly(200, 200, 429, 429);
        assertThat(statuses(limit, "/assets/index.js", 6)).containsOnly(200);
    }

    /// Servers decode an address before they look who serves it: `%69` is an `i`.
    @Test
    void whoeverSpellsTheAddressInAnotherWayIsLimitedToo() throws Exception {
        var limit = new RateLimit(new LimitSettings(100, 2, 1), problems);

        assertThat(statuses(limit, "/v1/sign-in", 2)).containsExactly(200, 200);
        assertThat(statuses(limit, "/%76%31/s%69gn-in", 2)).containsExactly(429, 429);
        assertThat(statuses(limit, "/s%69gn-in", 1)).containsExactly(429);
        assertThat(statuses(limit, "/%76%31/notices/current", 6)).containsExactly(200, 200, 200, 200, 429, 429);
    }

    @Test
    void whoIsSignedInIsKnownHoweverTheAddressIsSpelled() {
        assertThat(mvc.get().uri(URI.create("/%76%31/me")).cookie(admin)).hasStatus(200);
        assertThat(mvc.get().uri(URI.create("/%76%31/me"))).hasStatus(401);
    }

    @Test
    void manyMaySignInFromOneAddressAsLongAsTheyGetIn() throws Exception {
        var limit = new RateLimit(new LimitSettings(100, 2, 1), problems);
        FilterChain welcome = (request, response) ->
                ((HttpServletResponse) response).setHeader(HttpHeaders.SET_COOKIE, "attune-console=x");

        for (int i = 0; i < 20; i++) {
            var response = new MockHttpServletResponse();
            limit.doFilter(new MockHttpServletRequest("POST", "/v1/sign-in"), response, welcome);
            assertThat(response.getStatus()).isEqualTo(200);
        }
        assertThat(statuses(limit, "/v1/sign-in", 4)).containsExactly(200, 200, 429, 429);
    }

    @Test
    void everyAnswerCarriesTheHeadersThatBrowsersProtectPeopleBy() {
        assertThat(mvc.get().uri("/v1/me"))
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasHeader("X-Frame-Options", "DENY")
                .hasHeader("Referrer-Policy", "no-referrer")
                .containsHeader("Content-Security-Policy")
                .hasHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
    }

    @Test
    void aBodyThatIsTooLargeOrDoesNotSayIsNotRead() {
        assertThat(post(admin, "/v1/accounts", "{\"name\": \"%s\"}".formatted("a".repeat(BodyLimit.MOST_BYTES))))
                .hasStatus(413);
        assertThat(mvc.post()
                        .uri("/v1/sign-in")
                        .header(HttpHeaders.TRANSFER_ENCODING, "chunked")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatus(411);
    }

    private static int[] statuses(RateLimit limit, String path, int requests) throws Exception {
        var statuses = new int[requests];
        for (int i = 0; i < requests; i++) {
            var response = new MockHttpServletResponse();
            limit.doFilter(new MockHttpServletRequest("GET", path), response, new MockFilterChain());
            statuses[i] = response.getStatus();
            if (statuses[i] == 429)
                assertThat(response.getHeader(HttpHeaders.RETRY_AFTER)).isNotNull();
        }
        return statuses;
    }

    private Cookie signedIn(String password) {
        return Objects.requireNonNull(signIn(name, password).getResponse().getCookie("attune-console"));
    }

    private MvcTestResult signIn(String who, String password) {
        return mvc.post()
                .uri("/v1/sign-in")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\": \"%s\", \"password\": \"%s\"}".formatted(who, password))
                .exchange();
    }

    private String aKey(String wanted) {
        return body(post(admin, "/v1/keys", wanted)).path("secret").asString();
    }

    private MockMvcTester.MockMvcRequestBuilder notice(String key, String origin) {
        return mvc.get()
                .uri("/v1/notices/current?language=en")
                .header("Attune-Key", key)
                .header(HttpHeaders.ORIGIN, origin);
    }

    private MvcTestResult consent(String key, String answers) {
        return mvc.post()
                .uri("/v1/consents")
                .header("Attune-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(answers)
                .exchange();
    }

    private MvcTestResult post(Cookie cookie, String path, String body) {
        return mvc.post()
                .uri(path)
                .cookie(cookie)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
