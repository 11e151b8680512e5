package dev.attune.decisions.experiments;

import dev.attune.decisions.MessageBook;
import dev.attune.decisions.Wording;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What an experiment says, in one sentence. The order of the constants is the order of the questions.
public enum Verdict {
    /// People did not arrive as dealt: no figure counts.
    SAMPLE_RATIO_BROKEN,
    /// Fewer than a hundred people per arm.
    TOO_EARLY,
    /// A guardrail got worse by more than its tolerance.
    GUARDRAIL_HARMED,
    BETTER,
    WORSE,
    /// The planned number is reached and 0 is still possible.
    NO_DIFFERENCE_SHOWN,
    /// Nothing shown yet, the planned number is not reached.
    RUNNING;

    private static final MessageBook BOOK = MessageBook.beside(Verdict.class, "verdict");

    /// The name used in JSON, for example `no-difference-shown`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param values what the sentence names: `metric`, `guardrail` (a [Metric] each), `lift`, `low`,
    ///     `high` (relative), `units`, `planned`
    Wording words(Map<String, ?> values) {
        return say(id(), values);
    }

    /// A note that stands under every report, such as `consent` or `exploratory`.
    static Wording note(String key, Map<String, ?> values) {
        return say("note." + key, values);
    }

    private static Wording say(String key, Map<String, ?> values) {
        return new Wording(
                BOOK.say("en", key, named("en", values)),
                BOOK.say("ru", key, named("ru", values)),
                BOOK.say("zh", key, named("zh", values)));
    }

    /// Metrics by their names in a language; one that a customer defined has its id.
    private static Map<String, Object> named(String language, Map<String, ?> values) {
        var named = new HashMap<String, Object>(values);
        named.replaceAll((name, value) -> {
            if (!(value instanceof Metric metric)) return value;
            var key = "metric." + metric.id();
            return BOOK.has(key) ? BOOK.say(language, key, Map.of()) : metric.id();
        });
        return named;
    }
}
