package dev.attune.fusion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What [PulseMonitor] remembers of one face. Immutable; start with [#initial].
///
/// Bounded: the samples of the last [#KEPT] only, in pieces of a second, so that a step copies one piece at most.
public final class PulseState {
    private static final Duration KEPT = Duration.ofSeconds(40); // what variability needs, and some more
    private static final Duration PIECE = Duration.ofSeconds(1);
    private static final PulseState INITIAL = new PulseState(List.of(), List.of(), null, List.of());

    private final List<List<PulseSample>> pieces; // oldest first
    private final List<PulseSample> piece; // the one that is being filled
    private final @Nullable Duration lastReading;
    private final List<Double> candidates;

    private PulseState(
            List<List<PulseSample>> pieces,
            List<PulseSample> piece,
            @Nullable Duration lastReading,
            List<Double> candidates) {
        this.pieces = List.copyOf(pieces);
        this.piece = List.copyOf(piece);
        this.lastReading = lastReading;
        this.candidates = List.copyOf(candidates);
    }

    public static PulseState initial() {
        return INITIAL;
    }

    PulseState with(PulseSample sample) {
        if (piece.isEmpty() || sample.at().minus(piece.getFirst().at()).compareTo(PIECE) < 0) {
            var longer = new ArrayList<>(piece);
            longer.add(sample);
            return new PulseState(pieces, longer, lastReading, candidates);
        }
        var kept = new ArrayList<List<PulseSample>>();
        for (var old : pieces) if (sample.at().minus(old.getLast().at()).compareTo(KEPT) < 0) kept.add(old);
        kept.add(piece);
        return new PulseState(kept, List.of(sample), lastReading, candidates);
    }

    /// @param most how many candidates are remembered
    PulseState read(Duration at, double candidateHz, int most) {
        var latest = new ArrayList<>(candidates);
        latest.add(candidateHz);
        while (latest.size() > most) latest.removeFirst();
        return new PulseState(pieces, piece, at, latest);
    }

    /// A reading without any signal to speak of.
    PulseState read(Duration at) {
        return new PulseState(pieces, piece, at, List.of());
    }

    /// Samples from `since` on, in the order of time.
    List<PulseSample> samples(Duration since) {
        var samples = new ArrayList<PulseSample>();
        for (var old : pieces)
            if (old.getLast().at().compareTo(since) >= 0)
                for (var sample : old) if (sample.at().compareTo(since) >= 0) samples.add(sample);
        for (var sample : piece) if (sample.at().compareTo(since) >= 0) samples.add(sample);
        return samples;
    }

    @Nullable
    Duration first() {
        if (!pieces.isEmpty()) return pieces.getFirst().getFirst().at();
        return piece.isEmpty() ? null : piece.getFirst().at();
    }

    @Nullable
    Duration last() {
        return piece.isEmpty() ? null : piece.getLast().at();
    }

    @Nullable
    Duration lastReading() {
        return lastReading;
    }

    /// The strongest frequencies of the latest readings in hertz, newest last.
    List<Double> candidates() {
        return candidates;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PulseState that
                && pieces.equals(that.pieces)
                && piece.equals(that.piece)
                && Objects.equals(lastReading, that.lastReading)
                && candidates.equals(that.candidates);
    }

    @Override
    public int hashCode() {
        return 31 * pieces.hashCode() + piece.hashCode();
    }
}
