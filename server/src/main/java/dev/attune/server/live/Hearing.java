package dev.attune.server.live;

import dev.attune.signals.Modality;
import dev.attune.voice.Conversation;
import dev.attune.voice.SpeechToText;
import dev.attune.voice.VoiceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The voice of a session: each stretch of sound is heard only while the person lets their voice be read. What was
/// heard is forgotten when they do not any more.
final class Hearing {
    private final LiveHouse house;
    private final Permits permits;
    private final MediaClock clock;
    private final Conversation conversation;
    private final Locale language;
    private @Nullable Listening listening; // null before the first sound, and after forgetting
    private long stretches;

    Hearing(LiveHouse house, Permits permits, MediaClock clock, Conversation conversation, Locale language) {
        this.house = house;
        this.permits = permits;
        this.clock = clock;
        this.conversation = conversation;
        this.language = language;
    }

    /// @param arrivedNanos when the last byte of the sound was there that made it known
    record Told(VoiceEvent event, long arrivedNanos) {}

    /// On an analyst's thread. Nothing at all where one of them may not be heard any more.
    List<Told> hear(List<EncodedSound> sounds) {
        var events = new ArrayList<Told>();
        for (var sound : sounds) {
            if (!permits.allows(Modality.VOICE)) {
                house.metrics().soundsRefused.increment();
                forget();
                return List.of();
            }
            clock.arrived(sound.at(), sound.arrivedNanos());
            var ear = listening;
            if (ear == null) listening = ear = new Listening(house.perception().voices(), sound, transcriber());
            for (var event : ear.hear(sound)) events.add(new Told(event, sound.arrivedNanos()));
            conversation.heardUntil(sound.end());
            permits.weighsIn(Modality.VOICE);
            stretches++;
            house.metrics().sounds.increment();
        }
        return events;
    }

    /// What was being said when the sound stopped. On an analyst's thread.
    List<Told> finish() {
        if (listening == null) return List.of();
        return listening.finish().stream()
                .map(event -> new Told(event, clock.lastArrivedNanos()))
                .toList();
    }

    boolean isListening() {
        return listening != null;
    }

    void forget() {
        if (listening != null) listening.close();
        listening = null;
    }

    /// How many were heard.
    long stretches() {
        return stretches;
    }

    /// Asks for consent to the words before each stretch: without it the engine hears nothing.
    private SpeechToText.@Nullable Transcriber transcriber() {
        var engine = house.perception().speechToText().orElse(null);
        if (engine == null) return null;
        var ear = engine.open(language);
        return new SpeechToText.Transcriber() {
            @Override
            public Optional<String> words(float[] samples) {
                return permits.allows(Modality.TEXT) ? ear.words(samples) : Optional.empty();
            }

            @Override
            public void close() {
                ear.close();
            }
        };
    }
}
