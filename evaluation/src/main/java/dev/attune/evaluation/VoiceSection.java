package dev.attune.evaluation;

import dev.attune.voice.Conversation;
import dev.attune.voice.ConversationDynamics;
import java.util.List;
import java.util.function.Function;

/// The part of a report about the voice: when there was speech, how it sounded, who spoke when.
final class VoiceSection {
    private final Markup page;
    private final Words words;
    private final RecordingFacts facts;
    private final RecordingStatistics statistics;
    private final VoiceStatistics voice;

    VoiceSection(Markup page, Words words, RecordingFacts facts, RecordingStatistics statistics) {
        this.page = page;
        this.words = words;
        this.facts = facts;
        this.statistics = statistics;
        this.voice = statistics.voice();
    }

    /// One sentence, for recordings in which the voice is all there is.
    String finding() {
        if (voice.segments() == 0) return words.say("headline.voice.silence", Words.time(voice.heard()));
        var speech = Words.time(voice.speech());
        return voice.arousal().isEmpty()
                ? words.say("headline.voice.unread", speech)
                : words.say(
                        "headline.voice",
                        speech,
                        words.signed(voice.arousal().mean()),
                        words.signed(voice.arousal().most()),
                        Words.time(voice.arousal().mostAt()));
    }

    void draw() {
        if (!facts.soundTrouble().isEmpty()) {
            page.open("section").leaf("h2", words.say("section.voice"));
            page.leaf("p", words.say("voice.notread", facts.soundTrouble()), "class", "note")
                    .close();
        }
        if (facts.sound().isEmpty()) return;
        var sound = facts.sound().get();
        page.open("section").leaf("h2", words.say("section.voice"));
        page.leaf(
                "p",
                words.say(
                        "voice.note",
                        sound.codec(),
                        words.count(sound.sampleRateHz()),
                        words.count(sound.channels()),
                        words.count(voice.readings())),
                "class",
                "note");
        if (voice.segments() == 0) page.leaf("p", words.say("headline.voice.silence", Words.time(voice.heard())));
        else {
            page.open("figure", "class", "plot").leaf("h3", words.say("plot.voice"));
            new VoicePlot(words, voice, statistics.end()).draw(page);
            page.leaf("figcaption", words.say("plot.voice.caption")).close();
            ValueTable.draw(
                    page,
                    words,
                    List.of(
                            new ValueTable.Row("voice.arousal", voice.arousal(), 2),
                            new ValueTable.Row("voice.anger", voice.anger(), 2),
                            new ValueTable.Row("voice.f0", voice.f0Hz(), 0),
                            new ValueTable.Row("voice.rate", voice.syllablesPerSecond(), 1),
                            new ValueTable.Row("voice.level", voice.levelDb(), 1)));
        }
        voice.conversation().ifPresent(this::drawConversation);
        if (!voice.reasons().isEmpty()) {
            page.leaf("h3", words.say("voice.reasons"));
            page.open("table").open("tbody");
            for (var count : voice.reasons().mostFirst())
                page.open("tr")
                        .leaf("td", words.reason(count.reason()))
                        .leaf("td", words.count(count.times()), "class", "number")
                        .close();
            page.close().close();
        }
        page.close();
    }

    private void drawConversation(Conversation conversation) {
        page.leaf("h3", words.say("conversation"));
        var dynamics = conversation.dynamics();
        if (dynamics.isEmpty()) {
            page.leaf(
                    "p",
                    words.say(
                            "conversation.nottold",
                            Words.time(conversation.customerSpoke()),
                            Words.time(conversation.length())),
                    "class",
                    "note");
            return;
        }
        var shared = dynamics.get();
        page.open("table").open("thead").open("tr");
        for (var column : List.of("voice.value", "conversation.customer", "conversation.other"))
            page.leaf("th", words.say(column), "scope", "col");
        page.close().close().open("tbody");
        drawParties(shared, "spoke", party -> Words.time(party.spoken()));
        drawParties(shared, "share", party -> words.percent(party.share()));
        drawParties(shared, "turns", party -> words.count(party.turns()));
        drawParties(shared, "longest", party -> Words.time(party.longestTurn()));
        drawParties(shared, "pauses", party -> words.count(party.pauses()));
        drawParties(shared, "interruptions", party -> words.count(party.interruptions()));
        page.close().close();
        page.leaf(
                "p",
                words.say(
                        "conversation.together",
                        Words.time(shared.overlap()),
                        Words.time(shared.silence()),
                        shared.holds().size()),
                "class",
                "note");
    }

    private void drawParties(
            ConversationDynamics shared, String name, Function<ConversationDynamics.Party, String> value) {
        page.open("tr").leaf("td", words.say("conversation." + name));
        for (var party : List.of(shared.customer(), shared.other()))
            page.leaf("td", value.apply(party), "class", "number");
        page.close();
    }
}
