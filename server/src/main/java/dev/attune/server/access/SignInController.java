package dev.attune.server.access;

import dev.attune.server.audit.Audit;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SignInController {
    private final SignInLinks links;
    private final Audit audit;

    SignInController(SignInLinks links, Audit audit) {
        this.links = links;
        this.audit = audit;
    }

    record Me(boolean signedIn, String language) {}

    record FreshLink(String path) {}

    /// A person opens this in a browser, so both outcomes lead to the console; it shows what `signIn=expired` means.
    @GetMapping("/sign-in")
    ResponseEntity<Void> signIn(@RequestParam String token) {
        var session = links.redeem(new Secret(token));
        if (session.isEmpty()) return redirect("/?signIn=expired").build();
        audit.record("console", "console.signed-in", "console");
        return redirect("/")
                .header(HttpHeaders.SET_COOKIE, cookie(session.get().text(), SignInLinks.CONSOLE_LIFETIME.toSeconds()))
                .build();
    }

    @GetMapping("/v1/me")
    Me me(Locale locale) {
        return new Me(true, locale.getLanguage());
    }

    /// Another one-time link, for a second browser.
    @PostMapping("/v1/sign-in-links")
    ResponseEntity<FreshLink> another() {
        audit.record("console", "sign-in-link.issued", "console");
        return ResponseEntity.status(HttpStatus.CREATED).body(new FreshLink(links.issue()));
    }

    @PostMapping("/v1/sign-out")
    ResponseEntity<Void> signOut(@CookieValue(AccessFilter.COOKIE) @Nullable String session) {
        if (session != null) links.signOut(new Secret(session));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", 0))
                .build();
    }

    private static ResponseEntity.HeadersBuilder<?> redirect(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path));
    }

    private static String cookie(String value, long maxAgeSeconds) {
        return ResponseCookie.from(AccessFilter.COOKIE, value)
                .httpOnly(true)
                .sameSite("Strict")
                .path("/")
                .maxAge(maxAgeSeconds)
                .build()
                .toString();
    }
}
