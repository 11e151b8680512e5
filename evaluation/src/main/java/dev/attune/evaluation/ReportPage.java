package dev.attune.evaluation;

import dev.attune.evaluation.KeyFrames.Highlight;
import dev.attune.evaluation.KeyFrames.Thumbnail;
import dev.attune.media.Ending;
import dev.attune.media.MediaInfo;
import dev.attune.signals.Emotion;
import dev.attune.signals.Moment;
import dev.attune.signals.Reason;
import dev.attune.signals.SpottingGrade;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `NAME.html`: one file for people. It loads nothing, runs no script, prints on A4 and is well-formed XML.
///
/// The order follows what a reader needs first: the finding in two sentences and how far it can be
/// trusted, then the evidence, then what is missing, then method and versions. Who reads only the first
/// screen is not misled.
final class ReportPage {
    private static final int PEOPLE_WITH_PLOTS = 3;
    private static final int KEY_FRAMES = 6;
    private static final int TABLE_ROWS = 30;

    private final Words words;
    private final RecordingFacts facts;
    private final RecordingStatistics statistics;
    private final Ending ending;
    private final List<Highlight> highlights;
    private final Optional<byte[]> picture;
    private final Optional<Thumbnail> clearest;
    private final List<UsedModel> models;
    private final Markup page = new Markup();
    private final VoiceSection voice;
    private final BodySection body;

    /// @param highlights the strongest moments, strongest first
    /// @param picture of a still image with its meshes
    /// @param clearest shown when no highlight has a picture
    ReportPage(
            Words words,
            RecordingFacts facts,
            RecordingStatistics statistics,
            Ending ending,
            List<Highlight> highlights,
            Optional<byte[]> picture,
            Optional<Thumbnail> clearest,
            List<UsedModel> models) {
        this.words = words;
        this.facts = facts;
        this.statistics = statistics;
        this.ending = ending;
        this.highlights = highlights;
        this.picture = picture;
        this.clearest = clearest;
        this.models = models;
        this.voice = new VoiceSection(page, words, facts, statistics);
        this.body = new BodySection(page, words, statistics.body());
    }

    String render() {
        page.trusted("<!DOCTYPE html>\n").open("html", "lang", words.language());
        page.open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .leaf("title", words.say("title", facts.fileName()))
                .open("style")
                .trusted(StyleSheet.text())
                .close()
                .close();
        page.open("body").open("main");
        drawHead();
        drawTiles();
        drawPictures();
        drawPeople();
        voice.draw();
        body.draw();
        drawMoments();
        drawUnmeasured();
        drawMethod();
        drawVersions();
        page.leaf("footer", words.say("footer", Build.version()));
        page.close().close().close();
        return page.toString();
    }

    private boolean isPicture() {
        return facts.media().kind() == MediaInfo.Kind.IMAGE;
    }

    /// Nothing was looked at, and no face told: the voice or the body is all there is.
    private boolean isFaceless() {
        return !statistics.mayHaveFaces(facts.media());
    }

