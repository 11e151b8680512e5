package dev.attune.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.attune.server.ServerTest;
import dev.attune.server.database.Tenant;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.UriComponentsBuilder;

/// Against a small issuer of this test's own.
class CompanySignInTest extends ServerTest {
    @Autowired
    private CompanySignInSettings settings;

    @Autowired
    private Accounts accounts;

    private final String name = "ann-" + UUID.randomUUID() + "@example.org";
    private HttpServer issuer;
    private RSAKey key;
    private String nonce = "";
    private String audience = "attune";
    private boolean verified = true;

    @BeforeEach
    void anIssuer() throws Exception {
        key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        var place = URI.create(Objects.requireNonNull(settings.issuer()));
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), place.getPort()), 0);
        issuer.createContext(
                "/.well-known/openid-configuration",
                exchange -> say(
                        exchange,
                        json.writeValueAsString(Map.of(
                                "issuer",
                                place.toString(),
                                "authorization_endpoint",
                                place + "/authorize",
                                "token_endpoint",
                                place + "/token",
                                "jwks_uri",
                                place + "/jwks",
                                "subject_types_supported",
                                new String[] {"public"},
                                "id_token_signing_alg_values_supported",
                                new String[] {"RS256"},
                                "response_types_supported",
                                new String[] {"code"}))));
        issuer.createContext("/jwks", exchange -> say(exchange, new JWKSet(key.toPublicJWK()).toString()));
        issuer.createContext(
                "/token",
                exchange -> say(
                        exchange,
                        json.writeValueAsString(Map.of(
                                "access_token",
                                "of no use here",
                                "token_type",
                                "Bearer",
                                "expires_in",
                                60,
                                "id_token",
                                idToken()))));
        issuer.start();
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void whoeverTheCompanyVouchesForGetsIntoTheirOwnAccount() {
        accounts.create(Tenant.DEFAULT, name, Role.AGENT, null);

        var answer = goThereAndBack();

        assertThat(answer).hasStatus(302).hasHeader("Location", "/");
        var cookie = Objects.requireNonNull(answer.getResponse().getCookie("attune-console"));
        var me = body(mvc.get()
                .uri("/v1/me")
                .cookie(new Cookie("attune-console", cookie.getValue()))
                .exchange());
        assertThat(me.path("name").asString()).isEqualTo(name);
        assertThat(me.path("role").asString()).isEqualTo("agent");
    }

    @Test
    void theSignInPageIsToldWhereTheCompanysIs() {
        assertThat(body(mvc.get().uri("/sign-in/ways").exchange())
                        .path("company")
                        .asString())
                .isEqualTo("/oauth2/authorization/" + CompanySignIn.REGISTRATION);
    }

    @Test
    void whoeverHasNoAccountHereStaysOutside() {
        assertThat(goThereAndBack()).hasHeader("Location", "/?signIn=refused").doesNotContainHeader("Set-Cookie");
    }

    @Test
    void anAddressThatWasNotVerifiedIsNobodys() {
        accounts.create(Tenant.DEFAULT, name, Role.ADMIN, null);
        verified = false;

        assertThat(goThereAndBack()).hasHeader("Location", "/?signIn=refused");
    }

    @Test
    void aTokenForAnotherServiceIsRefused() {
        accounts.create(Tenant.DEFAULT, name, Role.ADMIN, null);
        audience = "another";

        assertThat(goThereAndBack()).hasHeader("Location", "/?signIn=refused");
    }

    /// What a browser does between the button and the way back.
    private MvcTestResult goThereAndBack() {
        var session = new MockHttpSession();
        var there = mvc.get()
                .uri("/oauth2/authorization/" + CompanySignIn.REGISTRATION)
                .session(session)
                .exchange();
        assertThat(there).hasStatus(302);
        var asked = UriComponentsBuilder.fromUriString(
                        Objects.requireNonNull(there.getResponse().getRedirectedUrl()))
                .build(true)
                .getQueryParams();
        nonce = Objects.requireNonNull(asked.getFirst("nonce"));
        assertThat(asked.getFirst("code_challenge_method")).isEqualTo("S256");
        return mvc.get()
                .uri(URI.create("/login/oauth2/code/%s?code=c&state=%s"
                        .formatted(CompanySignIn.REGISTRATION, asked.getFirst("state"))))
                .session(session)
                .exchange();
    }

    private String idToken() {
        var now = Instant.now();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(settings.issuer())
                        .audience(audience)
                        .subject("4711")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .claim("nonce", nonce)
                        .claim("email", name)
                        .claim("email_verified", verified)
                        .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static void say(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
