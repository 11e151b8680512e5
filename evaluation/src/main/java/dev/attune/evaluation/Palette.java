package dev.attune.evaluation;

import dev.attune.signals.Emotion;
import dev.attune.signals.Moment;
import dev.attune.signals.State;

/// The fixed colours and letters of emotions, the same in console and reports: variables of
/// `report.css`, which has them for light and for dark. Colour never stands alone.
final class Palette {
    static final String INTEREST = "var(--interest)";
    static final String VALENCE = "var(--valence)";
    static final String AROUSAL = "var(--arousal)";
    static final String INK = "var(--ink)";
    static final String ACCENT = "var(--accent)";
    static final String POSITIVE = VALENCE;
    static final String NEUTRAL = "var(--line)"; // of words: it steps back behind both sides
    static final String NEGATIVE = "var(--negative)";

    private Palette() {}

    static String colour(Emotion emotion) {
        return "var(--%s)".formatted(emotion.id());
    }

    static String letter(Emotion emotion) {
        return switch (emotion) {
            case JOY -> "J";
            case SURPRISE -> "U";
            case ANGER -> "A";
            case FEAR -> "F";
            case SADNESS -> "S";
            case DISGUST -> "D";
            case CONTEMPT -> "C";
            case NEUTRAL -> "N";
        };
    }

    static String colour(Signal signal) {
        return switch (signal) {
            case Signal.Expression expression -> colour(expression.emotion());
            case Signal.ModelState state -> state.state() == State.INTEREST ? INTEREST : INK;
            case Signal.Dimension dimension ->
                switch (dimension) {
                    case VALENCE -> VALENCE;
                    case AROUSAL -> AROUSAL;
                };
            case Signal.Unit unit -> ACCENT;
            case Signal.FaceQualityScore quality -> INK;
        };
    }

    static String letter(Signal signal) {
        return switch (signal) {
            case Signal.Expression expression -> letter(expression.emotion());
            case Signal.ModelState state -> state.state() == State.INTEREST ? "I" : "·";
            case Signal.Dimension dimension -> "";
            case Signal.Unit unit -> "";
            case Signal.FaceQualityScore quality -> "";
        };
    }

    static String colour(Moment moment) {
        return switch (moment) {
            case Moment.ExpressionEpisode episode -> colour(episode.emotion());
            case Moment.MixedExpression episode -> colour(episode.first());
            case Moment.StateEpisode episode -> colour(new Signal.ModelState(episode.state()));
            case Moment.Turn turn -> VALENCE;
            case Moment.MicroExpression movement -> ACCENT;
            case Moment.Blink blink -> INK;
            case Moment.Unreadable stretch -> INK;
        };
    }

    static String letter(Moment moment) {
        return switch (moment) {
            case Moment.ExpressionEpisode episode -> letter(episode.emotion());
            case Moment.MixedExpression episode -> letter(episode.first()) + letter(episode.second());
            case Moment.StateEpisode episode -> letter(new Signal.ModelState(episode.state()));
            case Moment.Turn turn -> "↻";
            case Moment.MicroExpression movement -> "μ";
            case Moment.Blink blink -> "–";
            case Moment.Unreadable stretch -> "×";
        };
    }
}
