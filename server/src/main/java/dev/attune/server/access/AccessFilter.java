package dev.attune.server.access;

import dev.attune.server.database.DatabaseFailures;
import dev.attune.server.problems.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;
import org.springframework.web.util.WebUtils;

/// Finds out who calls, by cookie or SDK key.
///
/// A browser sends the cookie by itself, so whatever changes something must also carry a header that a form on a
/// foreign site cannot set.
final class AccessFilter extends OncePerRequestFilter {
    static final String COOKIE = "attune-console";
    static final String KEY_HEADER = "Attune-Key";
    static final String RECEIPT_HEADER = "Attune-Receipt"; // by which a page proves for whom it speaks
    private static final String AUDIOHOOK_HEADER = "X-API-KEY"; // as Genesys clients send it
    private static final String BASIC = "Basic ";
    private static final String RASA = "/webhooks/rest/webhook"; // where Rasa's clients post, under any base address
    static final String CONSOLE_HEADER = "Attune-Console";
    private static final String FLAGS = "/ofrep/"; // an address that OpenFeature lays down
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final SignInLinks links;
    private final SdkKeys keys;
    private final ProblemWriter problems;

    AccessFilter(SignInLinks links, SdkKeys keys, ProblemWriter problems) {
        this.links = links;
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isForCallers(path(request)); // static files and health need no database
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller;
        try {
            caller = caller(request);
        } catch (DataAccessException | TransactionException e) {
            if (!DatabaseFailures.isAway(e)) throw e;
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            problems.write(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The database does not answer right now, so nobody can be let in. Maybe try again in a few seconds.");
            return;
        }
        if (caller.isPresent() && caller.get() instanceof Caller.Console && lacksHeader(request)) {
            problems.write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "%s with the console's cookie also needs the header %s: 1."
                            .formatted(request.getMethod(), CONSOLE_HEADER));
            return;
        }
        if (caller.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        if (caller.get() instanceof Caller.Sdk sdk && sdk.kind() == KeyKind.SECRET && comesFromAPage(request)) {
            problems.write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "A secret key came from a page, where everybody can read it. Maybe revoke it, and give the page a publishable one.");
            return;
        }
        remember(caller.get());
        var failure = new AtomicReference<Exception>();
        caller.get().tenant().run(() -> {
            try {
                chain.doFilter(request, response);
            } catch (IOException | ServletException e) {
                failure.set(e);
            }
        });
        switch (failure.get()) {
            case IOException e -> throw e;
            case ServletException e -> throw e;
            case null -> {}
            default -> throw new AssertionError("nothing else is caught", failure.get());
        }
    }

    /// Decoded, as it is where it is decided who serves it: `/%76%31/me` is `/v1/me`.
    static String path(HttpServletRequest request) {
        return UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
    }

    /// Whether it matters at this address who calls.
    static boolean isForCallers(String path) {
        return path.startsWith("/v1/") || path.startsWith(FLAGS) || path.equals(RASA);
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie != null) {
            var console = links.callerOf(new Secret(cookie.getValue()));
            if (console.isPresent()) return Optional.of(console.get());
        }
        return Stream.of(
                        request.getHeader(KEY_HEADER),
                        request.getHeader(AUDIOHOOK_HEADER),
                        request.getParameter("key"),
                        basicUser(request.getHeader(HttpHeaders.AUTHORIZATION)))
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(keys::holderOf)
                .filter(holder -> comesFrom(holder.origins(), request))
                .map(SdkKeys.Holder::caller);
    }

    /// Senders of events put their key where others have a user's name.
    private static @Nullable String basicUser(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) return null;
        try {
            var credentials = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(BASIC.length()).strip()),
                    StandardCharsets.UTF_8);
            int end = credentials.indexOf(':');
            return end < 0 ? credentials : credentials.substring(0, end);
        } catch (IllegalArgumentException e) { // no Base64: nobody
            return null;
        }
    }

    /// A key bound to pages is nobody's elsewhere. Browsers tell the origin with every request to another origin, every
    /// change and every WebSocket; only a page's reading from its own origin comes without.
    private static boolean comesFrom(List<String> origins, HttpServletRequest request) {
        if (origins.isEmpty()) return true;
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null) return origins.contains(origin);
        return READING.contains(request.getMethod()) && request.getHeader(HttpHeaders.UPGRADE) == null;
    }

    /// Only browsers tell an origin.
    private static boolean comesFromAPage(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ORIGIN) != null;
    }

    private static boolean lacksHeader(HttpServletRequest request) {
        return !READING.contains(request.getMethod()) && !"1".equals(request.getHeader(CONSOLE_HEADER));
    }

    private static void remember(Caller caller) {
        var role = switch (caller) {
            case Caller.Console console -> "ROLE_" + console.role().name();
            case Caller.Sdk sdk -> "ROLE_SDK";
        };
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                new UsernamePasswordAuthenticationToken(caller, null, List.of(new SimpleGrantedAuthority(role))));
        SecurityContextHolder.setContext(context);
    }
}
