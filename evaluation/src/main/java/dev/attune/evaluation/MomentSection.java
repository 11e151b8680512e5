package dev.attune.evaluation;

import dev.attune.evaluation.KeyFrames.Highlight;
import dev.attune.signals.Moment;
import java.util.List;
import java.util.stream.Collectors;

/// The part of a report about what happened when: the strongest moments, one a row.
final class MomentSection {
    private final Markup page;
    private final Words words;
    private final RecordingStatistics statistics;
    private final List<Highlight> highlights;

    /// @param highlights strongest first
    MomentSection(Markup page, Words words, RecordingStatistics statistics, List<Highlight> highlights) {
        this.page = page;
        this.words = words;
        this.statistics = statistics;
        this.highlights = highlights;
    }

    void draw() {
        page.open("section").leaf("h2", words.say("section.moments"));
        var shown = highlights.stream()
                .map(Highlight::moment)
                .filter(moment -> !(moment instanceof Moment.Blink)) // too many and too alike for a table
                .toList();
        if (shown.isEmpty()) {
            page.leaf("p", words.say("moments.none"), "class", "note").close();
            return;
        }
        boolean several = statistics.people().size() > 1;
        page.open("table", "class", "wide").open("thead").open("tr");
        if (several) page.leaf("th", words.say("moments.person"), "scope", "col");
        for (var key : List.of("what", "from", "apex", "to", "strength", "units"))
            page.leaf("th", words.say("moments." + key), "scope", "col");
        page.close().close().open("tbody");
        for (var moment : shown) drawMoment(moment, several);
        page.close().close();
        long more = statistics.moments() - shown.size();
        if (more > 0) page.leaf("p", words.say("moments.more", words.count(more)), "class", "note");
        page.close();
    }

    private void drawMoment(Moment moment, boolean several) {
        page.open("tr");
        if (several) page.leaf("td", words.person(moment.trackId()));
        page.leaf("td", words.moment(moment));
        page.leaf("td", Words.time(moment.episode().onset()), "class", "number");
        page.leaf("td", Words.time(moment.episode().apex()), "class", "number");
        page.leaf("td", Words.time(moment.episode().offset()), "class", "number");
        page.leaf("td", words.percent(moment.strength()), "class", "number");
        page.leaf(
                "td",
                MomentNames.actionUnits(moment).stream()
                        .filter(unit -> unit.intensity() >= OpenFace.PRESENT_FROM)
                        .limit(4)
                        .map(unit -> words.actionUnit(unit.number()))
                        .collect(Collectors.joining(words.say("list.separator"))));
        page.close();
    }
}
