package dev.attune.server.experiments;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Coarse groups by which a report is split: three that every experiment knows, and those an operator declares before
/// the start. Values are fixed beforehand, so that nobody can be told apart by one.
///
/// @param parts of each group of the operator's own, by its name
record Groups(Map<String, List<String>> parts) {
    static final Groups NONE = new Groups(Map.of());

    private static final Map<String, Set<String>> KNOWN = Map.of(
            "device", Set.of("phone", "tablet", "desktop"),
            "language", Set.of("en", "ru", "zh", "other"),
            "visitor", Set.of("new", "returning"));

    private static final String CONSENT = "consent"; // the server tells it
    private static final int MOST = 3;
    private static final int MOST_PARTS = 8;

    /// What GDPR Art. 9(1) protects has no place in rows that are not sealed.
    private static final Set<String> PROTECTED = Set.of(
            "race",
            "ethnicity",
            "ethnic-origin",
            "politics",
            "political-opinion",
            "religion",
            "belief",
            "trade-union",
            "health",
            "disability",
            "sex-life",
            "sexual-orientation",
            "genetics",
            "biometrics");

    Groups {
        if (parts.size() > MOST)
            throw new IllegalArgumentException(
                    "groups has at most %d of your own, got %d".formatted(MOST, parts.size()));
        var copies = new TreeMap<String, List<String>>();
        parts.forEach((group, values) -> {
            if (!group.matches(ExperimentPlan.ID) || KNOWN.containsKey(group) || group.equals(CONSENT))
                throw new IllegalArgumentException(
                        "a group of your own has small letters, digits or dashes and is none of %s or consent, got '%s'"
                                .formatted(new TreeMap<>(KNOWN).keySet(), group));
            if (PROTECTED.contains(group))
                throw new IllegalArgumentException(
                        "'%s' is a special category of personal data (GDPR Art. 9(1)); a report is not split by it"
                                .formatted(group));
            if (values.size() < 2 || values.size() > MOST_PARTS)
                throw new IllegalArgumentException(
                        "group %s has 2 to %d parts, got %d".formatted(group, MOST_PARTS, values.size()));
            for (var value : values)
                if (!value.matches(ExperimentPlan.ID))
                    throw new IllegalArgumentException(
                            "a part of group %s has small letters, digits or dashes, got '%s'".formatted(group, value));
            copies.put(group, List.copyOf(values));
        });
        parts = Collections.unmodifiableMap(copies); // in the same order in every process
    }

    /// @param asked the part of a visitor, by group
    /// @throws IllegalArgumentException when a group or a part is not known beforehand
    void require(Map<String, String> asked) {
        asked.forEach((group, part) -> {
            boolean known = KNOWN.getOrDefault(group, Set.of()).contains(part)
                    || parts.getOrDefault(group, List.of()).contains(part);
            if (known) return;
            var all = new HashMap<String, Object>(KNOWN);
            all.putAll(parts);
            throw new IllegalArgumentException(
                    "a report is split by %s only, got %s = '%s'".formatted(new TreeMap<>(all), group, part));
        });
    }
}
