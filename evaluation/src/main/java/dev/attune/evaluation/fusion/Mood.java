package dev.attune.evaluation.fusion;

import dev.attune.signals.Emotion;
import dev.attune.signals.State;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a generated person is in for a stretch of time: the truth.
///
/// Valence, arousal and category follow the circumplex (Russell 1980); how often each comes is assumed.
enum Mood {
    NEUTRAL(0, 0, Emotion.NEUTRAL, State.CALM, 0.28),
    CALM(0.15, -0.35, Emotion.NEUTRAL, State.CALM, 0.10),
    DELIGHTED(0.7, 0.5, Emotion.JOY, null, 0.16),
    FRUSTRATED(-0.6, 0.45, Emotion.ANGER, State.FRUSTRATION, 0.18),
    CONFUSED(-0.15, 0.1, Emotion.NEUTRAL, State.CONFUSION, 0.10),
    STRESSED(-0.45, 0.55, Emotion.FEAR, State.STRESS, 0.10),
    DISAPPOINTED(-0.5, -0.2, Emotion.SADNESS, null, 0.08);

    /// What is scored: the states that these moods are, most of which more than one modality tells.
    static final Set<State> SCORED = EnumSet.of(State.FRUSTRATION, State.CONFUSION, State.STRESS, State.CALM);

    /// The scored states whose beginning is an alarm.
    static final Set<State> ALARMS = EnumSet.of(State.FRUSTRATION, State.CONFUSION, State.STRESS);

    final double valence;
    final double arousal;
    final Emotion emotion;
    final @Nullable State state;
    final double frequency;

    Mood(double valence, double arousal, Emotion emotion, @Nullable State state, double frequency) {
        this.valence = valence;
        this.arousal = arousal;
        this.emotion = emotion;
        this.state = state;
        this.frequency = frequency;
    }
}
