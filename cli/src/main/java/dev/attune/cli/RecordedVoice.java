package dev.attune.cli;

import dev.attune.evaluation.RecordingReport;
import dev.attune.fusion.PerceptionSession;
import dev.attune.media.MediaException;
import dev.attune.media.Pcm;
import dev.attune.media.SoundSource;
import dev.attune.voice.Conversation;
import dev.attune.voice.VoiceAnalyzer;
import dev.attune.voice.VoiceEvent;
import dev.attune.voice.VoiceModels;
import dev.attune.voice.VoiceOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The voice of one recording: walks its sound beside the pictures, joins what is read with the face,
/// and writes it to the report.
final class RecordedVoice implements AutoCloseable {
    private static final int TELEPHONE_HZ = 8_000; // a track of this rate holds nothing above 4 kHz

    private final SoundSource sound;
    private final VoiceChannel channel;
    private final VoiceAnalyzer analyzer;
    private final PerceptionSession session;
    private final RecordingReport report;
    private final Conversation conversation = new Conversation();
    private @Nullable Pcm next; // read, but not yet its turn
    private Duration heardUntil = Duration.ZERO;
    private boolean over;

    /// @param sound not closed by this
    /// @param session likewise
    /// @param report likewise
    /// @param others when the other party of a call speaks; null where nobody tells
    RecordedVoice(
            SoundSource sound,
            VoiceChannel channel,
            VoiceModels models,
            PerceptionSession session,
            RecordingReport report,
            @Nullable OtherTurns others) {
        this.sound = sound;
        this.channel = channel;
        this.session = session;
        this.report = report;
        if (others != null) {
            conversation.otherIsTold();
            others.spans().forEach(conversation::otherSpoke);
        }
        boolean narrow = sound.info().sampleRateHz() <= TELEPHONE_HZ;
        this.analyzer = new VoiceAnalyzer(models, narrow ? VoiceOptions.TELEPHONE : VoiceOptions.WIDE_BAND);
    }

    /// Hears what was complete at this media time.
    void hearUntil(Duration at) throws MediaException, IOException {
        for (Pcm stretch; (stretch = peek()) != null && stretch.end().compareTo(at) <= 0; ) hear(stretch);
    }

    void hearTheRest(Interruption interruption) throws MediaException, IOException {
        for (Pcm stretch; (stretch = peek()) != null; ) {
            interruption.check();
            hear(stretch);
        }
        write(analyzer.finish());
    }

    Duration heardUntil() {
        return heardUntil;
    }

    /// Of the one who is heard with whoever is told of.
    Conversation conversation() {
        return conversation;
    }

    private @Nullable Pcm peek() throws MediaException {
        if (next == null && !over) {
            var window = sound.next();
            if (window == null) over = true;
            else next = channel.of(window);
        }
        return next;
    }

    private void hear(Pcm stretch) throws IOException {
        next = null;
        heardUntil = stretch.end();
        conversation.heardUntil(heardUntil);
        write(analyzer.accept(stretch));
    }

    private void write(List<VoiceEvent> events) throws IOException {
        for (var event : events)
            switch (event) {
                case VoiceEvent.SpeechStarted started -> {}
                case VoiceEvent.SpeechEnded ended -> {
                    report.spoken(ended.rate());
                    conversation.customerSpoke(ended.speech(), ended.rate());
                }
                case VoiceEvent.Transcribed said -> {} // no engine is asked here
                case VoiceEvent.VoiceReading reading ->
                    report.accept(
                            reading.observation(), reading.last(), Moments.of(session.join(reading.observation())));
            }
    }

    @Override
    public void close() {
        analyzer.close();
    }
}
