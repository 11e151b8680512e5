package dev.attune.evaluation;

import dev.attune.evaluation.KeyFrames.Highlight;
import dev.attune.signals.Emotion;
import dev.attune.signals.SpottingGrade;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// The part of a report about each person: traces over time with their figures, or bars for a still picture.
final class PeopleSection {
    private static final int PEOPLE_WITH_PLOTS = 3;
    private static final int TABLE_ROWS = 30;

    private final Markup page;
    private final Words words;
    private final RecordingFacts facts;
    private final RecordingStatistics statistics;
    private final List<Highlight> highlights;

    PeopleSection(
            Markup page,
            Words words,
            RecordingFacts facts,
            RecordingStatistics statistics,
            List<Highlight> highlights) {
        this.page = page;
        this.words = words;
        this.facts = facts;
        this.statistics = statistics;
        this.highlights = highlights;
    }

    void draw() {
        var people = statistics.people();
        if (facts.isPicture()) {
            for (var person : people) drawPictured(person);
            return;
        }
        for (var person : people.stream().limit(PEOPLE_WITH_PLOTS).toList()) drawPerson(person);
        int more = people.size() - PEOPLE_WITH_PLOTS;
        if (more > 0) page.leaf("p", words.say("people.more", words.count(more)), "class", "note");
    }

    private void drawPerson(PersonStatistics person) {
        var timeline = person.timeline();
        if (timeline == null || !statistics.end().isPositive()) return;
        page.open("section").leaf("h2", personTitle(person));
        page.leaf(
                "p",
                words.say(
                        "person.note",
                        Words.time(person.firstSeen()),
                        Words.time(person.lastSeen()),
                        words.count(person.framesRead()),
                        words.count(person.framesSeen()),
                        words.baseline(person.baseline()),
                        words.count(person.delay().toMillis())),
                "class",
                "note");
        drawRhythm(person);
        var moments = highlights.stream().map(Highlight::moment).toList();
        var plots = new PersonPlots(words, person, timeline, moments, statistics.end());

        startFigure(words.say("plot.dimensions"));
        plots.drawDimensions(page);
        endFigure(words.say("plot.dimensions.caption", step(timeline.binLength())));
        drawTable(timeline);

        startFigure(words.say("plot.emotions"));
        plots.drawEmotions(page);
        endFigure(words.say("plot.emotions.caption"));
        drawPeaks(person);

        startFigure(words.say("plot.units"));
        plots.drawUnits(page);
        endFigure(words.say("plot.units.caption"));
        page.close();
    }

    /// The pulse, when it was asked for, and whether short movements could be timed.
    private void drawRhythm(PersonStatistics person) {
        var pulse = person.pulse();
        long refused = person.pulseRefusals().total();
        if (!pulse.isEmpty())
            page.leaf(
                    "p",
                    words.say(
                            "person.pulse",
                            words.number(pulse.mean(), 0),
                            words.number(pulse.least(), 0),
                            words.number(pulse.most(), 0),
                            words.count(pulse.count()),
                            words.count(pulse.count() + refused)),
                    "class",
                    "note");
        else if (refused > 0) page.leaf("p", words.say("person.pulse.none", words.count(refused)), "class", "note");
        var status = person.spotting();
        if (status != null && status.grade() != SpottingGrade.MEASURABLE)
            page.leaf(
                    "p",
                    words.say(
                            "person.spotting." + status.grade().id(),
                            words.number(status.measuredHz(), 0),
                            words.number(status.neededHz(), 0)),
                    "class",
                    "note");
    }

    private String personTitle(PersonStatistics person) {
        return statistics.people().size() == 1
                ? words.say("section.person.only")
                : words.say("section.person", words.person(person.trackId()));
    }

    private void startFigure(String title) {
        page.open("figure", "class", "plot").leaf("h3", title);
    }

    private void endFigure(String caption) {
        page.leaf("figcaption", caption).close();
    }

