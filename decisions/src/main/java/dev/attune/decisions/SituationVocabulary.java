package dev.attune.decisions;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Emotion;
import dev.attune.signals.State;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The variables of a playbook's condition, see the table of this package.
final class SituationVocabulary implements Vocabulary {
    private static final Map<String, Type> SINGLE = Map.ofEntries(
            Map.entry("valence", Type.NUMBER),
            Map.entry("arousal", Type.NUMBER),
            Map.entry("quality.score", Type.NUMBER),
            Map.entry("quality.coverage", Type.NUMBER),
            Map.entry("page.kind", Type.TEXT),
            Map.entry("page.id", Type.TEXT));

    static final String FACTS = "facts";

    static final List<String> NUMBERS_BY_KEY = List.of("au", "emotion", "state");

    private static final Set<String> PAGE = Set.of("page.kind", "page.id");
    private static final List<String> EMOTIONS =
            Arrays.stream(Emotion.values()).map(Emotion::id).toList();
    private static final List<String> STATES =
            Arrays.stream(State.values()).map(State::id).toList();

    /// Compiles conditions over it; after everything it reads.
    static final Condition.Reader CONDITIONS = new Condition.Reader(new SituationVocabulary());

    @Override
    public Map<String, Type> single() {
        return SINGLE;
    }

    @Override
    public List<String> numbersByKey() {
        return NUMBERS_BY_KEY;
    }

    @Override
    public String anythingByKey() {
        return FACTS;
    }

    @Override
    public String example(String variable) {
        return variable.equals("au") ? "au.AU04" : variable + ".name";
    }

    @Override
    public Optional<String> objection(String variable, String key) {
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

    @Override
    public boolean isAffect(String input) {
        return readFromPerson(input);
    }

    /// Quality is, too: it tells whether a camera was allowed at all.
    static boolean readFromPerson(String input) {
        return !PAGE.contains(input) && !input.startsWith(FACTS + ".");
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
}
