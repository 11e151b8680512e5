package dev.attune.evaluation;

import dev.attune.evaluation.Svg.Anchor;
import java.time.Duration;

/// The voice over time, as inline SVG: when there was speech, and how activated it sounded.
final class VoicePlot {
    private static final double WIDTH = 900; // as the plots of a person, so that they line up
    private static final double LEFT = 132;
    private static final double RIGHT = 58;
    private static final double SPEECH_HEIGHT = 10;
    private static final double GAP = 8;
    private static final double HEIGHT = 104;

    private final Words words;
    private final VoiceStatistics voice;
    private final TimeAxis axis;

    /// @param end of the recording, so that voice and face share one axis
    VoicePlot(Words words, VoiceStatistics voice, Duration end) {
        this.words = words;
        this.voice = voice;
        var last = end.compareTo(voice.heard()) < 0 ? voice.heard() : end;
        this.axis = new TimeAxis(last, LEFT, WIDTH - LEFT - RIGHT);
    }

    void draw(Markup page) {
        double top = SPEECH_HEIGHT + GAP;
        double middle = top + HEIGHT / 2;
        double half = HEIGHT / 2 - 6;
        var svg = Svg.open(page, WIDTH, top + HEIGHT + TimeAxis.HEIGHT, sentence());
        svg.text(words.say("plot.voice.speech"), LEFT - 40, SPEECH_HEIGHT - 1, "tick", Anchor.END);
        drawSpeech(svg);
        svg.rect(LEFT, top, axis.width(), HEIGHT, "panel", 1);
        svg.text(words.say("plot.arousal"), LEFT - 40, middle + 4, "label", Anchor.END);
        for (int level = -1; level <= 1; level++) {
            double y = middle - level * half;
            svg.horizontal(LEFT, axis.right(), y, level == 0 ? "zero" : "grid");
            svg.text("%+d".formatted(level).replace("+0", "0"), LEFT - GAP, y + 3.5, "tick", Anchor.END);
        }
        var colour = Palette.colour(Signal.Dimension.AROUSAL);
        var trace = new Trace(voice.timeline(), VoiceStatistics.AROUSAL, axis, value -> middle - value * half);
        svg.line(trace.line(), colour, 1);
        axis.draw(svg, top, top + HEIGHT);
        page.close();
    }

    /// One bar for each unbroken stretch of bins with speech.
    private void drawSpeech(Svg svg) {
        var timeline = voice.timeline();
        int from = -1;
        for (int bin = 0; bin <= timeline.bins(); bin++) {
            boolean speech = bin < timeline.bins() && timeline.count(VoiceStatistics.SPEECH, bin) > 0;
            if (speech && from < 0) from = bin;
            if (speech || from < 0) continue;
            double start = axis.x(timeline.binLength().multipliedBy(from));
            double end = axis.x(timeline.binLength().multipliedBy(bin));
            svg.rect(start, 2, end - start, SPEECH_HEIGHT - 4, Palette.colour(Signal.Dimension.AROUSAL), 0.45);
            from = -1;
        }
    }

    private String sentence() {
        var arousal = voice.arousal();
        return arousal.isEmpty()
                ? words.say("headline.voice.unread", Words.time(voice.speech()))
                : words.say(
                        "plot.voice.alt",
                        words.number(arousal.least(), 2),
                        words.number(arousal.most(), 2),
                        words.number(arousal.mean(), 2));
    }
}
