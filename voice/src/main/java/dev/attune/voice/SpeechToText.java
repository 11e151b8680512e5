package dev.attune.voice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// The slot for an operator's own speech-to-text engine; Attune has none. An implementation is named in
/// `META-INF/services/dev.attune.voice.SpeechToText` of its jar and found on the class path.
///
/// It hears the customer alone, one stretch of speech at a time, and only with consent to the words.
public interface SpeechToText {

    /// For the log and for people.
    String name();

    /// An ear for one person.
    ///
    /// @throws IllegalArgumentException when the engine does not know the language
    Transcriber open(Locale language);

    /// Owned by one channel. What it throws loses these words, not the channel.
    interface Transcriber extends AutoCloseable {

        /// What was said, or nothing; within a fraction of the time that it took to say, for the channel waits.
        ///
        /// @param samples one stretch of speech of at most ten seconds at 16 kHz, in -1..1
        Optional<String> words(float[] samples);

        @Override
        void close();
    }

    /// @throws IllegalStateException when there are several
    static Optional<SpeechToText> installed() {
        var engines = ServiceLoader.load(SpeechToText.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (engines.size() > 1)
            throw new IllegalStateException("several speech-to-text engines are on the class path: %s. Maybe keep one."
                    .formatted(names(engines)));
        return engines.stream().findFirst();
    }

    private static String names(List<SpeechToText> engines) {
        return engines.stream().map(SpeechToText::name).collect(Collectors.joining(", "));
    }
}
