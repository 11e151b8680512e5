package dev.attune.decisions.segments;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is known about one person, from which every variable at every later time follows until
/// something happens again.
///
/// @param attitudes towards `product:…`, `topic:…`, `service:…`
/// @param answers the latest by `csat`, `nps`, `ces`
/// @param trend,volatility as the customer's record has them; null while too little is known
/// @param recent of the last [#MEMORY], in any order
public record Person(
        Map<String, Object> traits,
        Map<String, Opinion> attitudes,
        Map<String, Double> answers,
        @Nullable Double trend,
        @Nullable Double volatility,
        List<Happening> recent) {
    /// The longest window that a condition can ask about.
    public static final Duration MEMORY = Duration.ofDays(90);

    private static final Duration READING_WINDOW = Duration.ofDays(28); // four whole weeks: no weekday weighs more
    private static final double HALF_LIFE_DAYS = 7;
    private static final Duration EVENT_WINDOW = Duration.ofDays(30);

    public Person {
        traits = Map.copyOf(traits);
        attitudes = Map.copyOf(attitudes);
        answers = Map.copyOf(answers);
        recent = recent.stream()
                .sorted((one, other) -> one.at().compareTo(other.at()))
                .toList();
    }

    /// @param valence -1..1
    /// @param expires from then on it is not known any more
    public record Opinion(double valence, Instant expires) {}

    /// Every variable as CEL reads it, at this time. A count of what never happened is not absent but
    /// 0: what a condition asks for is in `inputs`.
    public Map<String, Object> at(Instant now, Iterable<String> inputs) {
        var variables = new HashMap<String, Object>();
        variables.put(PersonVocabulary.TRAIT, traits);
        variables.put(PersonVocabulary.ANSWER, answers);
        var towards = new HashMap<String, Double>();
        attitudes.forEach((whom, opinion) -> {
            if (now.isBefore(opinion.expires())) towards.put(whom, opinion.valence());
        });
        variables.put(PersonVocabulary.ATTITUDE, towards);
        if (trend != null) variables.put(PersonVocabulary.TREND, trend);
        if (volatility != null) variables.put(PersonVocabulary.VOLATILITY, volatility);
        happened(now, inputs, variables);
        display(now, variables);
        ChurnRisk.of(this, now, variables).ifPresent(risk -> variables.put(PersonVocabulary.CHURN_RISK, risk.risk()));
        return variables;
    }

    /// How the person's risk comes about; empty while too little is known.
    public Optional<ChurnRisk> churnRisk(Instant now) {
        return ChurnRisk.of(this, now, at(now, List.of()));
    }

    /// What happened in the last [#MEMORY], the earliest first.
    List<Happening> until(Instant now) {
        return recent.stream()
                .filter(event -> !event.at().isAfter(now) && event.at().isAfter(now.minus(MEMORY)))
                .toList();
    }

    /// Times until `until` at which a variable makes a step, earliest first. Between two of them each
    /// only rises or falls.
    List<Instant> steps(Instant now, Instant until) {
        var steps = new TreeSet<Instant>();
        attitudes.values().forEach(opinion -> steps.add(opinion.expires()));
        for (var event : recent) {
            steps.add(event.at()); // one that lies ahead: the clock was set back
            for (var counted : PersonVocabulary.COUNTS)
                steps.add(event.at().plus(Duration.ofDays(PersonVocabulary.days(counted))));
            if (event.isReading()) steps.add(event.at().plus(READING_WINDOW));
        }
        for (var day = now.plus(Duration.ofDays(1)); day.isBefore(until); day = day.plus(Duration.ofDays(1)))
            steps.add(day);
        steps.add(until);
        return List.copyOf(steps.subSet(now, false, until, true));
    }

    private void happened(Instant now, Iterable<String> inputs, Map<String, Object> variables) {
        var counts = new HashMap<String, Map<String, Double>>();
        PersonVocabulary.COUNTS.forEach(name -> counts.put(name, new HashMap<>()));
        for (var input : inputs) {
            int dot = input.indexOf('.');
            var counted = dot < 0 ? null : counts.get(input.substring(0, dot));
            if (counted != null) counted.put(input.substring(dot + 1), 0.0);
        }
        var since = new HashMap<String, Double>();
        double lately = 0;
        for (var event : until(now)) {
            var age = Duration.between(event.at(), now);
            double days = days(age);
            counts.forEach((name, counted) -> {
                if (days < PersonVocabulary.days(name)) counted.merge(event.type(), 1.0, Double::sum);
            });
            since.put(event.type(), days);
            if (!event.isOwn()) continue;
            if (age.compareTo(EVENT_WINDOW) < 0) lately++;
            variables.put(PersonVocabulary.SILENT_DAYS, days);
        }
        variables.putAll(counts);
        variables.put(PersonVocabulary.DAYS_SINCE, since);
        variables.put(PersonVocabulary.EVENTS, lately);
    }

    private void display(Instant now, Map<String, Object> variables) {
        var readings = new ArrayList<Happening>();
        for (var event : until(now))
            if (event.isReading() && event.at().isAfter(now.minus(READING_WINDOW))) readings.add(event);
        variables.put(PersonVocabulary.READINGS, (double) readings.size());
        if (readings.isEmpty()) return;
        double weights = 0;
        double valence = 0;
        double arousalWeights = 0;
        double arousal = 0;
        for (var reading : readings) {
            double age = days(Duration.between(reading.at(), now));
            double weight = Math.pow(0.5, age / HALF_LIFE_DAYS);
            weights += weight;
            valence += weight * valence(reading);
            var excitement = reading.arousal();
            if (excitement != null) {
                arousalWeights += weight;
                arousal += weight * excitement;
            }
        }
        variables.put(PersonVocabulary.VALENCE, valence / weights);
        if (arousalWeights > 0) variables.put(PersonVocabulary.AROUSAL, arousal / arousalWeights);
    }

    private static double valence(Happening reading) {
        var valence = reading.valence();
        return valence == null ? 0 : valence; // a reading has one
    }

    static double days(Duration duration) {
        return duration.toMillis() / (double) Duration.ofDays(1).toMillis();
    }
}
