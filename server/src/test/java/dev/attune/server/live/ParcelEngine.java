package dev.attune.server.live;

import dev.attune.voice.SpeechToText;
import java.util.Locale;
import java.util.Optional;

/// An operator's engine as the tests have it: understands one sentence whatever is said, and Russian only, so that the
/// other tests' calls stay without words.
public final class ParcelEngine implements SpeechToText {
    static final String SENTENCE = "Посылка так и не пришла, я очень недоволен!";

    @Override
    public String name() {
        return "parcel-engine";
    }

    @Override
    public Transcriber open(Locale language) {
        boolean knows = language.getLanguage().equals("ru");
        return new Transcriber() {
            @Override
            public Optional<String> words(float[] samples) {
                return knows ? Optional.of(SENTENCE) : Optional.empty();
            }

            @Override
            public void close() {}
        };
    }
}
