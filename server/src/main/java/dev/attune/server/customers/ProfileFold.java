package dev.attune.server.customers;

import dev.attune.signals.Modality;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// From a customer's events to attitudes, answers and dynamics: a pure function of the events and the moment, whatever
/// order they came in.
///
/// An observation of age `a` weighs `w = 2^(-a / half-life)`; an attitude is `Σ w v / (Σ w + 1)`: one imagined neutral
/// observation keeps a single remark from being a verdict, and everything returns to neutral as it ages.
final class ProfileFold {
    /// After so long without news an attitude counts half; a month is about two contacts of an ordinary shop customer.
    static final Duration HALF_LIFE = Duration.ofDays(30);

    private static final double NEUTRAL = 1; // weight of the imagined observation
    private static final int WEEKS = 12; // that dynamics look back
    private static final int FEWEST_WEEKS = 3; // two points are always a line
    private static final int FEWEST_FOR_BASELINE = 5;

    private final Instant now;
    private final Duration expiry;
    private final Set<Modality> remembered;

    /// @param expiry after which an attitude without news is gone
    /// @param remembered by what the person allows to remember what is usual for them
    ProfileFold(Instant now, Duration expiry, Set<Modality> remembered) {
        this.now = now;
        this.expiry = expiry;
        this.remembered = Set.copyOf(remembered);
    }

    record Folded(Map<String, Attitude> attitudes, SatisfactionAnswers answers, Dynamics dynamics) {}

    Folded fold(List<CustomerEvent> events) {
        var attitudes = new HashMap<String, Sum>();
        var answers = new HashMap<String, Tally>();
        var weeks = new TreeMap<LocalDate, Sums>();
        double total = 0;
        int measured = 0;
        for (var event : events) {
            if (event.at().isAfter(now) || !event.at().isAfter(now.minus(expiry))) continue;
            var week = weeks.computeIfAbsent(monday(event.at()), same -> new Sums());
            if (event.score() != null) {
                answers.computeIfAbsent(event.type(), same -> new Tally()).add(event.score(), event.at());
                week.answers++;
            }
            if (event.valence() != null) {
                week.add(event.valence());
                if (CustomerAffect.modality(event).filter(remembered::contains).isPresent()) {
                    total += event.valence();
                    measured++;
                }
                about(event)
                        .forEach((key, valence) -> attitudes
                                .computeIfAbsent(key, same -> new Sum())
                                .add(valence, weight(event.at()), event.at()));
            }
        }
        var faded = new HashMap<String, Attitude>();
        attitudes.forEach((key, sum) -> faded.put(key, sum.attitude(expiry)));
        var baseline = measured >= FEWEST_FOR_BASELINE ? total / measured : null;
        return new Folded(faded, answers(answers), dynamics(weeks, baseline));
    }

    /// What an event tells about which thing: about everything it names, and about each aspect of a text its own.
    static Map<String, Double> about(CustomerEvent event) {
        var about = new HashMap<String, Double>();
        var valence = event.valence();
        if (valence == null) return about;
        if (event.product() != null) about.put("product:" + event.product(), valence);
        if (event.topic() != null) about.put("topic:" + event.topic(), valence);
        if (event.properties().get("service") instanceof String service) about.put("service:" + service, valence);
        event.aspects().forEach((aspect, leaning) -> about.put("topic:" + aspect, leaning));
        return about;
    }

    private double weight(Instant at) {
        double ages = Duration.between(at, now).toSeconds() / (double) HALF_LIFE.toSeconds();
        return Math.pow(2, -ages);
    }

    private static LocalDate monday(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static SatisfactionAnswers answers(Map<String, Tally> answers) {
        return new SatisfactionAnswers(
                of(answers.get("survey:csat")), of(answers.get("survey:nps")), of(answers.get("survey:ces")));
    }

    private static SatisfactionAnswers.@Nullable Answers of(@Nullable Tally tally) {
        return tally == null ? null : tally.answers();
    }

    private Dynamics dynamics(SortedMap<LocalDate, Sums> all, @Nullable Double baseline) {
        var weeks = all.tailMap(monday(now).minusWeeks(WEEKS - 1L)).entrySet().stream()
                .map(week -> week.getValue().week(week.getKey()))
                .toList();
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        for (var week : weeks) {
            if (week.valence() == null) continue;
            x.add(week.monday().toEpochDay() / 7.0);
            y.add(week.valence());
        }
        return x.size() < FEWEST_WEEKS
                ? new Dynamics(weeks, null, null, baseline)
                : new Dynamics(weeks, slope(x, y), deviation(y), baseline);
    }

    private static double slope(List<Double> x, List<Double> y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < x.size(); i++) {
            covariance += (x.get(i) - meanX) * (y.get(i) - meanY);
            variance += (x.get(i) - meanX) * (x.get(i) - meanX);
        }
        return covariance / variance;
    }

    private static double deviation(List<Double> values) {
        double mean = mean(values);
        return Math.sqrt(
                stream(values).map(value -> (value - mean) * (value - mean)).sum() / (values.size() - 1));
    }

    private static double mean(List<Double> values) {
        return stream(values).average().orElse(0);
    }

    private static DoubleStream stream(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue);
    }

    private static final class Sum {
        private double weights;
        private double weighted;
        private Instant lastSeen = Instant.MIN;

        void add(double valence, double weight, Instant at) {
            weights += weight;
            weighted += weight * valence;
            if (at.isAfter(lastSeen)) lastSeen = at;
        }

        Attitude attitude(Duration expiry) {
            return new Attitude(weighted / (weights + NEUTRAL), weights, lastSeen, lastSeen.plus(expiry));
        }
    }

    private static final class Sums {
        private double valences;
        private int measured;
        private int answers;

        void add(double valence) {
            valences += valence;
            measured++;
        }

        Dynamics.Week week(LocalDate monday) {
            return new Dynamics.Week(monday, measured == 0 ? null : valences / measured, measured, answers);
        }
    }

    private static final class Tally {
        private double sum;
        private int n;
        private double latest;
        private Instant at = Instant.MIN;

        void add(double score, Instant when) {
            sum += score;
            n++;
            if (when.isAfter(at)) {
                at = when;
                latest = score;
            }
        }

        SatisfactionAnswers.Answers answers() {
            return new SatisfactionAnswers.Answers(latest, at, sum / n, n);
        }
    }
}
