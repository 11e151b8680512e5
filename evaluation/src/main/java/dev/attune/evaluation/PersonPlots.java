package dev.attune.evaluation;

import dev.attune.evaluation.Svg.Anchor;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Emotion;
import dev.attune.signals.Moment;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The plots of one person over time, as inline SVG: valence and arousal, the seven headline emotions,
/// action units.
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
    private static final double GAP = 8; // between the plotted area and what is written beside it
    private static final double MARKER_HEIGHT = 22;
    private static final double DIMENSION_HEIGHT = 104;
    private static final double DIMENSION_GAP = 14;
    private static final double EMOTION_HEIGHT = 34;
    private static final double UNIT_HEIGHT = 15;
    private static final int UNIT_COLUMNS = 240;
    private static final int UNIT_SHADES = 8;

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

    // ---- valence and arousal

    void drawDimensions(Markup page) {
        double second = MARKER_HEIGHT + DIMENSION_HEIGHT + DIMENSION_GAP;
        double bottom = second + DIMENSION_HEIGHT;
        var svg = Svg.open(page, WIDTH, bottom + TimeAxis.HEIGHT, dimensionsSentence());
        svg.hatching(hatching());
        drawMarkers(svg);
        drawDimension(svg, Signal.Dimension.VALENCE, MARKER_HEIGHT);
        drawDimension(svg, Signal.Dimension.AROUSAL, second);
        axis.draw(svg, MARKER_HEIGHT, bottom);
        page.close();
    }

    private void drawDimension(Svg svg, Signal.Dimension dimension, double top) {
        double middle = top + DIMENSION_HEIGHT / 2;
        double half = DIMENSION_HEIGHT / 2 - 6;
        int channel = PersonStatistics.channel(dimension);
        var colour = Palette.colour(dimension);
        svg.rect(LEFT, top, axis.width(), DIMENSION_HEIGHT, "panel", 1);
        shadeMoments(svg, top);
        drawGaps(svg, channel, top);
        svg.text(words.signal(dimension), LEFT - 40, middle + 4, "label", Anchor.END);
        for (int level = -1; level <= 1; level++) {
            double y = middle - level * half;
            svg.horizontal(LEFT, axis.right(), y, level == 0 ? "zero" : "grid");
            svg.text("%+d".formatted(level).replace("+0", "0"), LEFT - GAP, y + 3.5, "tick", Anchor.END);
        }
        var trace = new Trace(timeline, channel, axis, value -> middle - value * half);
        svg.filled(trace.band(), "band", colour);
        trace.drawFading(svg, PersonStatistics.channel(new Signal.FaceQualityScore()), colour);
        var values = person.values(dimension);
        if (!values.isEmpty()) beside(svg, "⌀ " + words.signed(values.mean()), middle + 4);
    }

    /// Hatches what could not be measured, with the reason as a tooltip.
    private void drawGaps(Svg svg, int channel, double top) {
        int last = -1;
        for (int bin = 0; bin <= timeline.bins(); bin++) {
            boolean end = bin == timeline.bins();
            if (!end && timeline.count(channel, bin) == 0) continue;
            if (Trace.isGap(timeline, last, bin)) drawGap(svg, last + 1, bin, top);
            last = bin;
        }
    }

    private void drawGap(Svg svg, int from, int to, double top) {
        double x = x(from);
        if (x(to) <= x) return;
        var reason = reason(from, to).orElse(Reason.NO_FACE); // no row at all: the person was not in the picture
        var tooltip = words.say("plot.gap", words.reason(reason));
        svg.rect(x, top, x(to) - x, DIMENSION_HEIGHT, "url(#" + hatching() + ")", tooltip);
    }

    private Optional<Reason> reason(int from, int to) {
        for (int bin = from; bin < to; bin++) {
            var reason = PersonStatistics.reason(timeline, bin);
            if (reason != null) return Optional.of(reason);
        }
        return Optional.empty();
    }

    /// A bar from onset to offset with the emotion's letter at the apex, above the plot.
    private void drawMarkers(Svg svg) {
        for (var moment : moments) {
            if (moment instanceof Moment.Unreadable) continue; // shown as a hatched gap already
            var colour = Palette.colour(moment);
            var tooltip =
                    words.moment(moment) + " · " + Words.time(moment.episode().apex());
            svg.rect(axis.x(moment.episode().onset()), MARKER_HEIGHT - 5, length(moment), 3, colour, tooltip);
            svg.letter(Palette.letter(moment), axis.x(moment.episode().apex()), 9, colour);
        }
    }

    private void shadeMoments(Svg svg, double top) {
        for (var moment : moments)
            if (!(moment instanceof Moment.Unreadable))
                svg.rect(
                        axis.x(moment.episode().onset()),
                        top,
                        length(moment),
                        DIMENSION_HEIGHT,
                        Palette.colour(moment),
                        0.07);
    }

    /// On the page; never so short that it cannot be seen.
    private double length(Moment moment) {
        return Math.max(
                2, axis.x(moment.episode().offset()) - axis.x(moment.episode().onset()));
    }

    // ---- emotions

    void drawEmotions(Markup page) {
        double bottom = HEADLINE.size() * EMOTION_HEIGHT;
        var svg = Svg.open(page, WIDTH, bottom + TimeAxis.HEIGHT, emotionsSentence());
        axis.draw(svg, 0, bottom);
        for (int row = 0; row < HEADLINE.size(); row++) drawEmotion(svg, HEADLINE.get(row), row * EMOTION_HEIGHT);
        page.close();
    }

    private void drawEmotion(Svg svg, Signal signal, double top) {
        var colour = Palette.colour(signal);
        double floor = top + EMOTION_HEIGHT - 2;
        double height = EMOTION_HEIGHT - 5;
        svg.letter(Palette.letter(signal), 10, floor - 8, colour);
        svg.text(words.signal(signal), 24, floor - 4, "label", Anchor.START);
        svg.horizontal(LEFT, axis.right(), floor, "zero");
        var trace = new Trace(timeline, PersonStatistics.channel(signal), axis, value -> floor - value * height);
        svg.filled(trace.area(0), "area", colour);
        svg.line(trace.line(), colour, 1);
        var values = person.values(signal);
        beside(svg, values.isEmpty() ? "–" : words.percent(values.most()), floor - 4);
    }

    // ---- action units

    void drawUnits(Markup page) {
        var units = shownUnits();
        double bottom = units.size() * UNIT_HEIGHT;
        var svg = Svg.open(page, WIDTH, bottom + TimeAxis.HEIGHT, unitsSentence(units));
        for (int row = 0; row < units.size(); row++) drawUnit(svg, units.get(row), row * UNIT_HEIGHT);
        axis.draw(svg, 0, bottom);
        page.close();
    }

    private void drawUnit(Svg svg, Signal.Unit unit, double top) {
        svg.text(unit.id(), LEFT - GAP, top + 11, "unit", Anchor.END);
        svg.rect(LEFT, top, axis.width(), UNIT_HEIGHT - 2, "panel", words.actionUnit(unit.number()));
        drawShades(svg, PersonStatistics.channel(unit), top);
        beside(svg, words.number(person.values(unit).most(), 1), top + 11);
    }

    /// Neighbouring columns of equal shade become one rectangle.
    private void drawShades(Svg svg, int channel, double top) {
        int columns = Math.min(UNIT_COLUMNS, timeline.bins());
        int start = 0;
        int shade = 0;
        for (int column = 0; column <= columns; column++) {
            int here = column == columns ? 0 : shade(channel, column, columns);
            if (here == shade && column < columns) continue;
            double from = x(firstBin(start, columns));
            double width = x(firstBin(column, columns)) - from;
            if (shade > 0) svg.rect(from, top, width, UNIT_HEIGHT - 2, Palette.ACCENT, (double) shade / UNIT_SHADES);
            start = column;
            shade = here;
        }
    }

    private int firstBin(int column, int columns) {
        return timeline.bins() * column / columns;
    }

    private int shade(int channel, int column, int columns) {
        double strongest = 0;
        for (int bin = firstBin(column, columns); bin < firstBin(column + 1, columns); bin++)
            if (timeline.count(channel, bin) > 0) strongest = Math.max(strongest, timeline.mean(channel, bin));
        return (int) Math.round(strongest / ActionUnit.MAX_INTENSITY * UNIT_SHADES);
    }

    /// Those that were present at least once.
    private List<Signal.Unit> shownUnits() {
        return ActionUnits.NUMBERS.stream()
                .map(Signal.Unit::new)
                .filter(unit -> peak(unit) >= OpenFace.PRESENT_FROM)
                .toList();
    }

    // ---- words

    private String dimensionsSentence() {
        var valence = person.values(Signal.Dimension.VALENCE);
        var arousal = person.values(Signal.Dimension.AROUSAL);
        if (valence.isEmpty() || arousal.isEmpty()) return words.say("headline.unread");
        return words.say(
                "plot.dimensions.alt",
                words.signed(valence.least()),
                words.signed(valence.most()),
                words.signed(valence.mean()),
                words.signed(arousal.least()),
                words.signed(arousal.most()),
                words.signed(arousal.mean()));
    }

    private String emotionsSentence() {
        var highest =
                HEADLINE.stream().max(Comparator.comparingDouble(this::peak)).orElseThrow();
        if (person.values(highest).isEmpty()) return words.say("headline.unread");
        var at = Words.time(person.values(highest).mostAt());
        return words.say("plot.emotions.alt", words.signal(highest), words.percent(peak(highest)), at);
    }

    private String unitsSentence(List<Signal.Unit> units) {
        return units.stream()
                .max(Comparator.comparingDouble(this::peak))
                .map(unit -> words.say(
                        "plot.units.alt",
                        words.signal(unit),
                        words.number(peak(unit), 1),
                        Words.time(person.values(unit).mostAt())))
                .orElseGet(() -> words.say("plot.units.none"));
    }

    /// Below every real value when it was never measured.
    private double peak(Signal signal) {
        var values = person.values(signal);
        return values.isEmpty() ? Double.NEGATIVE_INFINITY : values.most();
    }

    private void beside(Svg svg, String text, double y) {
        svg.text(text, axis.right() + GAP, y, "value", Anchor.START);
    }

    private double x(int bin) {
        return axis.x(timeline.binLength().multipliedBy(bin));
    }

    private String hatching() {
        return "hatch" + person.trackId();
    }
}
