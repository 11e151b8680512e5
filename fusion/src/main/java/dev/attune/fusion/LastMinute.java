package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.Measurement;
import dev.attune.signals.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The last minute of one face, second by second: what PERCLOS and blink rate are counted in. Immutable; part of
/// `eyelids/2`.
///
/// @param seconds in the order of time, the running one last
/// @param last media time of the latest frame
record LastMinute(List<Second> seconds, @Nullable Duration last) {
    private static final Definition DEFINITION = Definition.load(LastMinute.class, "eyelids", "2");
    private static final long LENGTH = (long) DEFINITION.number("window.seconds");
    private static final double READABLE = DEFINITION.number("window.readableSeconds");
    private static final double LONGEST_GAP = DEFINITION.number("window.longestGapSeconds");

    static final LastMinute EMPTY = new LastMinute(List.of(), null);

    LastMinute {
        seconds = List.copyOf(seconds);
    }

    /// @param closed whether the eyes are at least 80 % closed
    LastMinute readable(Duration at, boolean closed) {
        double time = sinceLast(at);
        return with(at, new Second(0, time, closed ? time : 0, 0, 0, 0));
    }

    LastMinute missed(Duration at) {
        return with(at, new Second(0, 0, 0, sinceLast(at), 0, 0));
    }

    /// A blink that was over with the latest frame.
    LastMinute blinked(Duration length) {
        return last == null ? this : with(last, new Second(0, 0, 0, 0, 1, Seconds.of(length)));
    }

    /// P80: share of the readable time with closed eyes, once a minute has passed.
    Measurement perclos() {
        double readable = sum(Second::readable);
        if (!isComplete() || readable < READABLE) return new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
        return new Measurement.Measured(Math.min(1, sum(Second::closed) / readable), confidence(readable));
    }

    /// Per minute of readable time, once a minute has passed.
    Measurement blinkRate() {
        double readable = sum(Second::readable);
        if (!isComplete() || readable < READABLE) return new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
        return new Measurement.Measured(60 * sum(Second::blinks) / readable, confidence(readable));
    }

    /// Seconds; not measurable from fewer blinks.
    Measurement meanBlinkSeconds(double fewest) {
        double blinks = sum(Second::blinks);
        if (!isComplete() || blinks < Math.max(1, fewest))
            return new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
        return new Measurement.Measured(sum(Second::blinkSeconds) / blinks, confidence(sum(Second::readable)));
    }

    /// Share of the time seen so far, at most the minute, without readable eyes.
    double missing() {
        double missing = sum(Second::missing);
        double all = missing + sum(Second::readable);
        return all == 0 ? 0 : Math.min(1, missing / all);
    }

    private boolean isComplete() {
        return sum(Second::readable) + sum(Second::missing) >= LENGTH - 1;
    }

    private static double confidence(double readable) {
        return Math.min(1, readable / LENGTH);
    }

    private double sum(ToDoubleFunction<Second> value) {
        double sum = 0;
        for (var second : seconds) sum += value.applyAsDouble(second);
        return sum;
    }

    private double sinceLast(Duration at) {
        return last == null ? 0 : Math.min(LONGEST_GAP, Seconds.of(at.minus(last)));
    }

    private LastMinute with(Duration at, Second more) {
        long number = at.toSeconds();
        var kept = new ArrayList<Second>(seconds.size() + 1);
        for (var second : seconds) if (number - second.number() < LENGTH) kept.add(second);
        if (!kept.isEmpty() && kept.getLast().number() == number)
            kept.set(kept.size() - 1, kept.getLast().plus(more));
        else kept.add(new Second(number, 0, 0, 0, 0, 0).plus(more));
        return new LastMinute(kept, at);
    }

    /// @param number whole seconds of media time
    /// @param readable,closed,missing seconds of it
    record Second(long number, double readable, double closed, double missing, int blinks, double blinkSeconds) {
        Second plus(Second more) {
            return new Second(
                    number,
                    readable + more.readable,
                    closed + more.closed,
                    missing + more.missing,
                    blinks + more.blinks,
                    blinkSeconds + more.blinkSeconds);
        }
    }
}
