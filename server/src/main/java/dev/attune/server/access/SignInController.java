package dev.attune.server.access;

import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SignInController {
    private final SignInLinks links;
    private final Accounts accounts;
    private final Audit audit;
    private final boolean byCompany;

    /// @param issuer of the company's own sign-in; empty where there is none
    SignInController(
            SignInLinks links,
            Accounts accounts,
            Audit audit,
            @Value("${" + CompanySignInSettings.ON + ":}") String issuer) {
        this.byCompany = !issuer.isEmpty();
        this.links = links;
        this.accounts = accounts;
        this.audit = audit;
    }

    /// @param signedIn always true; who is not is answered 401
    /// @param name of the account; `console` for whoever came by the link that the server printed
    /// @param role `admin`, `analyst`, `agent`, `privacy-officer` or `viewer`
    record Me(boolean signedIn, String language, String name, String role) {}

    /// @param path path and query of a link that signs one browser in, once, within 30 minutes
    record FreshLink(String path) {}

    /// How somebody may sign in beside the link and a password.
    ///
    /// @param company address of the company's own sign-in; null where there is none
    record Ways(@Nullable String company) {}

    /// @param password of the account
    record Credentials(@Nullable String name, @Nullable String password) {}

    /// A person opens this in a browser, so both outcomes lead to the console; it shows what `signIn=expired` means.
    @GetMapping("/sign-in")
    ResponseEntity<Void> signIn(@RequestParam String token, HttpServletRequest request) {
        var session = links.redeem(new Secret(token));
        if (session.isEmpty()) return redirect("/?signIn=expired").build();
        audit.record("console", "console.signed-in", "console");
        return redirect("/")
                .header(HttpHeaders.SET_COOKIE, cookie(session.get(), request))
                .build();
    }

    /// For a browser in which nobody is signed in yet.
    @GetMapping("/sign-in/ways")
    Ways ways() {
        return new Ways(byCompany ? "/oauth2/authorization/" + CompanySignIn.REGISTRATION : null);
    }

    /// A JSON body, which no form on a foreign site can send.
    @Operation(summary = "Signs in at the console by name and password and sets its cookie")
    @ApiResponse(responseCode = "204", content = @Content)
    @PostMapping("/v1/sign-in")
    ResponseEntity<Void> signIn(@RequestBody Credentials credentials, HttpServletRequest request) {
        String name = Objects.requireNonNullElse(credentials.name(), "");
        return switch (accounts.signIn(name, Objects.requireNonNullElse(credentials.password(), ""))) {
            case Accounts.Attempt.Welcome welcome -> {
                var account = welcome.account();
                account.tenant()
                        .run(() -> audit.record(AuditEntry.of(
                                "account:" + account.name(),
                                "console.signed-in",
                                account.id().toString())));
                yield ResponseEntity.noContent()
                        .header(HttpHeaders.SET_COOKIE, cookie(links.open(account), request))
                        .build();
            }
            case Accounts.Attempt.Wrong wrong -> {
                refused(name, "wrong name or password");
                throw turnedAway();
            }
            case Accounts.Attempt.Locked locked -> {
                refused(name, "locked");
                throw turnedAway();
            }
        };
    }

    /// The same whether the name is wrong, the password, or the account locked: a stranger learns of no account.
    private static Refusal turnedAway() {
        return Refusal.unauthorized(
                "Name or password is wrong, or the account is locked, as it is for %d minutes after %d wrong passwords. Maybe wait, or ask an admin to set a new password."
                        .formatted(Accounts.LOCKED_FOR.toMinutes(), Accounts.TRIES));
    }

    @Operation(summary = "Tells who is signed in at the console")
    @GetMapping("/v1/me")
    Me me(Locale locale, Authentication who) {
        var console = (Caller.Console) Objects.requireNonNull(who.getPrincipal());
        return new Me(
                true, locale.getLanguage(), console.account(), console.role().id());
    }

    @Operation(summary = "Makes a one-time sign-in link for another browser")
    @PostMapping("/v1/sign-in-links")
    @ResponseStatus(HttpStatus.CREATED)
    FreshLink another(Authentication who) {
        audit.record(who.getName(), "sign-in-link.issued", "console");
        return new FreshLink(links.issue());
    }

    @Operation(summary = "Signs this browser out of the console")
    @ApiResponse(responseCode = "204", content = @Content)
    @PostMapping("/v1/sign-out")
    ResponseEntity<Void> signOut(
            @Parameter(hidden = true) @CookieValue(AccessFilter.COOKIE) @Nullable String session,
            HttpServletRequest request) {
        if (session != null) links.signOut(new Secret(session));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request))
                .build();
    }

    /// A name that exists is told by its id, and one that does not is not told: it may be a password typed too early.
    private void refused(String name, String why) {
        var account = accounts.named(name);
        String object = account.map(known -> known.id().toString()).orElse("unknown");
        var entry = AuditEntry.of("anonymous", "console.signed-in", object).refused(why);
        account.ifPresentOrElse(known -> known.tenant().run(() -> audit.record(entry)), () -> audit.record(entry));
    }

    private static ResponseEntity.HeadersBuilder<?> redirect(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path));
    }

    static String cookie(Secret session, HttpServletRequest request) {
        return cookie(session.text(), SignInLinks.CONSOLE_LIFETIME, request);
    }

    /// Whoever came by TLS never sends it in the open; a laptop without TLS signs in all the same.
    private static String cookie(String value, Duration maxAge, HttpServletRequest request) {
        return ResponseCookie.from(AccessFilter.COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .maxAge(maxAge)
                .build()
                .toString();
    }
}
