package dev.attune.evaluation.actionunits;

import dev.attune.evaluation.actionunits.RehearsedPerson.Face;
import dev.attune.evaluation.statistics.Agreement;
import dev.attune.evaluation.statistics.BinaryCounts;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// One action unit on both sides of many faces: what was played, and what was read.
record UnitSamples(int unit, List<Sample> samples) {
    static final double PRESENT = 1; // FACS A

    UnitSamples {
        samples = List.copyOf(samples);
    }

    /// A face with what one way of reading says of it.
    record Reading(long person, Face face, List<ActionUnit> units) {}

    /// @param present as the reader decided
    /// @param told whether it decided at all; a unit that it sees badly it leaves open
    record Sample(long person, double truth, double read, boolean present, boolean told) {}

    static UnitSamples of(int unit, List<Reading> readings, Predicate<Face> which) {
        var samples = new ArrayList<Sample>();
        for (var reading : readings) {
            if (!which.test(reading.face())) continue;
            var truth = reading.face().truth(unit);
            for (var read : reading.units())
                if (read.number() == unit) {
                    boolean told = read.presence() != Presence.UNKNOWN;
                    samples.add(new Sample(
                            reading.person(),
                            truth.left(),
                            read.left(),
                            read.presence().left(),
                            told));
                    samples.add(new Sample(
                            reading.person(),
                            truth.right(),
                            read.right(),
                            read.presence().right(),
                            told));
                }
        }
        return new UnitSamples(unit, samples);
    }

    int played() {
        return (int)
                samples.stream().filter(sample -> sample.truth() >= PRESENT).count();
    }

    double[] truth() {
        return samples.stream().mapToDouble(Sample::truth).toArray();
    }

    double[] read() {
        return samples.stream().mapToDouble(Sample::read).toArray();
    }

    OptionalDouble correlation() {
        return Agreement.correlation(truth(), read());
    }

    OptionalDouble meanAbsoluteError() {
        return Agreement.meanAbsoluteError(truth(), read());
    }

    OptionalDouble intraclass() {
        return Agreement.intraclass(truth(), read());
    }

    /// Of the samples whose presence was told.
    BinaryCounts presence() {
        return counts(samples.stream().filter(Sample::told).toList(), Sample::present);
    }

    /// As if presence were told of all samples, from this intensity on.
    BinaryCounts presenceFrom(double intensity) {
        return counts(samples, sample -> sample.read() >= intensity);
    }

    private static BinaryCounts counts(List<Sample> some, Predicate<Sample> present) {
        var truth = new boolean[some.size()];
        var said = new boolean[some.size()];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = some.get(i).truth() >= PRESENT;
            said[i] = present.test(some.get(i));
        }
        return BinaryCounts.of(truth, said);
    }

    /// Share of the samples whose presence was told; empty of none.
    OptionalDouble told() {
        return samples.stream().mapToDouble(sample -> sample.told() ? 1 : 0).average();
    }

    List<Long> people() {
        return samples.stream().map(Sample::person).distinct().toList();
    }

    /// The samples of one person, once for each time it is drawn: for intervals over people.
    UnitSamples drawn(List<UnitSamples> byPerson, int[] people) {
        var all = new ArrayList<Sample>();
        for (int person : people) all.addAll(byPerson.get(person).samples());
        return new UnitSamples(unit, all);
    }

    UnitSamples of(long person) {
        return new UnitSamples(
                unit,
                samples.stream().filter(sample -> sample.person() == person).toList());
    }
}
