package dev.attune.server.consent;

import dev.attune.server.privacy.RetentionClock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Nobody confirms what was asked a month ago, and what was confirmed stands in the consent records.
@Component
class GuardianClock implements RetentionClock {
    static final Duration KEEP = Duration.ofDays(30);

    private final GuardianRequests requests;

    GuardianClock(GuardianRequests requests) {
        this.requests = requests;
    }

    @Override
    public String category() {
        return "guardian-requests";
    }

    @Override
    public Duration keep() {
        return KEEP;
    }

    @Override
    public int sweep(Instant olderThan) {
        return requests.eraseAskedBefore(olderThan);
    }
}
