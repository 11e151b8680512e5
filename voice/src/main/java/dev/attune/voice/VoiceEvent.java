package dev.attune.voice;

import dev.attune.signals.TimeSpan;
import dev.attune.signals.VoiceObservation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an analyzer tells of one channel, in order of media time.
public sealed interface VoiceEvent {

    /// Somebody speaks since `at`; told as soon as it is sure, a little later.
    record SpeechStarted(Duration at) implements VoiceEvent {}

    /// A segment of speech is over. Follows its last reading.
    ///
    /// @param rate of what was summed up: the segment, or its last ten seconds
    record SpeechEnded(TimeSpan speech, SpeechRate rate) implements VoiceEvent {}

    /// What the speech of a window displayed.
    ///
    /// @param features what the observation was made from, missing values included
    /// @param tone calibrated probabilities behind the observation; null where too little or too bad
    ///     a sound was heard
    /// @param last whether it sums up the whole segment; the others come every second while it lasts
    record VoiceReading(
            VoiceObservation observation,
            VoiceFeatures features,
            @Nullable ToneReading tone,
            boolean last) implements VoiceEvent {}

    /// What an operator's engine understood of a stretch of speech; see [SpeechToText].
    record Transcribed(TimeSpan speech, String words) implements VoiceEvent {}
}
