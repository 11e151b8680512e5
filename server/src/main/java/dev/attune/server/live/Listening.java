package dev.attune.server.live;

import dev.attune.media.Pcm;
import dev.attune.media.PhoneCoding;
import dev.attune.media.PhoneSound;
import dev.attune.voice.SpeechToText;
import dev.attune.voice.VoiceAnalyzer;
import dev.attune.voice.VoiceEvent;
import dev.attune.voice.VoiceModels;
import dev.attune.voice.VoiceOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Listens to the one voice of a session: decodes its sound and reads it. Closing forgets what was heard.
final class Listening implements AutoCloseable {
    private final VoiceAnalyzer analyzer;
    private final @Nullable PhoneSound phone; // null for a page's sound

    /// @param first tells what kind of sound it is
    /// @param transcriber closed with this
    Listening(VoiceModels models, EncodedSound first, SpeechToText.@Nullable Transcriber transcriber) {
        boolean call = first.sampleRateHz() == PhoneCoding.RATE_HZ;
        this.analyzer = new VoiceAnalyzer(models, call ? VoiceOptions.TELEPHONE : VoiceOptions.WIDE_BAND, transcriber);
        this.phone = call ? new PhoneSound(first.coding()) : null;
    }

    List<VoiceEvent> hear(EncodedSound sound) {
        if (phone != null) return read(phone.accept(sound.at(), sound.bytes()));
        return analyzer.accept(
                new Pcm(sound.at(), sound.sampleRateHz(), sound.coding().decode(sound.bytes())));
    }

    /// What was being said when the sound stopped.
    List<VoiceEvent> finish() {
        var events = new ArrayList<VoiceEvent>();
        if (phone != null) events.addAll(read(phone.finish()));
        events.addAll(analyzer.finish());
        return events;
    }

    private List<VoiceEvent> read(List<Pcm> sounds) {
        var events = new ArrayList<VoiceEvent>();
        for (var sound : sounds) events.addAll(analyzer.accept(sound));
        return events;
    }

    @Override
    public void close() {
        analyzer.close();
        if (phone != null) phone.close();
    }
}
