package dev.attune.decisions;

import dev.attune.signals.Affect;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.StreamReading;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The values of the [SituationVocabulary] in one situation. What is not known is absent.
final class Inputs {
    private static final String PAGE_KIND = "page.kind="; // as callers' texts become features

    private final Map<String, Object> variables = new HashMap<>();

    /// @param affect null when there is no current estimate
    /// @param stream adds the states that the estimate lacks; null when there is no current one
    Inputs(
            @Nullable Affect affect,
            @Nullable StreamReading stream,
            double coverage,
            PageContext page,
            Map<String, Object> facts) {
        var actionUnits = new HashMap<String, Double>();
        var emotions = new HashMap<String, Double>();
        var states = new HashMap<String, Double>();
        if (affect != null) {
            affect.valence().optional().ifPresent(value -> variables.put("valence", value));
            affect.arousal().optional().ifPresent(value -> variables.put("arousal", value));
            for (var unit : affect.actionUnits()) actionUnits.put(unit.id(), unit.intensity());
            switch (affect.expression()) {
                case DisplayPattern.Displayed displayed ->
                    displayed
                            .probabilities()
                            .toMap()
                            .forEach((emotion, probability) -> emotions.put(emotion.id(), probability));
                case DisplayPattern.Abstained abstained -> {} // stays unknown
            }
            affect.states()
                    .forEach((state, measurement) ->
                            measurement.optional().ifPresent(value -> states.put(state.id(), value)));
            variables.put("quality.score", affect.quality().score());
        }
        if (stream != null)
            for (var state : stream.states())
                state.probability()
                        .optional()
                        .ifPresent(value -> states.putIfAbsent(state.state().id(), value));
        variables.put("au", actionUnits);
        variables.put("emotion", emotions);
        variables.put("state", states);
        variables.put("quality.coverage", coverage);
        variables.put("page.kind", page.kind());
        variables.put("page.id", page.id());
        variables.put(SituationVocabulary.FACTS, normalised(facts));
    }

    /// The values as a log of single decisions has them: numbers by path, such as `state.confusion` or
    /// `facts.attempts`. A text is a path of its own with a 1 behind it, `page.kind=checkout`.
    static Map<String, Object> logged(Map<String, Double> numbers) {
        var variables = new HashMap<String, Object>();
        var byKey = new HashMap<String, Map<String, Double>>();
        byKey.put(SituationVocabulary.FACTS, new HashMap<>());
        for (var name : SituationVocabulary.NUMBERS_BY_KEY) byKey.put(name, new HashMap<>());
        numbers.forEach((path, number) -> {
            int dot = path.indexOf('.');
            var keyed = dot < 0 ? null : byKey.get(path.substring(0, dot));
            if (keyed != null) keyed.put(path.substring(dot + 1), number);
            else if (!path.startsWith(PAGE_KIND)) variables.put(path, number);
            else if (number == 1) variables.put("page.kind", path.substring(PAGE_KIND.length()));
        });
        variables.putAll(byKey);
        return variables;
    }

    /// As CEL reads them.
    Map<String, Object> variables() {
        return variables;
    }

    // CEL knows one integer and one floating type
    private static Map<String, Object> normalised(Map<String, Object> facts) {
        var result = new TreeMap<String, Object>();
        facts.forEach((name, value) -> result.put(
                name,
                switch (value) {
                    case Integer number -> number.longValue();
                    case Short number -> number.longValue();
                    case Float number -> number.doubleValue();
                    default -> value;
                }));
        return result;
    }
}
