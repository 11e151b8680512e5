package dev.attune.cli;

import dev.attune.signals.AffectEvent;
import dev.attune.signals.Moment;
import java.util.List;

/// The moments among what fusion said.
final class Moments {
    private Moments() {}

    static List<Moment> of(List<AffectEvent> events) {
        return events.stream()
                .filter(Moment.class::isInstance)
                .map(Moment.class::cast)
                .toList();
    }
}