    // ---- the first screen

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
        if (!isPicture()) parts.add(Words.time(statistics.end()));
        if (facts.media().kind().hasPictures()) parts.add("%d × %d".formatted(media.width(), media.height()));
        if (media.frameRateHz() > 0) parts.add(words.say("meta.fps", words.number(media.frameRateHz(), 1)));
        parts.add(media.codec());
        if (media.grayscale()) parts.add(words.say("meta.grayscale"));
        parts.add(
                words.say("meta.purpose", words.say("purpose." + facts.purpose().id())));
        return String.join(" · ", parts);
    }

    /// Two sentences: what was displayed, and how much of the recording the first sentence rests on.
    private String headline() {
        if (isFaceless()) return facts.sound().isPresent() ? voice.finding() : body.finding();
        if (statistics.framesWithFace() == 0)
            return join(
                    words.say("headline.nobody"),
                    words.say("headline.nobody.detail", words.count(statistics.frames())));
        return join(finding(), coverage());
    }

    private String finding() {
        if (statistics.framesRead() == 0) return words.say("headline.unread");
        if (isPicture()) return pictureFinding();
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
                : words.say("headline.strongest.several", emotion, from, to, personNumber(episode.trackId()));
    }

    private String pictureFinding() {
        var read = statistics.people().stream().filter(p -> p.framesRead() > 0).toList();
        var clearestPerson = read.stream()
                .max(Comparator.comparingDouble(ReportPage::topProbability))
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
                        personNumber(clearestPerson.trackId()));
    }

    private String coverage() {
        if (ending instanceof Ending.CutOff cut) return words.say("headline.cutoff", Words.time(cut.at()));
        if (isPicture()) {
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
        return mostFrequent(statistics.unread())
                .map(reason -> words.say("headline.coverage.why", share, grade, words.reason(reason)))
                .orElseGet(() -> words.say("headline.coverage", share, grade));
    }

    private String join(String first, String second) {
        return words.say("headline.joined", first, second);
    }

    private void drawTiles() {
        page.open("section", "class", "tiles");
        if (!isFaceless()) drawFaceTiles();
        if (facts.sound().isPresent()) drawVoiceTiles();
        page.close();
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

    private void drawFaceTiles() {
        tile(
                words.count(statistics.people().size()),
                words.say("tile.people"),
                words.say("tile.atonce", words.count(statistics.mostFacesAtOnce())));
        tile(words.percent(statistics.coverage()), words.say("tile.coverage"), words.say("tile.coverage.note"));
        tile(words.percent(statistics.missingFace()), words.say("tile.missing"), words.say("tile.missing.note"));
        tile(words.say("grade." + statistics.grade().id()), words.say("tile.quality"), words.say("tile.quality.note"));
        if (!isPicture())
            tile(words.count(statistics.moments()), words.say("tile.moments"), words.say("tile.moments.note"));
        tile(
                words.count(statistics.frames()),
                words.say("tile.frames"),
                isPicture()
                        ? words.say("tile.frames.note.picture")
                        : words.say("tile.frames.note", words.number(statistics.measuredFrameRateHz(), 1)));
    }

    private void tile(String value, String name, String note) {
        page.open("div", "class", "tile")
                .leaf("div", value, "class", "tile-value")
                .leaf("div", name, "class", "tile-name")
                .leaf("div", note, "class", "tile-note")
                .close();
    }

    // ---- pictures

    private void drawPictures() {
        if (picture.isPresent()) {
            page.open("figure", "class", "still")
                    .empty("img", "src", dataUri(picture.get()), "alt", headline())
                    .close();
            return;
        }
        var shown = highlights.stream()
                .filter(highlight -> highlight.picture().isPresent())
                .limit(KEY_FRAMES)
                .sorted(Comparator.comparing(h -> h.moment().episode().apex()))
                .toList();
        if (shown.isEmpty() && clearest.isEmpty()) return;
        page.open("section").leaf("h2", words.say("section.keyframes"));
        page.open("div", "class", "frames");
        for (var highlight : shown) drawKeyFrame(highlight.picture().orElseThrow(), words.moment(highlight.moment()));
        if (shown.size() < KEY_FRAMES)
            clearest.ifPresent(thumbnail -> drawKeyFrame(thumbnail, words.say("keyframe.clearest")));
        page.close().close();
    }

    private void drawKeyFrame(Thumbnail thumbnail, String caption) {
        var time = Words.time(thumbnail.at());
        page.open("figure")
                .empty("img", "src", dataUri(thumbnail.jpeg()), "alt", words.say("keyframe.alt", time, caption))
                .open("figcaption")
                .leaf("b", time)
                .text(" " + caption)
                .close()
                .close();
    }

    private static String dataUri(byte[] jpeg) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }

    // ---- people

    private void drawPeople() {
        var people = statistics.people();
        if (isPicture()) {
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
        long refused = person.pulseRefusals().values().stream()
                .mapToLong(Long::longValue)
                .sum();
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
                : words.say("section.person", personNumber(person.trackId()));
    }

    private void startFigure(String title) {
        page.open("figure", "class", "plot").leaf("h3", title);
    }

    private void endFigure(String caption) {
        page.leaf("figcaption", caption).close();
    }

    private String step(Duration length) {
        double seconds = length.toNanos() / 1e9;
        return seconds < 1 ? words.number(seconds * 1000, 0) + " ms" : words.number(seconds, 1) + " s";
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
        page.leaf("h2", words.say("section.person", personNumber(person.trackId())));
        mostFrequent(person.abstentions())
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

    // ---- moments

    private void drawMoments() {
        if (isPicture() || isFaceless()) return;
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
        if (several) page.leaf("td", personNumber(moment.trackId()));
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

    // ---- what is missing

    private void drawUnmeasured() {
        if (isFaceless()) return; // the voice has told its own reasons
        page.open("section").leaf("h2", words.say("section.unmeasured"));
        if (statistics.unread().isEmpty()) page.leaf("p", words.say("unmeasured.none"), "class", "note");
        else {
            page.leaf("h3", words.say("unmeasured.frame"));
            drawReasons(statistics.unread());
        }
        var weak = new EnumMap<Reason, Long>(Reason.class);
        for (var person : statistics.people())
            person.qualityReasons().forEach((reason, frames) -> weak.merge(reason, frames, Long::sum));
        if (!weak.isEmpty()) {
            page.leaf("h3", words.say("unmeasured.weak"));
            drawReasons(weak);
        }
        drawMissingStates();
        page.close();
    }

    private void drawReasons(Map<Reason, Long> frames) {
        page.open("table").open("thead").open("tr");
        for (var key : List.of("reason", "frames", "share"))
            page.leaf("th", words.say("unmeasured." + key), "scope", "col");
        page.close().close().open("tbody");
        frames.entrySet().stream()
                .sorted(Map.Entry.<Reason, Long>comparingByValue().reversed())
                .forEach(entry -> page.open("tr")
                        .leaf("td", words.reason(entry.getKey()))
                        .leaf("td", words.count(entry.getValue()), "class", "number")
                        .leaf("td", words.percent((double) entry.getValue() / statistics.frames()), "class", "number")
                        .close());
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

    // ---- method, versions

    private void drawMethod() {
        page.open("section").leaf("h2", words.say("section.method")).open("ul");
        page.leaf("li", words.say("method.1"));
        if (!isFaceless()) {
            page.leaf("li", words.say("method.2"));
            page.leaf("li", words.say("method.3", words.number(OpenFace.PRESENT_FROM, 0)));
            page.leaf("li", words.say("method.4"));
        }
        if (facts.sound().isPresent()) page.leaf("li", words.say("method.voice"));
        page.leaf("li", words.say("method.5"));
        page.close().close();
    }

    private void drawVersions() {
        page.open("section").leaf("h2", words.say("section.versions"));
        page.open("table", "class", "wide").open("thead").open("tr");
        for (var key : List.of("model", "version", "licence", "checksum"))
            page.leaf("th", words.say("versions." + key), "scope", "col");
        page.close().close().open("tbody");
        for (var model : models)
            page.open("tr")
                    .leaf("td", model.reference().id())
                    .leaf("td", model.reference().version())
                    .leaf("td", model.licence())
                    .leaf("td", model.sha256(), "class", "checksum")
                    .close();
        page.close().close().close();
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

    /// People are counted from 1 on pages; files keep the track id.
    private String personNumber(int trackId) {
        return words.count(trackId + 1L);
    }

    private static Optional<Reason> mostFrequent(Map<Reason, Long> frames) {
        return frames.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }
}
