package dev.attune.policy;

import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Instant;

/// May this be read here, of such a person, for this, at this time?
public record PolicyQuery(
        Place place,
        Role role,
        Purpose purpose,
        Modality modality,
        Jurisdiction jurisdiction,
        AgeBand ageBand,
        Instant at) {}
