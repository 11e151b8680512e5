package dev.attune.evaluation.actionunits;

import dev.attune.evaluation.actionunits.UnitSamples.Reading;
import dev.attune.evaluation.statistics.Agreement;
import dev.attune.evaluation.statistics.BinaryCounts;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.evaluation.statistics.Interval;
import dev.attune.evaluation.statistics.RankOrder;
import dev.attune.signals.ActionUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Whether what a reading says of its own trust tells how wrong it is. Trust is the unit's reliability, which falls
/// with the head's angle, times the quality of the face.
///
/// @param samples one per side of each unit of each face
record UnitConfidence(List<Sample> samples) {
    private static final int BINS = 5;

    UnitConfidence {
        samples = List.copyOf(samples);
    }

    /// @param unit FACS number
    /// @param trust in [0, 1]
    record Sample(long person, int unit, double trust, double truth, double read, boolean present) {
        double error() {
            return Math.abs(read - truth);
        }

        /// Nobody moved it and nobody said so: right, and no achievement.
        boolean isIdle() {
            return truth < UnitSamples.PRESENT && !present;
        }
    }

    /// Sides whose trust lies between two bounds.
    ///
    /// @param n sides
    /// @param played of these, sides that moved
    /// @param r of read and played over all n
    /// @param error mean absolute over the sides that moved
    /// @param presence over all n
    record Row(
            double from, double to, int n, int played, OptionalDouble r, OptionalDouble error, BinaryCounts presence) {}

    static UnitConfidence of(List<Reading> readings) {
        var samples = new ArrayList<Sample>();
        for (var reading : readings) {
            double quality = reading.face().observation().quality().overall().score();
            for (var read : reading.units()) {
                var truth = reading.face().truth(read.number());
                samples.add(sample(reading.person(), read, quality, truth.left(), true));
                samples.add(sample(reading.person(), read, quality, truth.right(), false));
            }
        }
        return new UnitConfidence(samples);
    }

    private static Sample sample(long person, ActionUnit read, double quality, double truth, boolean left) {
        return new Sample(
                person,
                read.number(),
                read.reliability() * quality,
                truth,
                left ? read.left() : read.right(),
                left ? read.presence().left() : read.presence().right());
    }

    /// From the least trust to the most, without empty ones.
    List<Row> rows() {
        return IntStream.range(0, BINS)
                .mapToObj(bin -> row(
                        (double) bin / BINS,
                        (bin + 1.0) / BINS,
                        samples.stream()
                                .filter(sample -> Math.min(BINS - 1, (int) (sample.trust() * BINS)) == bin)
                                .toList()))
                .filter(row -> row.n() > 0)
                .toList();
    }

    private static Row row(double from, double to, List<Sample> some) {
        var played = some.stream()
                .filter(sample -> sample.truth() >= UnitSamples.PRESENT)
                .toList();
        var presence = new boolean[some.size()];
        var truth = new boolean[some.size()];
        for (int i = 0; i < presence.length; i++) {
            presence[i] = some.get(i).present();
            truth[i] = some.get(i).truth() >= UnitSamples.PRESENT;
        }
        return new Row(
                from,
                to,
                some.size(),
                played.size(),
                Agreement.correlation(
                        some.stream().mapToDouble(Sample::truth).toArray(),
                        some.stream().mapToDouble(Sample::read).toArray()),
                played.stream().mapToDouble(Sample::error).average(),
                BinaryCounts.of(truth, presence));
    }

    /// Rank correlation of trust and error over the sides that moved or were said to; -1 would be perfect, 0 is none.
    OptionalDouble order() {
        return order(samples);
    }

    /// The same within each unit, averaged over units: does a turned or small face of one and the same unit know it?
    OptionalDouble orderWithinUnits() {
        return samples.stream()
                .mapToInt(Sample::unit)
                .distinct()
                .mapToObj(unit -> order(
                        samples.stream().filter(sample -> sample.unit() == unit).toList()))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    private static OptionalDouble order(List<Sample> some) {
        var active = some.stream().filter(sample -> !sample.isIdle()).toList();
        return Agreement.correlation(
                RankOrder.ranks(active.stream().mapToDouble(Sample::trust).toArray()),
                RankOrder.ranks(active.stream().mapToDouble(Sample::error).toArray()));
    }

    /// Over people: the faces of one share their errors.
    Optional<Interval> orderInterval(Bootstrap bootstrap) {
        var byPerson = samples.stream()
                .mapToLong(Sample::person)
                .distinct()
                .mapToObj(person -> samples.stream()
                        .filter(sample -> sample.person() == person)
                        .filter(sample -> !sample.isIdle())
                        .toList())
                .toList();
        return bootstrap.interval(byPerson.size(), drawn -> {
            var some = new ArrayList<Sample>();
            for (int person : drawn) some.addAll(byPerson.get(person));
            return order(some).orElse(Double.NaN);
        });
    }
}
