package dev.attune.evaluation;

import dev.attune.fusion.PersonalUsual;
import dev.attune.media.Ending;
import dev.attune.media.Frame;
import dev.attune.media.MediaInfo;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Moment;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.VoiceObservation;
import dev.attune.voice.Conversation;
import dev.attune.voice.SpeechRate;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the files of one recording: five, one more where its sound is read, and one for the body's
/// signals. Contract:
/// 1. `accept` once per frame, in order; the frame's pixels may change afterwards.
/// 2. `accept` once per reading of the voice or the body, in order; readings and frames may come in
/// any order to each other.
/// 3. `finish` once, with the moments that were still open; only then do the files appear, all together.
/// 4. `close` always; without `finish` nothing appears and nothing is left behind.
///
/// Owned by one thread. Memory does not grow with the length of the recording.
public final class RecordingReport implements AutoCloseable {
    private static final Duration UNKNOWN_INTERVAL = Duration.ofMillis(40);

    private final RecordingFacts facts;
    private final Words words;
    private final @Nullable MeshDrawing drawing;
    private final OutputSet output;
    private final FramesCsv frames;
    private final EventsJsonl events;
    private final EmotionMl emotionMl;
    private final @Nullable VoiceCsv voice; // null when the sound is not read
    private @Nullable PhysiologyCsv physiology; // null until a body is told
    private PersonalUsual usualHeart = PersonalUsual.UNKNOWN;
    private final RecordingStatistics statistics;
    private final KeyFrames keyFrames;
    private byte @Nullable [] picture;

    /// @param directory created when absent
    /// @param drawing how key frames are drawn; null shows none, and then no pixel is kept
    public RecordingReport(Path directory, RecordingFacts facts, Words words, @Nullable MeshDrawing drawing)
            throws IOException {
        this.facts = facts;
        this.words = words;
        this.drawing = drawing;
        output = new OutputSet(directory);
        try {
            frames = new FramesCsv(output.writer(fileNames(facts.name()).get(0)));
            events = new EventsJsonl(output.writer(fileNames(facts.name()).get(1)));
            emotionMl = new EmotionMl(output.writer(fileNames(facts.name()).get(3)), mediaUri());
            voice = facts.sound().isPresent() ? new VoiceCsv(output.writer(voiceFileName(facts.name()))) : null;
        } catch (IOException e) {
            output.close();
            throw e;
        }
        statistics = new RecordingStatistics(binLength(facts.media()));
        keyFrames = new KeyFrames(drawing);
    }

    /// The files of a recording called `name`: frames, events, summary, EmotionML, page.
    public static List<String> fileNames(String name) {
        return List.of(
                name + ".frames.csv",
                name + ".events.jsonl",
                name + ".summary.json",
                name + ".emotionml.xml",
                name + ".html");
    }

    /// The further file of a recording whose sound is read.
    static String voiceFileName(String name) {
        return name + ".voice.csv";
    }

    /// The further file of a recording that tells of the body.
    static String physiologyFileName(String name) {
        return name + ".physiology.csv";
    }

    /// @param moments those that became complete with it
    public void accept(PhysiologyObservation body, List<Moment> moments) throws IOException {
        var csv = physiology;
        if (csv == null) physiology = csv = new PhysiologyCsv(output.writer(physiologyFileName(facts.name())));
        csv.write(body, usualHeart);
        statistics.body().add(body, usualHeart);
        if (body.heartRate().isPresent())
            usualHeart = usualHeart.with(body.at(), body.heartRate().getAsDouble());
        for (var moment : moments) accept(moment);
    }

    /// @param moments those that became complete with it
    public void accept(VoiceObservation observation, boolean last, List<Moment> moments) throws IOException {
        if (voice == null) throw new IllegalStateException("a voice in a recording whose sound is not read");
        voice.write(observation, last);
        if (last) emotionMl.write(observation);
        statistics.voice().add(observation, last);
        for (var moment : moments) accept(moment);
    }

