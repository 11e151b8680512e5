package dev.attune.server.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.attune.signals.Measurement;
import dev.attune.voice.Conversation;
import dev.attune.voice.ConversationDynamics;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How customer and agent shared a call, from when each spoke; in milliseconds of media time.
///
/// @param lengthMs how long the customer was listened to
/// @param customerMs how long the customer spoke
/// @param syllablesPerSpokenSecond of the customer; absent where too little was said
/// @param shared absent where nobody told when the agent spoke: then nothing is known of turns, overlap and silence
/// @param definition version of what these figures mean
public record ConversationView(
        double lengthMs,
        double customerMs,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double syllablesPerSpokenSecond,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Shared shared,

        String definition) {

    /// @param customer whoever called
    /// @param agent the person or system that served
    /// @param overlapMs both spoke
    /// @param silenceMs nobody spoke
    /// @param holds silences of at least ten seconds
    /// @param syllablesPerSecond of the customer's turns, pauses counted as time; absent where too little was said
    public record Shared(
            Party customer,
            Party agent,
            double overlapMs,
            double silenceMs,
            List<Stretch> holds,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double syllablesPerSecond) {}

    /// @param spokenMs how long this party spoke
    /// @param share of all that was spoken, in [0, 1]
    /// @param turns how many
    /// @param longestTurnMs how long the longest took
    /// @param pauses within turns, how many
    /// @param pausedMs within turns, together
    /// @param interruptions how often this party broke into the other's speech and went on
    public record Party(
            double spokenMs,
            double share,
            int turns,
            double longestTurnMs,
            int pauses,
            double pausedMs,
            int interruptions) {}

    public record Stretch(double fromMs, double toMs) {}

    public static ConversationView of(Conversation call) {
        double rate = call.rate().perSpokenSecond();
        return new ConversationView(
                milliseconds(call.length()),
                milliseconds(call.customerSpoke()),
                Double.isFinite(rate) ? rate : null,
                call.dynamics().map(ConversationView::shared).orElse(null),
                ConversationDynamics.definition().toString());
    }

    private static Shared shared(ConversationDynamics dynamics) {
        return new Shared(
                party(dynamics.customer()),
                party(dynamics.other()),
                milliseconds(dynamics.overlap()),
                milliseconds(dynamics.silence()),
                dynamics.holds().stream()
                        .map(hold -> new Stretch(milliseconds(hold.start()), milliseconds(hold.end())))
                        .toList(),
                dynamics.speechRate() instanceof Measurement.Measured measured ? measured.value() : null);
    }

    private static Party party(ConversationDynamics.Party party) {
        return new Party(
                milliseconds(party.spoken()),
                party.share(),
                party.turns(),
                milliseconds(party.longestTurn()),
                party.pauses(),
                milliseconds(party.paused()),
                party.interruptions());
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
