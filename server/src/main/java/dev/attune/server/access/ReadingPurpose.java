package dev.attune.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Why somebody at the console looks at a person's data. Every such request names one, in the header
/// `Attune-Purpose`; it stands in the audit record.
public enum ReadingPurpose {
    /// To help this person now.
    SUPPORT,
    /// To see whether what is read and decided is right.
    QUALITY,
    RESEARCH,
    /// To answer a person's request for a copy, a correction or an erasure.
    PRIVACY_REQUEST,
    /// To look into an incident.
    SECURITY;

    public static final String HEADER = "Attune-Purpose";

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ReadingPurpose> of(String id) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.id().equals(id))
                .findFirst();
    }

    /// For which purposes this role may look.
    static Set<ReadingPurpose> of(Role role) {
        return switch (role) {
            case ADMIN -> Set.of(values());
            case ANALYST -> Set.of(QUALITY, RESEARCH);
            case AGENT -> Set.of(SUPPORT);
            case PRIVACY_OFFICER -> Set.of(PRIVACY_REQUEST, SECURITY);
            case VIEWER -> Set.of();
        };
    }
}
