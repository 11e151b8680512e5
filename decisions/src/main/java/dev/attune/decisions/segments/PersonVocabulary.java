package dev.attune.decisions.segments;

import dev.attune.decisions.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The variables of a segment's condition, see the table of this package.
public final class PersonVocabulary implements Vocabulary {
    static final String VALENCE = "valence";
    static final String AROUSAL = "arousal";
    static final String TREND = "trend";
    static final String VOLATILITY = "volatility";
    static final String READINGS = "readings";
    static final String CHURN_RISK = "churnRisk";
    static final String SILENT_DAYS = "silentDays";
    static final String EVENTS = "events";
    static final String ATTITUDE = "attitude";
    static final String ANSWER = "answer";
    static final String DAYS_SINCE = "daysSince";
    static final String TRAIT = "trait";

    /// Variables of counts; the name ends in the window's days.
    static final List<String> COUNTS = List.of("count7", "count30", "count90");

    private static final Map<String, Type> SINGLE = Map.of(
            VALENCE, Type.NUMBER,
            AROUSAL, Type.NUMBER,
            TREND, Type.NUMBER,
            VOLATILITY, Type.NUMBER,
            READINGS, Type.NUMBER,
            CHURN_RISK, Type.NUMBER,
            SILENT_DAYS, Type.NUMBER,
            EVENTS, Type.NUMBER);
    private static final List<String> BY_KEY = Stream.concat(Stream.of(ATTITUDE, ANSWER, DAYS_SINCE), COUNTS.stream())
            .toList();
    private static final Set<String> ANSWERS = Set.of("csat", "nps", "ces");
    private static final List<String> ATTITUDES_TO = List.of("product:", "topic:", "service:");
    private static final Set<String> DISPLAYED = Set.of(VALENCE, AROUSAL, TREND, VOLATILITY, READINGS, CHURN_RISK);

    @Override
    public Map<String, Type> single() {
        return SINGLE;
    }

    @Override
    public List<String> numbersByKey() {
        return BY_KEY;
    }

    @Override
    public String anythingByKey() {
        return TRAIT;
    }

    @Override
    public String example(String variable) {
        return switch (variable) {
            case ATTITUDE -> "attitude[\"product:kettle\"]";
            case ANSWER -> "answer.csat";
            case TRAIT -> "trait.plan";
            default -> variable + "[\"track:Order Returned\"]";
        };
    }

    @Override
    public Optional<String> objection(String variable, String key) {
        return switch (variable) {
            case ANSWER ->
                ANSWERS.contains(key)
                        ? Optional.empty()
                        : Optional.of("there is no answer '%s'. Maybe one of: ces, csat, nps.".formatted(key));
            case ATTITUDE ->
                ATTITUDES_TO.stream().anyMatch(key::startsWith)
                        ? Optional.empty()
                        : Optional.of(("an attitude is towards a product, a topic or a service, got '%s'."
                                        + " Maybe attitude[\"product:%s\"].")
                                .formatted(key, key));
            default -> Optional.empty();
        };
    }

    @Override
    public boolean isAffect(String input) {
        return DISPLAYED.contains(input) || input.startsWith(ATTITUDE + ".") || input.contains("." + Happening.AFFECT);
    }

    static int days(String count) {
        return Integer.parseInt(count.substring("count".length()));
    }

    /// Whether an input may change by the mere passage of time.
    static boolean movesWithTime(String input) {
        return !input.startsWith(TRAIT + ".") && !input.startsWith(ANSWER + ".");
    }

    /// Whether an input follows from what happened, rather than from what is known beside it.
    static boolean isOfEvents(String input) {
        return movesWithTime(input)
                && !input.startsWith(ATTITUDE + ".")
                && !input.equals(TREND)
                && !input.equals(VOLATILITY);
    }
}
