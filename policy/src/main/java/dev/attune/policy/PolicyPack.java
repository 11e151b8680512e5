package dev.attune.policy;

import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of one jurisdiction: versioned data with sources, dates, and a day by which counsel looks at it again.
///
/// @param version for example `eu/3`
/// @param dates by id; those that may move are settings
/// @param guardian below which age somebody else consents
/// @param rules in the order of the file
/// @param additions duties that come on top of whatever a rule permits
public record PolicyPack(
        String version,
        LocalDate reviewed,
        LocalDate reviewBy,
        Map<String, LegalDate> dates,
        GuardianAge guardian,
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

    /// Below this age a parent or guardian consents.
    ///
    /// @param usual in years, where the operator says nothing
    /// @param least to which a country may have lowered it
    /// @param source where the ages are written, and how sure they are
    public record GuardianAge(int usual, int least, String source) {
        public GuardianAge {
            if (least < 1 || usual < least || usual > 21)
                throw new IllegalArgumentException(
                        "the age of consent must be in [1, 21] and not below its least, got %d and %d"
                                .formatted(usual, least));
        }

        GuardianAge under(GuardianAge own) {
            return new GuardianAge(
                    Math.max(usual, own.usual),
                    Math.max(least, own.least),
                    own.usual > usual || own.least > least ? own.source : source);
        }

        /// @param declared 0 for the usual one
        /// @throws IllegalArgumentException when no country may have that age
        public int orDeclared(int declared) {
            if (declared == 0) return usual;
            if (declared < least || declared > 21)
                throw new IllegalArgumentException(
                        "guardian-below must be in [%d, 21] here (%s), got %d".formatted(least, source, declared));
            return declared;
        }
    }

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
        return new PolicyPack(version, reviewed, reviewBy, known, guardian, rules, additions);
    }

    /// This pack under an operator's own rules as well. They take nothing away: the strictest rule wins, dates of this
    /// pack stay where they are, and ages only rise.
    PolicyPack under(PolicyPack own) {
        var dates = new HashMap<>(own.dates);
        dates.putAll(this.dates);
        var rules = new ArrayList<>(this.rules);
        rules.addAll(own.rules);
        var additions = new ArrayList<>(this.additions);
        additions.addAll(own.additions);
        return new PolicyPack(
                own.version + "+" + version,
                own.reviewed.isBefore(reviewed) ? own.reviewed : reviewed,
                own.reviewBy.isBefore(reviewBy) ? own.reviewBy : reviewBy,
                dates,
                guardian.under(own.guardian),
                rules,
                additions);
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