    /// A segment of speech was over, spoken at this pace.
    public void spoken(SpeechRate rate) {
        statistics.voice().spoken(rate);
    }

    /// Whoever was listened to speaks with somebody who was not: how the two share the recording.
    public void conversation(Conversation conversation) {
        statistics.voice().conversation(conversation);
    }

    /// The sound was listened to until here.
    public void heard(Duration until) {
        statistics.voice().heard(until);
    }

    /// Faces that are told, without a picture.
    public void accept(FrameResult result) throws IOException {
        write(result);
        for (var moment : result.moments()) keyFrames.add(moment);
    }

    public void accept(Frame frame, FrameResult result) throws IOException {
        write(result);
        if (facts.media().kind() == MediaInfo.Kind.VIDEO) keyFrames.add(frame, result);
        else if (drawing != null && picture == null)
            picture = drawing.picture(frame, result.reading().faces());
    }

    /// @param stillOpen moments that fusion closed at the end of the recording
    /// @param card licence and checksum of a model, or [UsedModel#formula(ModelRef)]
    public void finish(Ending ending, List<Moment> stillOpen, Function<ModelRef, UsedModel> card) throws IOException {
        for (var moment : stillOpen) accept(moment);
        frames.close();
        events.close();
        emotionMl.close();
        if (voice != null) voice.close();
        if (physiology != null) physiology.close();
        var models = statistics.spoke().stream().map(card).toList();
        var names = new ArrayList<>(fileNames(facts.name()));
        if (voice != null) names.add(names.size() - 1, voiceFileName(facts.name()));
        if (physiology != null) names.add(names.size() - 1, physiologyFileName(facts.name()));
        try (var out = output.writer(names.get(2))) {
            out.write(SummaryJson.render(facts, words.language(), statistics, ending, models, names));
        }
        try (var out = output.writer(names.getLast())) {
            out.write(new ReportPage(
                            words,
                            facts,
                            statistics,
                            ending,
                            keyFrames.strongest(),
                            Optional.ofNullable(picture),
                            keyFrames.clearest(),
                            models)
                    .render());
        }
        output.commit();
    }

    private void write(FrameResult result) throws IOException {
        frames.write(result);
        for (var moment : result.moments()) events.write(moment);
        emotionMl.write(result);
        statistics.add(result);
    }

    private void accept(Moment moment) throws IOException {
        events.write(moment);
        emotionMl.write(moment);
        statistics.add(moment);
        keyFrames.add(moment);
    }

    /// What the recording came to, for a line on the terminal.
    public Outcome outcome() {
        return new Outcome(
                statistics.frames(),
                statistics.people().size(),
                statistics.framesWithFace(),
                statistics.coverage(),
                statistics.grade(),
                statistics.moments(),
                facts.media().kind() == MediaInfo.Kind.SOUND,
                statistics.voice().readings(),
                statistics.voice().speech(),
                statistics.body().observations());
    }

    /// @param framesWithFace 0 is the result "no face in the whole recording"
    /// @param coverage share of frames from which an expression was read
    /// @param soundOnly there were no frames to look at
    public record Outcome(
            long frames,
            int people,
            long framesWithFace,
            double coverage,
            QualityGrade grade,
            long moments,
            boolean soundOnly,
            long voiceReadings,
            Duration speech,
            long bodyObservations) {}

    @Override
    public void close() throws IOException {
        try (output) {
            frames.close();
            events.close();
            emotionMl.close();
            if (voice != null) voice.close();
            if (physiology != null) physiology.close();
        }
    }

    /// The file name as a relative URI, so that spaces and other letters are escaped.
    private String mediaUri() {
        try {
            return new URI(null, null, "./" + facts.fileName(), null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no URI for the file name " + facts.fileName(), e);
        }
    }

    /// Two frames wide, so that a slightly irregular clock leaves no empty bins.
    private static Duration binLength(MediaInfo media) {
        if (media.frameRateHz() <= 0) return UNKNOWN_INTERVAL.multipliedBy(2);
        return Duration.ofNanos(Math.round(2e9 / media.frameRateHz()));
    }
}
