package dev.attune.evaluation;

import dev.attune.signals.Emotion;
import dev.attune.signals.Moment;
import dev.attune.signals.State;

/// The fixed colours and letters of emotions, the same in console and reports. Colour never stands
/// alone.
final class Palette {
    static final String INTEREST = "#1B9AAA";
    static final String VALENCE = "#2B7A78";
    static final String AROUSAL = "#4A4E8C";
    static final String INK = "#1F2933";
    static final String ACCENT = "#1B6E7C";

    private Palette() {}

    static String colour(Emotion emotion) {
        return switch (emotion) {
            case JOY -> "#B8860B";
            case SURPRISE -> "#CC5DA8";
            case ANGER -> "#C0392B";
            case FEAR -> "#6A4FB6";
            case SADNESS -> "#2E6DA4";
            case DISGUST -> "#3F7F4E";
            case CONTEMPT -> "#8C6D46";
            case NEUTRAL -> "#7A7F87";
        };
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
