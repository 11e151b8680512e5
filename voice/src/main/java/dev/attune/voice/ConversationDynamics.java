package dev.attune.voice;

import dev.attune.signals.Definition;
import dev.attune.signals.Measurement;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Reason;
import dev.attune.signals.TimeSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How two people share a conversation: who speaks how much, pauses, overlap, interruptions, silence and hold, and how
/// fast the customer speaks. Rests on speech and no speech alone; of the other party nothing but that is known.
///
/// @param overlap time in which both speak
/// @param silence time in which nobody speaks
/// @param holds silences of at least [#HOLD], in order
/// @param speechRate the customer's syllables per second of turn, pauses counted as time
/// @param articulationRate the customer's syllables per second of speaking
public record ConversationDynamics(
        Duration length,
        Party customer,
        Party other,
        Duration overlap,
        Duration silence,
        List<TimeSpan> holds,
        Measurement speechRate,
        Measurement articulationRate) {

    private static final Definition DEFINITION = Definition.load(ConversationDynamics.class, "conversation", "1");
    public static final Duration PAUSE = DEFINITION.seconds("pause-seconds");
    public static final Duration INTERRUPTION = DEFINITION.seconds("interruption-seconds");
    public static final Duration HOLD = DEFINITION.seconds("hold-seconds");

    /// @param share of the time in which anybody speaks alone or with the other, in [0, 1]; 0 when nobody speaks
    /// @param turns stretches of speech that no speech of the other separates
    /// @param pauses silences of at least [#PAUSE] inside a turn
    /// @param paused their time
    /// @param interruptions how often this party broke into the other's speech and went on
    public record Party(
            Duration spoken,
            double share,
            int turns,
            Duration longestTurn,
            int pauses,
            Duration paused,
            int interruptions) {}

    public ConversationDynamics {
        holds = List.copyOf(holds);
    }

    public static ModelRef definition() {
        return DEFINITION.ref();
    }

    /// When somebody spoke, and how fast.
    public record Spoken(TimeSpan span, SpeechRate rate) {}

    /// @param customer,other when each speaks; in any order, touching and overlapping spans of one party are one
    /// @throws IllegalArgumentException when somebody speaks after the end
    public static ConversationDynamics of(List<Spoken> customer, List<TimeSpan> other, Duration length) {
        var mine = merged(customer.stream().map(Spoken::span).toList(), length);
        var theirs = merged(other, length);
        var anybody = new ArrayList<>(mine);
        anybody.addAll(theirs);
        var spoken = merged(anybody, length);
        var overlap = total(mine).plus(total(theirs)).minus(total(spoken));
        double all = total(mine).plus(total(theirs)).toNanos();
        var party = party(mine, theirs, all);
        var rate = customer.stream().map(Spoken::rate).reduce(SpeechRate.NONE, SpeechRate::plus);
        return new ConversationDynamics(
                length,
                party,
                party(theirs, mine, all),
                overlap,
                length.minus(total(spoken)),
                silences(spoken, length).stream()
                        .filter(silence -> silence.length().compareTo(HOLD) >= 0)
                        .toList(),
                measured(rate.perSpokenSecond() * speaking(rate) * spokenShare(party)),
                measured(rate.perSpokenSecond()));
    }

    /// The share of a segment in which its speaker does not pause.
    private static double speaking(SpeechRate rate) {
        return 1 - (double) rate.paused().toNanos() / rate.length().toNanos();
    }

    /// The share of a turn that is not a pause between segments.
    private static double spokenShare(Party party) {
        double spoken = party.spoken().toNanos();
        return spoken / (spoken + party.paused().toNanos());
    }

    private static Measurement measured(double perSecond) {
        return Double.isFinite(perSecond)
                ? new Measurement.Measured(perSecond, 1)
                : new Measurement.NotMeasurable(Reason.TOO_SHORT);
    }

    private static Party party(List<TimeSpan> own, List<TimeSpan> others, double all) {
        var turns = turns(own, others);
        int pauses = 0;
        var paused = Duration.ZERO;
        for (int i = 1; i < own.size(); i++) {
            var gap = new TimeSpan(own.get(i - 1).end(), own.get(i).start());
            if (gap.length().compareTo(PAUSE) < 0 || speaksIn(gap, others)) continue;
            pauses++;
            paused = paused.plus(gap.length());
        }
        return new Party(
                total(own),
                all == 0 ? 0 : total(own).toNanos() / all,
                turns.size(),
                turns.stream()
                        .map(TimeSpan::length)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                pauses,
                paused,
                (int) own.stream().filter(span -> interrupts(span, others)).count());
    }

    private static boolean interrupts(TimeSpan span, List<TimeSpan> others) {
        int at = firstEndingAfter(span.start(), others); // they do not overlap, so no other lasts then
        if (at == others.size()) return false;
        var other = others.get(at);
        return other.start().plus(INTERRUPTION).compareTo(span.start()) <= 0
                && span.start().plus(INTERRUPTION).compareTo(other.end()) <= 0
                && span.end().compareTo(other.end()) > 0;
    }

    /// Joins spans between which the other did not speak.
    private static List<TimeSpan> turns(List<TimeSpan> own, List<TimeSpan> others) {
        var turns = new ArrayList<TimeSpan>();
        for (var span : own) {
            if (turns.isEmpty()) {
                turns.add(span);
                continue;
            }
            var last = turns.getLast();
            var between = new TimeSpan(last.end(), span.start());
            if (speaksIn(between, others)) turns.add(span);
            else turns.set(turns.size() - 1, new TimeSpan(last.start(), span.end()));
        }
        return turns;
    }

    /// @param spans in order and apart from each other
    private static boolean speaksIn(TimeSpan stretch, List<TimeSpan> spans) {
        int at = firstEndingAfter(stretch.start(), spans);
        return at < spans.size() && spans.get(at).start().compareTo(stretch.end()) < 0;
    }

    /// Index of the first span that ends later; their number where none does. Hours of talk are thousands of spans.
    private static int firstEndingAfter(Duration at, List<TimeSpan> spans) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).end().compareTo(at) > 0) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private static List<TimeSpan> silences(List<TimeSpan> spoken, Duration length) {
        var silences = new ArrayList<TimeSpan>();
        var from = Duration.ZERO;
        for (var span : spoken) {
            if (span.start().compareTo(from) > 0) silences.add(new TimeSpan(from, span.start()));
            from = span.end();
        }
        if (length.compareTo(from) > 0) silences.add(new TimeSpan(from, length));
        return silences;
    }

    private static List<TimeSpan> merged(List<TimeSpan> spans, Duration length) {
        var merged = new ArrayList<TimeSpan>();
        for (var span :
                spans.stream().sorted(Comparator.comparing(TimeSpan::start)).toList()) {
            if (span.end().compareTo(length) > 0)
                throw new IllegalArgumentException(
                        "somebody speaks until %s, but the conversation ends at %s".formatted(span.end(), length));
            if (!merged.isEmpty() && span.start().compareTo(merged.getLast().end()) <= 0) {
                var last = merged.removeLast();
                merged.add(new TimeSpan(last.start(), last.end().compareTo(span.end()) > 0 ? last.end() : span.end()));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    private static Duration total(List<TimeSpan> spans) {
        return spans.stream().map(TimeSpan::length).reduce(Duration.ZERO, Duration::plus);
    }
}
