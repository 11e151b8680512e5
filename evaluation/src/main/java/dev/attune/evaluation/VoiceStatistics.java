package dev.attune.evaluation;

import dev.attune.signals.Measurement;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Reason;
import dev.attune.signals.VoiceObservation;
import dev.attune.voice.Conversation;
import dev.attune.voice.SpeechRate;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What was read from the voice over one recording, in bounded memory.
final class VoiceStatistics {
    static final int AROUSAL = 0;
    static final int SPEECH = 1;

    private static final int TIMELINE_BINS = 720;
    private static final Duration FIRST_BIN = Duration.ofMillis(250);

    private final RunningValue arousal = new RunningValue();
    private final RunningValue anger = new RunningValue();
    private final RunningValue f0Hz = new RunningValue();
    private final RunningValue syllablesPerSecond = new RunningValue();
    private final RunningValue levelDb = new RunningValue();
    private final Timeline timeline = new Timeline(2, TIMELINE_BINS, FIRST_BIN);
    private final ReasonCounts reasons = new ReasonCounts();
    private final Set<ModelRef> spoke = new TreeSet<>(Comparator.comparing(ModelRef::toString));
    private Duration told = Duration.ZERO; // what of the timeline is filled
    private Duration speech = Duration.ZERO;
    private Duration heard = Duration.ZERO;
    private SpeechRate pace = SpeechRate.NONE;
    private @Nullable Conversation conversation;
    private long readings;
    private long segments;

    /// @param last whether it sums up a segment
    void add(VoiceObservation observation, boolean last) {
        readings++;
        spoke.addAll(observation.models());
        reasons(observation).forEach(reasons::add);
        fill(observation);
        if (!last) return;
        segments++;
        speech = speech.plus(observation.span().length());
        for (var value : List.of(
                Map.entry(arousal, observation.arousal()),
                Map.entry(anger, observation.anger()),
                Map.entry(f0Hz, observation.prosody().f0Hz()),
                Map.entry(syllablesPerSecond, observation.prosody().syllablesPerSecond()),
                Map.entry(levelDb, observation.prosody().levelDb())))
            value.getValue()
                    .optional()
                    .ifPresent(measured -> value.getKey().add(observation.span().start(), measured));
    }

    /// Readings overlap; each fills the timeline from where the one before ended.
    private void fill(VoiceObservation observation) {
        var from = observation.span().start().compareTo(told) > 0
                ? observation.span().start()
                : told;
        var values = new double[] {observation.arousal().optional().orElse(Double.NaN), 1};
        for (var at = from; at.compareTo(observation.span().end()) < 0; at = at.plus(FIRST_BIN)) {
            timeline.add(at, values);
            told = at.plus(FIRST_BIN);
        }
    }

    void spoken(SpeechRate rate) {
        pace = pace.plus(rate);
    }

    /// Of all segments together; of one beyond ten seconds its last ten.
    SpeechRate pace() {
        return pace;
    }

    void conversation(Conversation with) {
        conversation = with;
    }

    /// Empty where only one person was before the microphone.
    Optional<Conversation> conversation() {
        return Optional.ofNullable(conversation);
    }

    /// The sound was listened to until here.
    void heard(Duration until) {
        heard = until;
    }

    /// What weakened a reading, and why its arousal is missing if it is.
    static Set<Reason> reasons(VoiceObservation observation) {
        var reasons = EnumSet.noneOf(Reason.class);
        reasons.addAll(observation.quality().reasons());
        if (observation.arousal() instanceof Measurement.NotMeasurable missing) reasons.add(missing.reason());
        return reasons;
    }

    /// Of the readings that sum up a segment, as are the following.
    RunningValue arousal() {
        return arousal;
    }

    RunningValue anger() {
        return anger;
    }

    RunningValue f0Hz() {
        return f0Hz;
    }

    RunningValue syllablesPerSecond() {
        return syllablesPerSecond;
    }

    RunningValue levelDb() {
        return levelDb;
    }

    Timeline timeline() {
        return timeline;
    }

    /// In readings; one may count for several.
    ReasonCounts reasons() {
        return reasons;
    }

    Set<ModelRef> spoke() {
        return Set.copyOf(spoke);
    }

    /// Sum of the segments; of a segment beyond 10 s its last 10 s are summed up.
    Duration speech() {
        return speech;
    }

    Duration heard() {
        return heard;
    }

    long readings() {
        return readings;
    }

    long segments() {
        return segments;
    }
}
