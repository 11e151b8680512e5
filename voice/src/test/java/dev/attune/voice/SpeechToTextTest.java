package dev.attune.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.media.Pcm;
import dev.attune.models.ModelStore;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechToTextTest {

    /// Counts what it is given; says how long it was.
    public static class CountingEngine implements SpeechToText {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Transcriber open(Locale language) {
            return new Counting();
        }
    }

    public static final class SecondEngine extends CountingEngine {
        @Override
        public String name() {
            return "second";
        }
    }

    private static final class Counting implements SpeechToText.Transcriber {
        final List<Integer> lengths = new ArrayList<>();
        boolean closed;

        @Override
        public Optional<String> words(float[] samples) {
            lengths.add(samples.length);
            return Optional.of("%d samples".formatted(samples.length));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void anEngineOnTheClassPathIsFoundAndWithoutOneThereIsNone(@TempDir Path folder) throws IOException {
        assertThat(SpeechToText.installed()).isEmpty();
        assertThat(installed(folder, CountingEngine.class))
                .get()
                .extracting(SpeechToText::name)
                .isEqualTo("counting");
    }

    @Test
    void ofTwoEnginesNoneIsChosenInSilence(@TempDir Path folder) {
        assertThatThrownBy(() -> installed(folder, CountingEngine.class, SecondEngine.class))
                .hasMessageContaining("counting, second")
                .hasMessageContaining("Maybe keep one");
    }

    @Test
    void theEngineHearsEveryStretchOfSpeechOnceAndItsWordsStandWhereTheyWereSaid() throws Exception {
        var engine = new Counting();
        List<VoiceEvent> events;
        try (var models = VoiceModels.open(ModelStore.bundled());
                var analyzer = new VoiceAnalyzer(models, VoiceOptions.WIDE_BAND, engine)) {
            events = hear(analyzer, DevelopmentVoices.speech(3));
        }
        var speech = events.stream()
                .filter(VoiceEvent.SpeechEnded.class::isInstance)
                .map(event -> ((VoiceEvent.SpeechEnded) event).speech().length())
                .reduce(Duration.ZERO, Duration::plus);
        var transcribed = events.stream()
                .filter(VoiceEvent.Transcribed.class::isInstance)
                .map(event -> ((VoiceEvent.Transcribed) event))
                .toList();
        assertThat(transcribed)
                .isNotEmpty()
                .allSatisfy(said -> assertThat(said.speech().length()).isLessThanOrEqualTo(Duration.ofMillis(10_100)));
        assertThat(transcribed.stream().map(said -> said.speech().length()).reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(speech);
        assertThat(transcribed.getFirst().words()).isEqualTo("%d samples".formatted(engine.lengths.getFirst()));
        assertThat(engine.closed).isTrue();
    }

    @Test
    void anEngineThatFailsLosesItsWordsAndNotTheVoice() throws Exception {
        SpeechToText.Transcriber broken = new SpeechToText.Transcriber() {
            @Override
            public Optional<String> words(float[] samples) {
                throw new IllegalStateException("out of order");
            }

            @Override
            public void close() {}
        };
        try (var models = VoiceModels.open(ModelStore.bundled());
                var analyzer = new VoiceAnalyzer(models, VoiceOptions.WIDE_BAND, broken)) {
            assertThat(hear(analyzer, DevelopmentVoices.speech(1)))
                    .hasAtLeastOneElementOfType(VoiceEvent.VoiceReading.class)
                    .doesNotHaveAnyElementsOfTypes(VoiceEvent.Transcribed.class);
        }
    }

    private static List<VoiceEvent> hear(VoiceAnalyzer analyzer, float[] sound) {
        var events = new ArrayList<>(analyzer.accept(new Pcm(Duration.ZERO, Sound.RATE_HZ, sound)));
        events.addAll(analyzer.finish());
        return events;
    }

    private static Optional<SpeechToText> installed(Path folder, Class<?>... engines) throws IOException {
        var services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(
                services.resolve(SpeechToText.class.getName()),
                Arrays.stream(engines).map(Class::getName).toList());
        var before = Thread.currentThread().getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            return SpeechToText.installed();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
