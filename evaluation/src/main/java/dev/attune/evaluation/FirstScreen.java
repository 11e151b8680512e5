package dev.attune.evaluation;

import dev.attune.evaluation.KeyFrames.Highlight;
import dev.attune.media.Ending;
import dev.attune.signals.Emotion;
import dev.attune.signals.Moment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The head of a report: what was recorded, the finding in two sentences, and how far it can be trusted.
final class FirstScreen {
    private final Markup page;
    private final Words words;
    private final RecordingFacts facts;
    private final RecordingStatistics statistics;
    private final Ending ending;
    private final List<Highlight> highlights;
    private final VoiceSection voice;
    private final BodySection body;

    /// @param highlights strongest first
    /// @param voice tells the finding where there are no faces; `body` where there is no voice either
    FirstScreen(
            Markup page,
            Words words,
            RecordingFacts facts,
            RecordingStatistics statistics,
            Ending ending,
            List<Highlight> highlights,
            VoiceSection voice,
            BodySection body) {
        this.page = page;
        this.words = words;
        this.facts = facts;
        this.statistics = statistics;
        this.ending = ending;
        this.highlights = highlights;
        this.voice = voice;
        this.body = body;
    }

    void draw() {
        drawHead();
        drawTiles();
    }

    private boolean mayHaveFaces() {
        return statistics.mayHaveFaces(facts.media());
    }

    private void drawHead() {
        page.open("header").open("p", "class", "brand");
        page.leaf("b", words.say("brand")).text(" " + words.say("subtitle")).close();
        page.leaf("h1", facts.fileName());
        page.leaf("p", recordingLine(), "class", "meta");
        page.leaf("p", headline(), "class", "headline").close();
    }

    private String recordingLine() {
        var media = facts.media();
        var parts = new ArrayList<String>();
        parts.add(words.say(
                switch (media.kind()) {
                    case IMAGE -> "meta.image";
                    case VIDEO -> "meta.video";
                    case SOUND -> "meta.sound";
                    case SENSORS -> "meta.sensors";
                }));
        if (!facts.isPicture()) parts.add(Words.time(statistics.end()));
        if (facts.media().kind().hasPictures()) parts.add("%d × %d".formatted(media.width(), media.height()));
        if (media.frameRateHz() > 0) parts.add(words.say("meta.fps", words.number(media.frameRateHz(), 1)));
        parts.add(media.codec());
        if (media.grayscale()) parts.add(words.say("meta.grayscale"));
        parts.add(
                words.say("meta.purpose", words.say("purpose." + facts.purpose().id())));
        return String.join(" · ", parts);
    }

    /// Two sentences: what was displayed, and how much of the recording the first sentence rests on.
    String headline() {
        if (!mayHaveFaces()) return facts.sound().isPresent() ? voice.finding() : body.finding();
        if (statistics.framesWithFace() == 0)
            return join(
                    words.say("headline.nobody"),
                    words.say("headline.nobody.detail", words.count(statistics.frames())));
        return join(finding(), coverage());
    }

    private String finding() {
        if (statistics.framesRead() == 0) return words.say("headline.unread");
        if (facts.isPicture()) return pictureFinding();
        var strongest = highlights.stream()
                .map(Highlight::moment)
                .filter(moment -> moment instanceof Moment.ExpressionEpisode)
                .findFirst();
        if (strongest.isEmpty()) return words.say("headline.calm");
        var episode = (Moment.ExpressionEpisode) strongest.get();
        var emotion = words.emotion(episode.emotion());
        var from = Words.time(episode.episode().onset());
        var to = Words.time(episode.episode().offset());
        return statistics.people().size() == 1
                ? words.say("headline.strongest", emotion, from, to)
                : words.say("headline.strongest.several", emotion, from, to, words.person(episode.trackId()));
    }

    private String pictureFinding() {
        var read = statistics.people().stream().filter(p -> p.framesRead() > 0).toList();
        var clearestPerson = read.stream()
                .max(Comparator.comparingDouble(FirstScreen::topProbability))
                .orElseThrow();
        var emotion = words.emotion(topEmotion(clearestPerson));
        var probability = words.percent(topProbability(clearestPerson));
        return statistics.people().size() == 1
                ? words.say("headline.picture", emotion, probability)
                : words.say(
                        "headline.picture.several",
                        words.count(statistics.people().size()),
                        emotion,
                        probability,
                        words.person(clearestPerson.trackId()));
    }

    private String coverage() {
        if (ending instanceof Ending.CutOff cut) return words.say("headline.cutoff", Words.time(cut.at()));
        if (facts.isPicture()) {
            long read = statistics.people().stream()
                    .filter(person -> person.framesRead() > 0)
                    .count();
            return words.say(
                    "headline.coverage.picture",
                    words.count(read),
                    words.count(statistics.people().size()));
        }
        var share = words.percent(statistics.coverage());
        var grade = words.say("grade." + statistics.grade().id());
        return statistics
                .unread()
                .main()
                .map(reason -> words.say("headline.coverage.why", share, grade, words.reason(reason)))
                .orElseGet(() -> words.say("headline.coverage", share, grade));
    }

    private String join(String first, String second) {
        return words.say("headline.joined", first, second);
    }

    private static double topProbability(PersonStatistics person) {
        return person.values(new Signal.Expression(topEmotion(person))).mean();
    }

    private static Emotion topEmotion(PersonStatistics person) {
        return Arrays.stream(Emotion.values())
                .filter(emotion ->
                        !person.values(new Signal.Expression(emotion)).isEmpty())
                .max(Comparator.comparingDouble(
                        emotion -> person.values(new Signal.Expression(emotion)).mean()))
                .orElse(Emotion.NEUTRAL);
    }

    private void drawTiles() {
        page.open("section", "class", "tiles");
        if (mayHaveFaces()) drawFaceTiles();
        if (facts.sound().isPresent()) drawVoiceTiles();
        page.close();
    }

    private void drawFaceTiles() {
        tile(
                words.count(statistics.people().size()),
                words.say("tile.people"),
                words.say("tile.atonce", words.count(statistics.mostFacesAtOnce())));
        tile(words.percent(statistics.coverage()), words.say("tile.coverage"), words.say("tile.coverage.note"));
        tile(words.percent(statistics.missingFace()), words.say("tile.missing"), words.say("tile.missing.note"));
        tile(words.say("grade." + statistics.grade().id()), words.say("tile.quality"), words.say("tile.quality.note"));
        if (!facts.isPicture())
            tile(words.count(statistics.moments()), words.say("tile.moments"), words.say("tile.moments.note"));
        tile(
                words.count(statistics.frames()),
                words.say("tile.frames"),
                facts.isPicture()
                        ? words.say("tile.frames.note.picture")
                        : words.say("tile.frames.note", words.number(statistics.measuredFrameRateHz(), 1)));
    }

    private void drawVoiceTiles() {
        var heard = statistics.voice();
        tile(
                Words.time(heard.speech()),
                words.say("tile.speech"),
                words.say("tile.speech.note", Words.time(heard.heard())));
        tile(words.count(heard.segments()), words.say("tile.segments"), words.say("tile.segments.note"));
        if (!heard.arousal().isEmpty())
            tile(words.signed(heard.arousal().mean()), words.say("tile.arousal"), words.say("tile.arousal.note"));
    }

    private void tile(String value, String name, String note) {
        page.open("div", "class", "tile")
                .leaf("div", value, "class", "tile-value")
                .leaf("div", name, "class", "tile-name")
                .leaf("div", note, "class", "tile-note")
                .close();
    }
}
