package dev.attune.server.customers;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One customer as of a moment.
///
/// @param traits as identify calls gave them, the latest value of each by event time
/// @param attitudes by `product:…`, `service:…` or `topic:…`
/// @param asOf the moment it holds for
public record CustomerProfile(
        String person,
        Map<String, Object> traits,
        Map<String, Attitude> attitudes,
        SatisfactionAnswers answers,
        Dynamics dynamics,
        Instant asOf) {
    public CustomerProfile {
        traits = Collections.unmodifiableMap(new LinkedHashMap<>(traits)); // JSON knows null values
        SortedMap<String, Attitude> sorted = new TreeMap<>(attitudes);
        attitudes = Collections.unmodifiableSortedMap(sorted);
    }
}
