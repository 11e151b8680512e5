package dev.attune.evaluation;

import java.util.Arrays;

/// The part of a report about what sensors told of the body.
final class BodySection {
    private final Markup page;
    private final Words words;
    private final BodyStatistics body;

    BodySection(Markup page, Words words, BodyStatistics body) {
        this.page = page;
        this.words = words;
        this.body = body;
    }

    /// One sentence, for recordings in which the body is all there is.
    String finding() {
        var heart = body.of(BodyValue.HEART_RATE_BPM);
        return heart.isEmpty()
                ? words.say("headline.body", words.count(body.observations()))
                : words.say(
                        "headline.body.heart",
                        words.number(heart.mean(), 0),
                        words.number(heart.most(), 0),
                        Words.time(heart.mostAt()));
    }

    void draw() {
        if (body.observations() == 0) return;
        page.open("section").leaf("h2", words.say("section.body"));
        page.leaf(
                "p",
                words.say(
                        "body.note",
                        String.join(words.say("list.separator"), body.devices()),
                        words.count(body.observations())),
                "class",
                "note");
        ValueTable.draw(
                page,
                words,
                Arrays.stream(BodyValue.values())
                        .filter(value -> !body.of(value).isEmpty())
                        .map(value -> new ValueTable.Row("body." + value.id(), body.of(value), 2))
                        .toList());
        page.close();
    }
}
