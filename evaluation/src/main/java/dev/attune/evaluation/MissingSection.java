package dev.attune.evaluation;

import dev.attune.signals.State;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The part of a report about what was not measured in the pictures, and why.
final class MissingSection {
    private final Markup page;
    private final Words words;
    private final RecordingStatistics statistics;

    MissingSection(Markup page, Words words, RecordingStatistics statistics) {
        this.page = page;
        this.words = words;
        this.statistics = statistics;
    }

    void draw() {
        page.open("section").leaf("h2", words.say("section.unmeasured"));
        if (statistics.unread().isEmpty()) page.leaf("p", words.say("unmeasured.none"), "class", "note");
        else {
            page.leaf("h3", words.say("unmeasured.frame"));
            drawReasons(statistics.unread());
        }
        var weak = new ReasonCounts();
        for (var person : statistics.people()) weak.addAll(person.qualityReasons());
        if (!weak.isEmpty()) {
            page.leaf("h3", words.say("unmeasured.weak"));
            drawReasons(weak);
        }
        drawMissingStates();
        page.close();
    }

    private void drawReasons(ReasonCounts frames) {
        page.open("table").open("thead").open("tr");
        for (var key : List.of("reason", "frames", "share"))
            page.leaf("th", words.say("unmeasured." + key), "scope", "col");
        page.close().close().open("tbody");
        for (var count : frames.mostFirst())
            page.open("tr")
                    .leaf("td", words.reason(count.reason()))
                    .leaf("td", words.count(count.times()), "class", "number")
                    .leaf("td", words.percent((double) count.times() / statistics.frames()), "class", "number")
                    .close();
        page.close().close();
    }

    private void drawMissingStates() {
        if (statistics.people().isEmpty()) return;
        var person = statistics.people().getFirst();
        var missing = Arrays.stream(State.values())
                .filter(state -> person.values(new Signal.ModelState(state)).isEmpty())
                .map(words::state)
                .collect(Collectors.joining(words.say("list.separator")));
        if (!missing.isEmpty())
            page.leaf(
                    "p", words.say("unmeasured.states.note", words.say("unmeasured.states"), missing), "class", "note");
    }
}