    private String step(Duration length) {
        double seconds = length.toNanos() / 1e9;
        return seconds < 1
                ? words.say("plot.step.ms", words.number(seconds * 1000, 0))
                : words.say("plot.step.s", words.number(seconds, 1));
    }

    /// The trace as numbers, coarse enough to be read.
    private void drawTable(Timeline timeline) {
        page.open("details").leaf("summary", words.say("plot.table"));
        page.open("table").open("thead").open("tr");
        for (var head : List.of(words.say("column.time"), words.say("plot.valence"), words.say("plot.arousal")))
            page.leaf("th", head, "scope", "col");
        page.close().close().open("tbody");
        int rows = Math.min(TABLE_ROWS, timeline.bins());
        for (int row = 0; row < rows; row++) {
            int from = timeline.bins() * row / rows;
            int to = timeline.bins() * (row + 1) / rows;
            page.open("tr").leaf("td", Words.time(timeline.binLength().multipliedBy(from)));
            for (var dimension : Signal.Dimension.values())
                page.leaf("td", mean(timeline, PersonStatistics.channel(dimension), from, to));
            page.close();
        }
        page.close().close().close();
    }

    private String mean(Timeline timeline, int channel, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int bin = from; bin < to; bin++) {
            int here = timeline.count(channel, bin);
            if (here > 0) sum += timeline.mean(channel, bin) * here;
            count += here;
        }
        return count == 0 ? "–" : words.number(sum / count, 2);
    }

    private void drawPeaks(PersonStatistics person) {
        page.open("details").leaf("summary", words.say("plot.table"));
        page.open("table").open("thead").open("tr");
        for (var head : List.of("", words.say("column.mean"), words.say("column.peak"), words.say("column.at")))
            page.leaf("th", head, "scope", "col");
        page.close().close().open("tbody");
        for (var signal : PersonPlots.HEADLINE) {
            var values = person.values(signal);
            page.open("tr").leaf("th", words.signal(signal), "scope", "row");
            page.leaf("td", values.isEmpty() ? "–" : words.percent(values.mean()));
            page.leaf("td", values.isEmpty() ? "–" : words.percent(values.most()));
            page.leaf("td", values.isEmpty() ? "–" : Words.time(values.mostAt()));
            page.close();
        }
        page.close().close().close();
    }

    /// A person in a still picture: bars instead of traces.
    private void drawPictured(PersonStatistics person) {
        page.open("section", "class", "pictured");
        page.leaf("h2", words.say("section.person", words.person(person.trackId())));
        person.abstentions()
                .main()
                .ifPresent(reason -> page.leaf("p", words.say("plot.gap", words.reason(reason)), "class", "note"));
        page.open("div", "class", "bars");
        for (var emotion : Emotion.values()) {
            var values = person.values(new Signal.Expression(emotion));
            if (values.isEmpty()) continue;
            drawBar(words.emotion(emotion), Palette.colour(emotion), values.mean(), words.percent(values.mean()));
        }
        page.close();
        page.leaf("p", unitsInWords(person), "class", "note");
        page.close();
    }

    private void drawBar(String name, String colour, double share, String value) {
        page.open("div", "class", "bar")
                .leaf("span", name)
                .open("svg", "viewBox", "0 0 100 8", "preserveAspectRatio", "none", "aria-hidden", "true")
                .empty("rect", "class", "rest", "width", "100", "height", "8", "rx", "1")
                .empty("rect", "width", Decimal.format(100 * share, 1), "height", "8", "rx", "1", "fill", colour)
                .close()
                .leaf("b", value)
                .close();
    }

    private String unitsInWords(PersonStatistics person) {
        return ActionUnits.NUMBERS.stream()
                .map(Signal.Unit::new)
                .filter(unit ->
                        !person.values(unit).isEmpty() && person.values(unit).most() >= OpenFace.PRESENT_FROM)
                .map(unit -> "%s %s %s"
                        .formatted(
                                unit.id(),
                                words.actionUnit(unit.number()),
                                words.number(person.values(unit).most(), 1)))
                .collect(Collectors.joining(" · "));
    }
}
