package dev.attune.decisions;

import java.util.Map;

/// One top-level conjunct of a condition, with what it came to.
///
/// @param text in canonical CEL
/// @param value whether it holds
/// @param inputs by their path, for example `au.AU04`; an input that was not known has the value [#UNKNOWN]
public record Clause(String text, boolean value, Map<String, Object> inputs) {
    public static final String UNKNOWN = "unknown";

    public Clause {
        inputs = Map.copyOf(inputs);
    }
}
