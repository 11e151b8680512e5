package dev.attune.decisions;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Emotion;
import dev.attune.signals.State;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The variables of a condition, see the table of this package. An input is named by its path: `au.AU04`, `page.kind`.
final class Vocabulary {
    enum Type {
        NUMBER,
        TEXT
    }

    /// Variables that hold one value. A dot is part of the name.
    static final Map<String, Type> SINGLE = ordered(
            Map.entry("valence", Type.NUMBER),
            Map.entry("arousal", Type.NUMBER),
            Map.entry("quality.score", Type.NUMBER),
            Map.entry("quality.coverage", Type.NUMBER),
            Map.entry("page.kind", Type.TEXT),
            Map.entry("page.id", Type.TEXT));

    static final String FACTS = "facts";

    /// Variables that are read by a constant key, with a number behind each.
    static final List<String> NUMBERS_BY_KEY = List.of("au", "emotion", "state");

    private static final Set<String> PAGE = Set.of("page.kind", "page.id");
    private static final List<String> EMOTIONS =
            Arrays.stream(Emotion.values()).map(Emotion::id).toList();
    private static final List<String> STATES =
            Arrays.stream(State.values()).map(State::id).toList();

    private Vocabulary() {}

    static boolean readByKey(String variable) {
        return NUMBERS_BY_KEY.contains(variable) || variable.equals(FACTS);
    }

    /// What is wrong with `variable.key`, if anything.
    static Optional<String> objection(String variable, String key) {
        return switch (variable) {
            case "au" ->
                isActionUnit(key)
                        ? Optional.empty()
                        : Optional.of("there is no action unit '%s'. Maybe AU04 or AU12.".formatted(key));
            case "emotion" -> unlessIn(EMOTIONS, "emotion", key);
            case "state" -> unlessIn(STATES, "state", key);
            default -> Optional.empty();
        };
    }

    /// Whether an input is read from the person. Quality is: it tells whether a camera was allowed at all.
    static boolean isAffect(String input) {
        return !PAGE.contains(input) && !input.startsWith(FACTS + ".");
    }

    static String names() {
        return String.join(
                ", ",
                Stream.of(NUMBERS_BY_KEY.stream(), SINGLE.keySet().stream(), Stream.of(FACTS))
                        .flatMap(names -> names)
                        .toList());
    }

    private static boolean isActionUnit(String key) {
        if (!key.matches("AU\\d\\d")) return false;
        int number = Integer.parseInt(key.substring(2));
        return number >= 1 && new ActionUnit(Math.min(number, 64), 0, 0, 0).id().equals(key);
    }

    private static Optional<String> unlessIn(List<String> known, String variable, String key) {
        return known.contains(key)
                ? Optional.empty()
                : Optional.of(
                        "there is no %s '%s'. Maybe one of: %s.".formatted(variable, key, String.join(", ", known)));
    }

    @SafeVarargs
    private static Map<String, Type> ordered(Map.Entry<String, Type>... entries) {
        var map = new LinkedHashMap<String, Type>();
        for (var entry : entries) map.put(entry.getKey(), entry.getValue());
        return Map.copyOf(map);
    }
}
