package dev.attune.evaluation;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Moment;
import java.util.List;

/// The names of moments in files; the translated words of the report are in its message bundles.
final class MomentNames {
    private MomentNames() {}

    static String kind(Moment moment) {
        return switch (moment) {
            case Moment.ExpressionEpisode episode -> "expression";
            case Moment.MixedExpression episode -> "mixed";
            case Moment.StateEpisode episode -> "state";
            case Moment.Turn turn -> "turn";
            case Moment.MicroExpression movement -> "micro-expression";
            case Moment.Blink blink -> "blink";
            case Moment.Unreadable stretch -> "unreadable";
        };
    }

    static String name(Moment moment) {
        return switch (moment) {
            case Moment.ExpressionEpisode episode -> episode.emotion().id();
            case Moment.MixedExpression episode ->
                episode.first().id() + "+" + episode.second().id();
            case Moment.StateEpisode episode -> episode.state().id();
            case Moment.Turn turn -> turn.kind().id();
            case Moment.MicroExpression movement -> movement.group().id();
            case Moment.Blink blink -> "blink";
            case Moment.Unreadable stretch -> stretch.reason().id();
        };
    }

    static List<ActionUnit> actionUnits(Moment moment) {
        return switch (moment) {
            case Moment.ExpressionEpisode episode -> episode.actionUnits();
            case Moment.MixedExpression episode -> episode.actionUnits();
            case Moment.StateEpisode episode -> episode.actionUnits();
            case Moment.MicroExpression movement -> movement.actionUnits();
            case Moment.Turn turn -> List.of();
            case Moment.Blink blink -> List.of();
            case Moment.Unreadable stretch -> List.of();
        };
    }

    static String sentence(Moment moment) {
        return switch (moment) {
            case Moment.ExpressionEpisode episode ->
                "displayed expression consistent with " + episode.emotion().id();
            case Moment.MixedExpression episode ->
                "displayed expression consistent with %s (%d %%) and %s (%d %%) at once"
                        .formatted(
                                episode.first().id(),
                                Math.round(100 * episode.firstWeight()),
                                episode.second().id(),
                                Math.round(100 * episode.secondWeight()));
            case Moment.StateEpisode episode ->
                "displayed behaviour consistent with " + episode.state().id();
            case Moment.MicroExpression movement ->
                "short local movement: %s (%s)"
                        .formatted(movement.group().id(), movement.grade().id());
            case Moment.Turn turn ->
                "a turn of what is displayed: " + turn.kind().id().replace('-', ' ');
            case Moment.Blink blink -> "the eyes closed and opened again";
            case Moment.Unreadable stretch ->
                "the face could not be read: " + stretch.reason().id();
        };
    }
}
