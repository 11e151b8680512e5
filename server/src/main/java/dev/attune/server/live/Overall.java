package dev.attune.server.live;

import dev.attune.server.customers.CustomerAffect.Observed;
import dev.attune.server.customers.CustomerAffect.Source;
import dev.attune.signals.Affect;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which way a whole session leaned, for the customer record of its person.
final class Overall {
    private static final int FEWEST = 10; // estimates; fewer are a glance, not a session

    private final Mean valence = new Mean();
    private final Mean arousal = new Mean();

    private static final class Mean {
        private double sum;
        private int n;

        void add(Measurement measurement) {
            measurement.optional().ifPresent(value -> {
                sum += value;
                n++;
            });
        }

        double value() {
            return sum / n;
        }
    }

    void add(Affect affect) {
        valence.add(affect.valence());
        arousal.add(affect.arousal());
    }

    /// @param modality without which there is no session: the voice of a call, the face before a page
    Optional<Observed> observed(Modality modality, @Nullable String product) {
        if (valence.n < FEWEST) return Optional.empty();
        boolean call = modality == Modality.VOICE;
        return Optional.of(new Observed(
                call ? Source.CALL : Source.SESSION,
                modality,
                null,
                call ? "phone" : "web",
                product,
                valence.value(),
                arousal.n == 0 ? null : arousal.value(),
                Map.of()));
    }
}
