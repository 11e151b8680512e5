package dev.attune.server.access;

import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;

/// Lets people in whom the company's own sign-in vouches for, if an admin made an account by that name. What they may
/// do is told by the account, not by the company's sign-in.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(CompanySignInSettings.ON)
@EnableConfigurationProperties(CompanySignInSettings.class)
class CompanySignIn {
    static final String REGISTRATION = "company";
    private static final String EMAIL = "email";

    private final CompanySignInSettings settings;
    private final Accounts accounts;
    private final SignInLinks links;
    private final Audit audit;

    CompanySignIn(CompanySignInSettings settings, Accounts accounts, SignInLinks links, Audit audit) {
        this.settings = settings;
        this.accounts = accounts;
        this.links = links;
        this.audit = audit;
    }

    /// Asks the issuer for its addresses at the first sign-in, so that the server starts without it.
    @Bean
    ClientRegistrationRepository companyRegistration() {
        var known = new AtomicReference<@Nullable ClientRegistration>();
        return id -> {
            if (!id.equals(REGISTRATION)) return null;
            var registration = known.get();
            if (registration != null) return registration;
            var fresh = discover();
            known.set(fresh);
            return fresh;
        };
    }

    /// Between the redirect there and the way back a short session of the web server holds state, nonce and the proof
    /// key; then the console's cookie takes over.
    @Bean
    @Order(1)
    SecurityFilterChain companySignInChain(HttpSecurity http, ClientRegistrationRepository registrations) {
        return http.securityMatcher("/oauth2/authorization/**", "/login/oauth2/code/**")
                .oauth2Login(login -> login.clientRegistrationRepository(registrations)
                        .successHandler((request, response, who) -> welcome(request, response, who))
                        .failureHandler((request, response, failure) -> turnAway(request, response, "failed")))
                .build();
    }

    private ClientRegistration discover() {
        return ClientRegistrations.fromIssuerLocation(Objects.requireNonNull(settings.issuer()))
                .registrationId(REGISTRATION)
                .clientId(settings.clientId())
                .clientSecret(secret())
                .scope("openid", EMAIL, "profile")
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .build();
    }

    private String secret() {
        var file = settings.clientSecretFile();
        if (file == null) return "";
        try {
            return Files.readAllLines(file).getFirst().strip();
        } catch (IOException e) {
            throw new UncheckedIOException("attune.oidc.client-secret-file cannot be read", e);
        }
    }

    private void welcome(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        var account = name(who).flatMap(accounts::named).filter(known -> !known.disabled());
        if (account.isEmpty()) {
            turnAway(request, response, "unknown");
            return;
        }
        endSession(request);
        account.get()
                .tenant()
                .run(() -> audit.record(AuditEntry.of(
                                "account:" + account.get().name(),
                                "console.signed-in",
                                account.get().id().toString())
                        .because("by the company's sign-in")));
        response.addHeader(HttpHeaders.SET_COOKIE, SignInController.cookie(links.open(account.get()), request));
        response.sendRedirect("/");
    }

    private void turnAway(HttpServletRequest request, HttpServletResponse response, String why) throws IOException {
        endSession(request);
        audit.record(
                AuditEntry.of("anonymous", "console.signed-in", "unknown").refused("the company's sign-in: " + why));
        response.sendRedirect("/?signIn=refused");
    }

    /// Empty when the company's sign-in does not know it for sure.
    private Optional<String> name(Authentication who) {
        if (!(who.getPrincipal() instanceof OidcUser user)) return Optional.empty();
        if (settings.nameClaim().equals(EMAIL) && !Boolean.TRUE.equals(user.getEmailVerified()))
            return Optional.empty();
        return Optional.ofNullable(user.getClaimAsString(settings.nameClaim()));
    }

    private static void endSession(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) session.invalidate();
    }
}
