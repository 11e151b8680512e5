package dev.attune.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class SignInTest extends ServerTest {
    @Autowired
    private SignInLinks links;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aSignInLinkWorksOnce() {
        String link = links.issue();

        assertThat(mvc.get().uri(link).exchange().getResponse().getHeader("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Strict", "Path=/");
        assertThat(mvc.get().uri(link)).hasStatus(303).doesNotContainHeader("Set-Cookie");
    }

    @Test
    void aCookieThatCameByTlsNeverTravelsInTheOpen() {
        assertThat(mvc.get()
                        .uri(links.issue())
                        .secure(true)
                        .exchange()
                        .getResponse()
                        .getHeader("Set-Cookie"))
                .contains("; Secure");
        assertThat(mvc.get().uri(links.issue()).exchange().getResponse().getHeader("Set-Cookie"))
                .doesNotContain("Secure");
    }

    @Test
    void theCookieOfASignInLinkOpensTheConsole() {
        assertThat(mvc.get().uri("/v1/me").cookie(aSignedInConsole()))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.signedIn")
                .isEqualTo(true);
    }

    @Test
    void aStrangerGetsAProblemAndNoCookie() {
        assertThat(mvc.get().uri("/v1/me"))
                .hasStatus(401)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .doesNotContainHeader("Set-Cookie");
    }

    @Test
    void aMadeUpCookieOpensNothing() {
        assertThat(mvc.get().uri("/v1/me").cookie(new Cookie("attune-console", "made-up")))
                .hasStatus(401);
    }

    @Test
    void theCookieAloneChangesNothing() {
        var console = aSignedInConsole();

        assertThat(mvc.post()
                        .uri("/v1/keys")
                        .cookie(console)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\": \"shop\"}"))
                .hasStatus(403)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void signingOutEndsTheConsoleSession() {
        var console = aSignedInConsole();

        assertThat(mvc.post().uri("/v1/sign-out").cookie(console).header("Attune-Console", "1"))
                .hasStatus(204);

        assertThat(mvc.get().uri("/v1/me").cookie(console)).hasStatus(401);
    }

    @Test
    void anSdkKeyReadsNoticesButNotSessions() {
        String secret = aKey("shop").path("secret").asString();

        assertThat(noticesWith(secret)).hasStatusOk();
        assertThat(mvc.get().uri("/v1/keys").header("Attune-Key", secret))
                .hasStatus(403)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void aRevokedKeyOpensNothing() {
        var key = aKey("old shop");

        revoke(key);

        assertThat(noticesWith(key.path("secret").asString())).hasStatus(401);
    }

    @Test
    void aKeyThatWasUsedAMomentAgoOpensNothingOnceItIsRevoked() {
        var key = aKey("busy shop");
        var secret = key.path("secret").asString();
        assertThat(noticesWith(secret)).hasStatusOk();

        revoke(key);

        assertThat(noticesWith(secret)).hasStatus(401);
    }

    @Test
    void whoHoldsAKeyIsRememberedForASecondAtMost() {
        var time = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        var keys = new SdkKeys(jdbc, time::get);
        var key = aKey("shop of another process");
        var secret = key.path("secret").asString();
        assertThat(keys.callerOf(secret)).isPresent();

        revokeElsewhere(key);

        time.set(time.get().plus(SdkKeys.REMEMBERED).minusMillis(1));
        assertThat(keys.callerOf(secret)).as("not asked again yet").isPresent();
        time.set(time.get().plusMillis(1));
        assertThat(keys.callerOf(secret)).isEmpty();
        assertThat(SdkKeys.REMEMBERED).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aKeyInUseIsLookedUpAgainBesideItsRequests() throws InterruptedException {
        var time = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        var keys = new SdkKeys(jdbc, time::get);
        var key = aKey("busy shop of another process");
        var secret = key.path("secret").asString();
        assertThat(keys.callerOf(secret)).isPresent();
        revokeElsewhere(key);

        time.set(time.get().plus(SdkKeys.REMEMBERED.dividedBy(2)));
        assertThat(keys.callerOf(secret)).as("this request does not wait").isPresent();

        for (int i = 0; i < 1_000 && keys.callerOf(secret).isPresent(); i++) Thread.sleep(10);
        assertThat(keys.callerOf(secret))
                .as("known long before it would be asked in turn")
                .isEmpty();
    }

    @Test
    void theSecretOfAKeyIsShownOnlyAtItsCreation() {
        var secret = aKey("counter").path("secret").asString();

        assertThat(mvc.get().uri("/v1/keys").cookie(aSignedInConsole()))
                .hasStatusOk()
                .bodyText()
                .contains("counter")
                .doesNotContain(secret);
    }

    private void revoke(JsonNode key) {
        assertThat(mvc.delete()
                        .uri("/v1/keys/{id}", key.path("id").asString())
                        .cookie(aSignedInConsole())
                        .header("Attune-Console", "1"))
                .hasStatus(204);
    }

    /// By another process, of which this one hears nothing.
    private void revokeElsewhere(JsonNode key) {
        asOwner()
                .update(
                        "update sdk_key set revoked_at = now() where id = ?",
                        UUID.fromString(key.path("id").asString()));
    }

    private MvcTestResult noticesWith(String secret) {
        return mvc.get().uri("/v1/notices/current").header("Attune-Key", secret).exchange();
    }

    private JsonNode aKey(String name) {
        var created = mvc.post()
                .uri("/v1/keys")
                .cookie(aSignedInConsole())
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\": \"%s\"}".formatted(name))
                .exchange();
        assertThat(created).hasStatus(201);
        return body(created);
    }
}
