package dev.attune.server.sessions;

import dev.attune.decisions.PageContext;
import dev.attune.server.sessions.ObservationLog.PageTurned;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the person was at each time of a stored session, and what the page knew.
///
/// @param turned in the order in which it happened
/// @param page instead; null for what is stored
/// @param facts likewise
record ReplayedPages(
        List<PageTurned> turned,
        @Nullable String page,
        @Nullable Map<String, Object> facts) {
    private static final String ID = "stored"; // of a page only its kind is kept

    static ReplayedPages of(List<PageTurned> turned, @Nullable String page, @Nullable Map<String, Object> facts) {
        return new ReplayedPages(
                turned, page == null || page.isBlank() ? null : page, facts == null || facts.isEmpty() ? null : facts);
    }

    PageContext page(Duration at) {
        if (page != null) return new PageContext(page, ID);
        var known = at(at);
        return known == null ? PageContext.UNKNOWN : new PageContext(known.page(), ID);
    }

    Map<String, Object> facts(Duration at) {
        if (facts != null) return facts;
        var known = at(at);
        return known == null ? Map.of() : known.facts();
    }

    private @Nullable PageTurned at(Duration at) {
        PageTurned latest = null;
        for (var each : turned) if (each.atMs() <= at.toNanos() / 1e6) latest = each;
        return latest;
    }
}
