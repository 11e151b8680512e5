package dev.attune.server.customers;

import dev.attune.server.vault.SessionRef;
import dev.attune.signals.Modality;
import dev.attune.text.topics.Intent;
import dev.attune.text.topics.Urgency;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/// Takes what was measured of somebody into their customer record: one coarse event per session, call or text, and only
/// while they allow personalization by what it was read from.
@Component
public class CustomerAffect {
    private static final String MODALITY = "modality";
    private static final double STEP = 0.1; // finer would be a measurement, not a remark in a record

    private final Intake intake;
    private final InstantSource clock;

    CustomerAffect(Intake intake, InstantSource clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /// What it was read in.
    public enum Source {
        TEXT,
        SESSION,
        CALL,
        FEEDBACK;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What words may press for beside leaning some way, the gravest first.
    public enum Pressing {
        CHURN_THREAT,
        REQUEST_FOR_HUMAN,
        URGENCY;

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// @param intents ids of [Intent]
        /// @param urgency id of [Urgency]; only the highest presses
        public static Set<Pressing> of(Collection<String> intents, String urgency) {
            var pressing = EnumSet.noneOf(Pressing.class);
            if (intents.contains(Intent.CHURN_THREAT.id())) pressing.add(CHURN_THREAT);
            if (intents.contains(Intent.REQUEST_FOR_HUMAN.id())) pressing.add(REQUEST_FOR_HUMAN);
            if (urgency.equals(Urgency.HIGH.id())) pressing.add(URGENCY);
            return pressing;
        }
    }

    /// @param at when it was displayed; null for now
    /// @param modality what it was read from
    /// @param aspects what the words leaned which way about, by aspect; empty for other than words
    /// @param presses what the words pressed for; empty for other than words
    public record Observed(
            Source source,
            Modality modality,
            @Nullable Instant at,
            @Nullable String channel,
            @Nullable String product,
            double valence,
            @Nullable Double arousal,
            Map<String, Double> aspects,
            Set<Pressing> presses) {
        /// Of what presses for nothing.
        public Observed(
                Source source,
                Modality modality,
                @Nullable Instant at,
                @Nullable String channel,
                @Nullable String product,
                double valence,
                @Nullable Double arousal,
                Map<String, Double> aspects) {
            this(source, modality, at, channel, product, valence, arousal, aspects, Set.of());
        }

        public Observed {
            if (!(valence >= -1 && valence <= 1))
                throw new IllegalArgumentException("valence must be in [-1, 1], got " + valence);
            if (arousal != null && !(arousal >= -1 && arousal <= 1))
                throw new IllegalArgumentException("arousal must be in [-1, 1], got " + arousal);
            aspects = Map.copyOf(aspects);
            presses = Set.copyOf(presses);
        }
    }

    /// Of a session: the same session is taken once. Does not wait.
    public void observed(String subject, SessionRef session, Observed observed) {
        put(subject, session.id(), observed);
    }

    /// Of a row of a table: the same id is taken once. Does not wait.
    public void observed(String subject, UUID id, Observed observed) {
        put(subject, id, observed);
    }

    /// Of a text. Does not wait, and nobody hears whether it was kept: a refusal is counted.
    public void observed(String subject, Observed observed) {
        put(subject, UUID.randomUUID(), observed);
    }

    private void put(String subject, UUID id, Observed observed) {
        var now = clock.instant();
        var at = observed.at();
        var properties = new HashMap<String, Object>();
        properties.put(MODALITY, observed.modality().id());
        if (!observed.aspects().isEmpty()) {
            var aspects = new HashMap<String, Double>();
            observed.aspects().forEach((aspect, polarity) -> aspects.put(aspect, coarse(polarity)));
            properties.put(CustomerEvent.ASPECTS, aspects);
        }
        if (!observed.presses().isEmpty())
            properties.put(
                    CustomerEvent.PRESSES,
                    observed.presses().stream().sorted().map(Pressing::id).toList());
        var arousal = observed.arousal();
        intake.put(List.of(new Checked.Sound(
                null,
                new Checked.Who(subject, null, null),
                id,
                at == null || at.isAfter(now) ? now : at,
                now,
                observed.modality(),
                CustomerEvent.AFFECT + observed.source().id(),
                new Checked.Details(
                        observed.channel(),
                        observed.product(),
                        null,
                        coarse(observed.valence()),
                        arousal == null ? null : coarse(arousal),
                        null,
                        properties),
                Map.of(),
                new Checked.Original("measured", now, null, JsonNodeFactory.instance.objectNode()))));
    }

    /// What a measured event was read from; empty for what nobody measured.
    static Optional<Modality> modality(CustomerEvent event) {
        return event.properties().get(MODALITY) instanceof String id
                        && event.type().startsWith(CustomerEvent.AFFECT)
                ? Optional.of(Modality.of(id))
                : Optional.empty();
    }

    private static double coarse(double value) {
        return Math.round(value / STEP) / (1 / STEP);
    }
}
