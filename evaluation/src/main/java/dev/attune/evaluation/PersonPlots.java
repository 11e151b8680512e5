package dev.attune.evaluation;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.Emotion;
import dev.attune.signals.Moment;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plots of one person over time, as inline SVG: valence and arousal, the seven headline emotions, action units.
final class PersonPlots {
    /// In the order of the console: the seven headline emotions.
    static final List<Signal> HEADLINE = List.of(
            new Signal.Expression(Emotion.JOY),
            new Signal.Expression(Emotion.SURPRISE),
            new Signal.Expression(Emotion.ANGER),
            new Signal.Expression(Emotion.FEAR),
            new Signal.Expression(Emotion.SADNESS),
            new Signal.Expression(Emotion.DISGUST),
            new Signal.ModelState(State.INTEREST));

    private static final double WIDTH = 900;
    private static final double LEFT = 132;
    private static final double RIGHT = 58;
    private static final double AXIS_HEIGHT = 20;
    private static final double DIMENSION_HEIGHT = 104;
    private static final double MARKER_HEIGHT = 22;
    private static final double EMOTION_HEIGHT = 30;
    private static final double UNIT_HEIGHT = 15;
    private static final int UNIT_COLUMNS = 240;
    private static final int UNIT_SHADES = 8;
    private static final double UNIT_SHOWN_FROM = OpenFace.PRESENT_FROM;

    private final Words words;
    private final PersonStatistics person;
    private final Timeline timeline;
    private final List<Moment> moments;
    private final TimeAxis axis;

    /// @param moments of the whole report; those of other people are left out
    /// @param end media time of the last frame
    PersonPlots(Words words, PersonStatistics person, Timeline timeline, List<Moment> moments, Duration end) {
        this.words = words;
        this.person = person;
        this.timeline = timeline;
        this.moments = moments.stream()
                .filter(moment -> moment.trackId() == person.trackId())
                .toList();
        this.axis = new TimeAxis(end, LEFT, WIDTH - LEFT - RIGHT);
    }

    void drawDimensions(Markup page) {
        double bottom = MARKER_HEIGHT + 2 * DIMENSION_HEIGHT + 10;
        startPlot(page, bottom + AXIS_HEIGHT, dimensionsSentence());
        page.open("defs")
                .open(
                        "pattern",
                        "id",
                        "hatch" + person.trackId(),
                        "width",
                        "6",
                        "height",
                        "6",
                        "patternUnits",
                        "userSpaceOnUse",
                        "patternTransform",
                        "rotate(45)")
                .empty("rect", "width", "6", "height", "6", "fill", "#F1F3F5")
                .empty("line", "x1", "0", "y1", "0", "x2", "0", "y2", "6", "stroke", "#C3CAD1", "stroke-width", "1.6")
                .close()
                .close();
        drawMarkers(page, bottom);
        drawDimension(page, Signal.Dimension.VALENCE, words.say("plot.valence"), MARKER_HEIGHT);
        drawDimension(page, Signal.Dimension.AROUSAL, words.say("plot.arousal"), MARKER_HEIGHT + DIMENSION_HEIGHT + 10);
        axis.draw(page, MARKER_HEIGHT, bottom, true);
        page.close();
    }

    private void drawDimension(Markup page, Signal.Dimension dimension, String label, double top) {
        double middle = top + DIMENSION_HEIGHT / 2;
        double half = DIMENSION_HEIGHT / 2 - 4;
        int channel = PersonStatistics.channel(dimension);
        var colour = Palette.colour(dimension);
        page.empty(
                "rect",
                "class",
                "panel",
                "x",
                n(LEFT),
                "y",
                n(top),
                "width",
                n(axis.width()),
                "height",
                n(DIMENSION_HEIGHT));
        drawGaps(page, channel, top, DIMENSION_HEIGHT);
        page.leaf("text", label, "class", "label", "x", n(LEFT - 40), "y", n(middle + 4), "text-anchor", "end");
        for (int level = -1; level <= 1; level++) {
            double y = middle - level * half;
            page.empty(
                    "line",
                    "class",
                    level == 0 ? "zero" : "grid",
                    "x1",
                    n(LEFT),
                    "x2",
                    n(axis.right()),
                    "y1",
                    n(y),
                    "y2",
                    n(y));
            page.leaf(
                    "text",
                    (level > 0 ? "+" : level < 0 ? "\u2212" : "") + Math.abs(level),
                    "class",
                    "tick",
                    "x",
                    n(LEFT - 8),
                    "y",
                    n(y + 3.5),
                    "text-anchor",
                    "end");
        }
        var trace = new Trace(timeline, channel, axis, value -> middle - value * half);
        page.empty("path", "class", "band", "fill", colour, "d", trace.band());
        trace.drawFading(page, PersonStatistics.channel(new Signal.FaceQualityScore()), colour);
        var values = person.values(dimension);
        if (!values.isEmpty()) {
            page.leaf(
                    "text",
                    "\u2300 " + signed(values.mean()),
                    "class",
                    "value",
                    "x",
                    n(axis.right() + 8),
                    "y",
                    n(middle + 4));
        }
    }

