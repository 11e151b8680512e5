package dev.attune.evaluation;

import dev.attune.signals.Baseline;
import dev.attune.signals.Emotion;
import dev.attune.signals.Moment;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words of reports in one language.
public final class Words {
    /// The languages reports are written in.
    public static final List<String> LANGUAGES = List.of("en", "ru", "zh");

    private final Locale locale;
    private final ResourceBundle bundle;

    /// @param language one of [#LANGUAGES]
    public Words(String language) {
        if (!LANGUAGES.contains(language))
            throw new IllegalArgumentException(
                    "reports are written in %s, not in '%s'".formatted(String.join(", ", LANGUAGES), language));
        locale = Locale.of(language);
        bundle = ResourceBundle.getBundle(
                Words.class.getPackageName() + ".report",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String language() {
        return locale.getLanguage();
    }

    /// @param arguments as of [MessageFormat]
    String say(String key, Object... arguments) {
        var pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
    }

    String emotion(Emotion emotion) {
        return say("emotion." + emotion.id());
    }

    String state(State state) {
        return say("state." + state.id());
    }

    String reason(Reason reason) {
        return say("reason." + reason.id());
    }

    String baseline(Baseline baseline) {
        return say("baseline." + baseline.id());
    }

    String actionUnit(int number) {
        return say("au." + number);
    }

    String signal(Signal signal) {
        return switch (signal) {
            case Signal.Expression expression -> emotion(expression.emotion());
            case Signal.ModelState state -> state(state.state());
            case Signal.Dimension dimension -> say("plot." + dimension.id());
            case Signal.Unit unit -> actionUnit(unit.number());
            case Signal.FaceQualityScore quality -> say("tile.quality");
        };
    }

    String moment(Moment moment) {
        return switch (moment) {
            case Moment.ExpressionEpisode episode -> say("moment.expression", emotion(episode.emotion()));
            case Moment.MixedExpression episode ->
                say(
                        "moment.mixed",
                        emotion(episode.first()),
                        percent(episode.firstWeight()),
                        emotion(episode.second()),
                        percent(episode.secondWeight()));
            case Moment.StateEpisode episode -> say("moment.state", state(episode.state()));
            case Moment.MicroExpression movement ->
                say(
                        "moment.micro-expression",
                        say("group." + movement.group().id()),
                        say("grade." + movement.grade().id()));
            case Moment.Turn turn -> say("moment.turn." + turn.kind().id());
            case Moment.Blink blink -> say("moment.blink");
            case Moment.Unreadable stretch -> say("moment.unreadable", reason(stretch.reason()));
        };
    }

    /// People are counted from 1 on pages; files keep the track id.
    String person(int trackId) {
        return count(trackId + 1L);
    }

    /// Without digits that were not measured: `74 %`.
    String percent(double share) {
        var format = NumberFormat.getPercentInstance(locale);
        boolean small = share > 0 && share < 0.01;
        return small ? "< " + format.format(0.01) : format.format(share);
    }

    String number(double value, int decimals) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(value);
    }

    /// With its sign, two decimals.
    String signed(double value) {
        return (value > 0 ? "+" : "") + number(value, 2);
    }

    String count(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /// Media time as `0:12.3`, `1:02:03.4`.
    static String time(Duration at) {
        return clock(at) + "." + at.toMillisPart() / 100;
    }

    /// Media time in whole seconds: `0:12`, `1:02:03`.
    static String clock(Duration at) {
        return at.toHours() == 0
                ? "%d:%02d".formatted(at.toMinutes(), at.toSecondsPart())
                : "%d:%02d:%02d".formatted(at.toHours(), at.toMinutesPart(), at.toSecondsPart());
    }
}
