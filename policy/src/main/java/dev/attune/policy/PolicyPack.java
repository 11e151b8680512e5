package dev.attune.policy;

import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of one jurisdiction: versioned data with sources, dates, and a day by which counsel looks at it again.
///
/// @param version for example `eu/2`
/// @param dates by id; those that may move are settings
/// @param rules in the order of the file
/// @param additions duties that come on top of whatever a rule permits
public record PolicyPack(
        String version,
        LocalDate reviewed,
        LocalDate reviewBy,
        Map<String, LegalDate> dates,
        List<Rule> rules,
        List<Rule> additions) {

    public PolicyPack {
        if (!reviewBy.isAfter(reviewed))
            throw new IllegalArgumentException("pack %s was reviewed on %s and is due on %s: the due day must be later"
                    .formatted(version, reviewed, reviewBy));
        dates = Map.copyOf(dates);
        rules = List.copyOf(rules);
        additions = List.copyOf(additions);
        for (var rule : rules)
            if (rule.from() != null && !dates.containsKey(rule.from()))
                throw new IllegalArgumentException("rule %s of pack %s comes into force on '%s', which is no date of it"
                        .formatted(rule.id(), version, rule.from()));
    }

    /// A day on which the law changes.
    ///
    /// @param source where the day is written, and how sure it is
    public record LegalDate(LocalDate day, String source) {}

    /// One line of a pack.
    ///
    /// @param from id of the date from which it holds; null: always
    public record Rule(
            String id,
            Set<Place> places,
            Set<Role> roles,
            Set<Purpose> purposes,
            Set<Modality> modalities,
            Set<AgeBand> ages,
            Outcome outcome,
            Set<Duty> duties,
            @Nullable String from,
            String article,
            String reason) {

        public Rule {
            places = EnumSet.copyOf(places); // a bit mask; the question comes with every frame
            roles = EnumSet.copyOf(roles);
            purposes = EnumSet.copyOf(purposes);
            modalities = EnumSet.copyOf(modalities);
            ages = EnumSet.copyOf(ages);
            duties = Set.copyOf(duties);
        }

        boolean matches(PolicyQuery query) {
            return modalities.contains(query.modality())
                    && places.contains(query.place())
                    && roles.contains(query.role())
                    && purposes.contains(query.purpose())
                    && ages.contains(query.ageBand());
        }
    }

    /// The same pack where the law came, or comes, into force on other days.
    ///
    /// @param moved days by id; ids of other packs are left alone
    PolicyPack with(Map<String, LocalDate> moved) {
        var known = new HashMap<>(dates);
        known.replaceAll((id, date) -> {
            var day = moved.get(id);
            return day == null ? date : new LegalDate(day, "a setting of this deployment, instead of " + date.day());
        });
        return new PolicyPack(version, reviewed, reviewBy, known, rules, additions);
    }

    boolean isInForce(Rule rule, Instant at) {
        if (rule.from() == null) return true;
        var date = dates.get(rule.from());
        return date != null && !at.isBefore(startOf(date.day()));
    }

    /// The next day on which an answer may change; `at` itself where the review is overdue.
    Instant validUntil(Instant at) {
        var until = startOf(reviewBy);
        for (var date : dates.values()) {
            var start = startOf(date.day());
            if (start.isAfter(at) && start.isBefore(until)) until = start;
        }
        return until.isBefore(at) ? at : until;
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