    /// Hatches what could not be measured, with the reason as a tooltip.
    private void drawGaps(Markup page, int channel, double top, double height) {
        int last = -1;
        for (int bin = 0; bin <= timeline.bins(); bin++) {
            boolean measured = bin < timeline.bins() && timeline.count(channel, bin) > 0;
            if (!measured && bin < timeline.bins()) continue;
            if (Trace.isGap(timeline, last, bin)) drawGap(page, last + 1, bin, top, height);
            last = bin;
        }
    }

    private void drawGap(Markup page, int from, int to, double top, double height) {
        double x = axis.x(timeline.binLength().multipliedBy(from));
        double width = axis.x(timeline.binLength().multipliedBy(to)) - x;
        if (width <= 0) return;
        page.open(
                "rect",
                "fill",
                "url(#hatch" + person.trackId() + ")",
                "x",
                n(x),
                "y",
                n(top),
                "width",
                n(width),
                "height",
                n(height));
        var reason = mostFrequentReason(from, to);
        page.leaf("title", words.say("plot.gap", words.reason(reason == null ? Reason.NO_FACE : reason)));
        page.close();
    }

    private @Nullable Reason mostFrequentReason(int from, int to) {
        for (int bin = from; bin < to; bin++) {
            var reason = PersonStatistics.reason(timeline, bin);
            if (reason != null) return reason;
        }
        return null;
    }

    /// A bar from onset to offset with the emotion's letter at the apex, above the plot.
    private void drawMarkers(Markup page, double bottom) {
        for (var moment : moments) {
            var signal = signal(moment);
            if (signal == null) continue;
            var colour = Palette.colour(signal);
            double from = axis.x(moment.episode().onset());
            double to = Math.max(axis.x(moment.episode().offset()), from + 2);
            double apex = axis.x(moment.episode().apex());
            page.open("g");
            page.leaf(
                    "title",
                    words.moment(moment) + " · " + Words.time(moment.episode().apex()));
            page.empty(
                    "rect",
                    "fill",
                    colour,
                    "fill-opacity",
                    "0.07",
                    "x",
                    n(from),
                    "y",
                    n(MARKER_HEIGHT),
                    "width",
                    n(to - from),
                    "height",
                    n(bottom - MARKER_HEIGHT));
            page.empty(
                    "rect",
                    "fill",
                    colour,
                    "rx",
                    "1.5",
                    "x",
                    n(from),
                    "y",
                    n(MARKER_HEIGHT - 5),
                    "width",
                    n(to - from),
                    "height",
                    "3");
            page.empty("circle", "fill", colour, "cx", n(apex), "cy", "9", "r", "7.5");
            page.leaf(
                    "text",
                    Palette.letter(signal),
                    "class",
                    "letter",
                    "x",
                    n(apex),
                    "y",
                    "12.5",
                    "text-anchor",
                    "middle");
            page.close();
        }
    }

    private static @Nullable Signal signal(Moment moment) {
        return switch (moment) {
            case Moment.ExpressionEpisode episode -> new Signal.Expression(episode.emotion());
            case Moment.StateEpisode episode -> new Signal.ModelState(episode.state());
            case Moment.Unreadable stretch -> null; // shown as a hatched gap already
        };
    }

    void drawEmotions(Markup page) {
        double bottom = HEADLINE.size() * EMOTION_HEIGHT;
        startPlot(page, bottom + AXIS_HEIGHT, emotionsSentence());
        axis.draw(page, 0, bottom, true);
        double top = 0;
        for (var signal : HEADLINE) {
            drawEmotion(page, signal, top);
            top += EMOTION_HEIGHT;
        }
        page.close();
    }

    private void drawEmotion(Markup page, Signal signal, double top) {
        var colour = Palette.colour(signal);
        double floor = top + EMOTION_HEIGHT - 2;
        double height = EMOTION_HEIGHT - 5;
        int channel = PersonStatistics.channel(signal);
        page.empty("circle", "fill", colour, "cx", "10", "cy", n(floor - 8), "r", "7.5");
        page.leaf(
                "text",
                Palette.letter(signal),
                "class",
                "letter",
                "x",
                "10",
                "y",
                n(floor - 4.5),
                "text-anchor",
                "middle");
        page.leaf("text", name(signal), "class", "label", "x", "24", "y", n(floor - 4));
        page.empty("line", "class", "zero", "x1", n(LEFT), "x2", n(axis.right()), "y1", n(floor), "y2", n(floor));
        var trace = new Trace(timeline, channel, axis, value -> floor - value * height);
        page.empty("path", "class", "area", "fill", colour, "d", trace.area(0));
        page.empty("path", "class", "line", "stroke", colour, "d", trace.line());
        var values = person.values(signal);
        page.leaf(
                "text",
                values.isEmpty() ? "–" : words.percent(values.most()),
                "class",
                "value",
                "x",
                n(axis.right() + 8),
                "y",
                n(floor - 4));
    }

