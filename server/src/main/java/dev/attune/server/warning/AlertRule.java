package dev.attune.server.warning;

import dev.attune.decisions.warning.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param mailTo addresses
/// @param webhooks ids of endpoints
/// @param language of mails
/// @param quiet null when somebody is always awake
/// @param grouping what follows within it joins the alert that stands
record AlertRule(
        UUID id,
        String name,
        Watched watches,
        Signal signal,
        Detector detector,
        List<String> mailTo,
        List<String> webhooks,
        String language,
        @Nullable QuietHours quiet,
        Duration grouping,
        boolean enabled,
        Instant createdAt,
        String createdBy) {
    AlertRule {
        mailTo = List.copyOf(mailTo);
        webhooks = List.copyOf(webhooks);
    }

    Instant toldAt(Instant raised) {
        return quiet == null ? raised : quiet.firstAllowed(raised);
    }
}
