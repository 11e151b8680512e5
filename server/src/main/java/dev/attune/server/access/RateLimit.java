package dev.attune.server.access;

import dev.attune.server.problems.ProblemWriter;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Turns away who asks too often: a caller by key or account, a stranger by address, and much sooner whoever tries
/// passwords or links in vain. Counts are in memory, of one server.
final class RateLimit extends OncePerRequestFilter {
    private static final int MOST = 10_000; // callers remembered; the one not seen for longest is forgotten

    private final LimitSettings settings;
    private final ProblemWriter problems;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    RateLimit(LimitSettings settings, ProblemWriter problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = AccessFilter.path(request);
        return !AccessFilter.isForCallers(path) && !path.startsWith("/inbound/") && !path.equals("/sign-in");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var bucket = bucket(request);
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
            // a whole office may share an address: who gets in has not guessed
            if (isSignIn(request) && response.containsHeader(HttpHeaders.SET_COOKIE)) bucket.addTokens(1);
            return;
        }
        long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        problems.write(
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                "Too many requests. Maybe try again in %d s, or raise attune.limits.*.".formatted(seconds));
    }

    private Bucket bucket(HttpServletRequest request) {
        if (isSignIn(request))
            return bucket("sign-in " + request.getRemoteAddr(), settings.signInsPerMinute(), Duration.ofMinutes(1));
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? bucket(
                        caller.tenant().id() + " " + caller.getName(),
                        settings.requestsPerSecond(),
                        Duration.ofSeconds(1))
                : bucket("address " + request.getRemoteAddr(), settings.strangersPerSecond(), Duration.ofSeconds(1));
    }

    private static boolean isSignIn(HttpServletRequest request) {
        String path = AccessFilter.path(request);
        return path.equals("/v1/sign-in") || path.equals("/sign-in");
    }

    private Bucket bucket(String whose, int tokens, Duration per) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    whose,
                    same -> Bucket.builder()
                            .addLimit(limit ->
                                    limit.capacity(2L * tokens).refillGreedy(tokens, per)) // a page opens with a burst
                            .build());
        }
    }
}
