package dev.attune.server.access;

import dev.attune.server.problems.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Turns away bodies that are too large for what is asked, or do not say how large they are. Tables of feedback have a
/// limit of their own.
final class BodyLimit extends OncePerRequestFilter {
    static final int MOST_BYTES = 256 * 1024; // the longest text of 10,000 characters takes 40 KB
    static final int MOST_BYTES_OF_MANY = 8 * 1024 * 1024; // hundreds of events of the largest size; a whole catalogue
    static final int MOST_BYTES_OF_FILE = 64 * 1024 * 1024; // read as it comes
    private static final String TABLES = "/v1/feedback";

    private final ProblemWriter problems;

    BodyLimit(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return AccessFilter.path(request).startsWith(TABLES);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int most = most(AccessFilter.path(request));
        if (request.getContentLengthLong() > most) {
            problems.write(
                    response,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The body has %d bytes, at most %d are read.".formatted(request.getContentLengthLong(), most));
        } else if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            problems.write(
                    response,
                    HttpStatus.LENGTH_REQUIRED,
                    "The request does not say how long its body is. Maybe send the header Content-Length.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static int most(String path) {
        return switch (path) {
            // a single event too: one that is too large is then a dead letter, whichever way it came
            case "/v1/batch",
                    "/v1/events",
                    "/v1/identify",
                    "/v1/track",
                    "/v1/page",
                    "/v1/screen",
                    "/v1/group",
                    "/v1/alias",
                    "/v1/catalogue" -> MOST_BYTES_OF_MANY;
            case "/v1/imports" -> MOST_BYTES_OF_FILE;
            default -> MOST_BYTES;
        };
    }
}
