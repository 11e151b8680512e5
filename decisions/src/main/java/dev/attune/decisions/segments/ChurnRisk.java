package dev.attune.decisions.segments;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How likely somebody is to drift away: a rule that can be read, version `churn-risk/2`. It was not
/// trained and not validated on people who left; it orders people by signs that service teams look at,
/// and says which of them spoke.
///
/// ```
/// risk = 1 − Π (1 − w·s)
/// silence    w .5   s = (silent days / usual days between events − 1) / 3, in 0..1; five own events or more
/// negative   w .5   s = −valence, in 0..1
/// falling    w .4   s = −trend per week / 0.5, in 0..1
/// answered   w .5   s = (3 − csat) / 2 of 1..5, or (7 − nps) / 7 of 0..10, or (4 − ces) / 3 of 1 (hard)..7 (easy),
///                   the largest, in 0..1
/// ```
/// Signs add like independent ones: two half signs weigh more than one, none can pass 1. Weights are
/// our own choice. Being looked at is no event of one's own: version 1 took it for a sign of life.
///
/// @param risk 0..1
/// @param parts w·s by sign, those that are above 0
public record ChurnRisk(double risk, Map<String, Double> parts) {
    public static final String VERSION = "churn-risk/2";

    private static final int LEAST_EVENTS = 3;
    private static final int LEAST_FOR_RHYTHM = 5;

    public ChurnRisk {
        parts = Map.copyOf(parts);
    }

    /// @param variables of the same person at the same time
    static Optional<ChurnRisk> of(Person person, Instant now, Map<String, Object> variables) {
        if (person.until(now).size() < LEAST_EVENTS) return Optional.empty();
        var parts = new LinkedHashMap<String, Double>();
        put(parts, "silence", 0.5 * silence(person, now));
        if (variables.get(PersonVocabulary.VALENCE) instanceof Double valence)
            put(parts, "negative", 0.5 * share(-valence));
        if (variables.get(PersonVocabulary.TREND) instanceof Double trend)
            put(parts, "falling", 0.4 * share(-trend / 0.5));
        put(parts, "answered", 0.5 * answered(person.answers()));
        double stays = 1;
        for (double part : parts.values()) stays *= 1 - part;
        return Optional.of(new ChurnRisk(1 - stays, parts));
    }

    private static double silence(Person person, Instant now) {
        var recent = person.until(now).stream().filter(Happening::isOwn).toList();
        if (recent.size() < LEAST_FOR_RHYTHM) return 0;
        var first = recent.getFirst().at();
        var last = recent.getLast().at();
        double usual = Math.max(1, Person.days(Duration.between(first, last)) / (recent.size() - 1));
        return share((Person.days(Duration.between(last, now)) / usual - 1) / 3);
    }

    private static double answered(Map<String, Double> answers) {
        double worst = 0;
        if (answers.containsKey("csat")) worst = Math.max(worst, (3 - answers.get("csat")) / 2);
        if (answers.containsKey("nps")) worst = Math.max(worst, (7 - answers.get("nps")) / 7);
        if (answers.containsKey("ces")) worst = Math.max(worst, (4 - answers.get("ces")) / 3);
        return share(worst);
    }

    private static void put(Map<String, Double> parts, String sign, double part) {
        if (part > 0) parts.put(sign, part);
    }

    private static double share(double value) {
        return Math.clamp(value, 0, 1);
    }
}
