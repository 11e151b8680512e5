package dev.attune.evaluation;

import dev.attune.evaluation.KeyFrames.Highlight;
import dev.attune.evaluation.KeyFrames.Thumbnail;
import dev.attune.media.Ending;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// `NAME.html`: one file for people. It loads nothing, runs no script, prints on A4 and is well-formed XML.
///
/// The order follows what a reader needs first: the finding in two sentences and how far it can be
/// trusted, then the evidence, then what is missing, then method and versions. Who reads only the first
/// screen is not misled.
final class ReportPage {
    private static final int KEY_FRAMES = 6;

    private final Words words;
    private final RecordingFacts facts;
    private final RecordingStatistics statistics;
    private final List<Highlight> highlights;
    private final Optional<byte[]> picture;
    private final Optional<Thumbnail> clearest;
    private final List<UsedModel> models;
    private final Markup page = new Markup();
    private final FirstScreen first;
    private final PeopleSection people;
    private final VoiceSection voice;
    private final BodySection body;
    private final MomentSection moments;
    private final MissingSection missing;

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
        this.highlights = highlights;
        this.picture = picture;
        this.clearest = clearest;
        this.models = models;
        this.voice = new VoiceSection(page, words, facts, statistics);
        this.body = new BodySection(page, words, statistics.body());
        this.first = new FirstScreen(page, words, facts, statistics, ending, highlights, voice, body);
        this.people = new PeopleSection(page, words, facts, statistics, highlights);
        this.moments = new MomentSection(page, words, statistics, highlights);
        this.missing = new MissingSection(page, words, statistics);
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
        boolean mayHaveFaces = statistics.mayHaveFaces(facts.media());
        first.draw();
        drawPictures();
        people.draw();
        voice.draw();
        body.draw();
        if (mayHaveFaces && !facts.isPicture()) moments.draw();
        if (mayHaveFaces) missing.draw(); // else the voice has told its own reasons
        drawMethod(mayHaveFaces);
        drawVersions();
        page.leaf("footer", words.say("footer", Build.version()));
        page.close().close().close();
        return page.toString();
    }

    private void drawPictures() {
        if (picture.isPresent()) {
            page.open("figure", "class", "still")
                    .empty("img", "src", dataUri(picture.get()), "alt", first.headline())
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

    private void drawMethod(boolean mayHaveFaces) {
        page.open("section").leaf("h2", words.say("section.method")).open("ul");
        page.leaf("li", words.say("method.1"));
        if (mayHaveFaces) {
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
}