    /// @return whether any unit was strong enough to be drawn
    boolean drawUnits(Markup page) {
        var units = shownUnits();
        if (units.isEmpty()) return false;
        double bottom = units.size() * UNIT_HEIGHT;
        startPlot(page, bottom + AXIS_HEIGHT, unitsSentence(units));
        double top = 0;
        for (var unit : units) {
            page.open("text", "class", "unit", "x", n(LEFT - 8), "y", n(top + 11), "text-anchor", "end")
                    .text(unit.id())
                    .leaf("title", words.actionUnit(unit.number()))
                    .close();
            page.empty(
                    "rect",
                    "class",
                    "panel",
                    "x",
                    n(LEFT),
                    "y",
                    n(top),
                    "width",
                    n(axis.width()),
                    "height",
                    n(UNIT_HEIGHT - 2));
            drawUnit(page, PersonStatistics.channel(unit), top);
            page.leaf(
                    "text",
                    words.number(person.values(unit).most(), 1),
                    "class",
                    "value",
                    "x",
                    n(axis.right() + 8),
                    "y",
                    n(top + 11));
            top += UNIT_HEIGHT;
        }
        axis.draw(page, 0, bottom, true);
        page.close();
        return true;
    }

    /// Runs of equal shade become one rectangle each.
    private void drawUnit(Markup page, int channel, double top) {
        int columns = Math.min(UNIT_COLUMNS, timeline.bins());
        int start = 0;
        int shade = 0;
        for (int column = 0; column <= columns; column++) {
            int here = column == columns ? 0 : shade(channel, column, columns);
            if (here == shade && column < columns) continue;
            if (shade > 0) {
                double from = columnX(start, columns);
                page.empty(
                        "rect",
                        "fill",
                        Palette.ACCENT,
                        "fill-opacity",
                        Decimal.format((double) shade / UNIT_SHADES, 3),
                        "x",
                        n(from),
                        "y",
                        n(top),
                        "width",
                        n(columnX(column, columns) - from),
                        "height",
                        n(UNIT_HEIGHT - 2));
            }
            start = column;
            shade = here;
        }
    }

    private double columnX(int column, int columns) {
        return axis.x(timeline.binLength().multipliedBy((long) timeline.bins() * column / columns));
    }

    private int shade(int channel, int column, int columns) {
        int from = timeline.bins() * column / columns;
        int to = Math.max(from + 1, timeline.bins() * (column + 1) / columns);
        double strongest = 0;
        for (int bin = from; bin < to; bin++)
            if (timeline.count(channel, bin) > 0) strongest = Math.max(strongest, timeline.mean(channel, bin));
        return (int) Math.round(strongest / ActionUnit.MAX_INTENSITY * UNIT_SHADES);
    }

    private List<Signal.Unit> shownUnits() {
        var shown = new ArrayList<Signal.Unit>();
        for (int number : ActionUnits.NUMBERS) {
            var values = person.values(new Signal.Unit(number));
            if (!values.isEmpty() && values.most() >= UNIT_SHOWN_FROM) shown.add(new Signal.Unit(number));
        }
        return shown;
    }

    private void startPlot(Markup page, double height, String sentence) {
        page.open("svg", "viewBox", "0 0 %s %s".formatted(n(WIDTH), n(height)), "role", "img", "aria-label", sentence);
    }

    private String dimensionsSentence() {
        var valence = person.values(Signal.Dimension.VALENCE);
        var arousal = person.values(Signal.Dimension.AROUSAL);
        if (valence.isEmpty() || arousal.isEmpty()) return words.say("headline.unread");
        return words.say(
                "plot.dimensions.alt",
                signed(valence.least()),
                signed(valence.most()),
                signed(valence.mean()),
                signed(arousal.least()),
                signed(arousal.most()),
                signed(arousal.mean()));
    }

    private String emotionsSentence() {
        return HEADLINE.stream()
                .filter(signal -> !person.values(signal).isEmpty())
                .max((one, other) -> Double.compare(
                        person.values(one).most(), person.values(other).most()))
                .map(signal -> words.say(
                        "plot.emotions.alt",
                        name(signal),
                        words.percent(person.values(signal).most()),
                        Words.time(person.values(signal).mostAt())))
                .orElseGet(() -> words.say("headline.unread"));
    }

    private String unitsSentence(List<Signal.Unit> units) {
        var strongest = units.getFirst();
        for (var unit : units)
            if (person.values(unit).most() > person.values(strongest).most()) strongest = unit;
        return words.say(
                "plot.units.alt",
                words.actionUnit(strongest.number()),
                words.number(person.values(strongest).most(), 1),
                Words.time(person.values(strongest).mostAt()));
    }

    private String name(Signal signal) {
        return switch (signal) {
            case Signal.Expression expression -> words.emotion(expression.emotion());
            case Signal.ModelState state -> words.state(state.state());
            case Signal.Dimension dimension -> words.say("plot." + dimension.id());
            case Signal.Unit unit -> words.actionUnit(unit.number());
            case Signal.FaceQualityScore quality -> words.say("tile.quality");
        };
    }

    private String signed(double value) {
        return (value > 0 ? "+" : "") + words.number(value, 2);
    }

    private static String n(double coordinate) {
        return Decimal.format(coordinate, 1);
    }
}
