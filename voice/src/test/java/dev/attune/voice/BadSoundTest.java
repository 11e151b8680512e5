package dev.attune.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.media.MediaFile;
import dev.attune.media.PacketOrder;
import dev.attune.media.Pcm;
import dev.attune.media.PhoneCoding;
import dev.attune.media.PhoneSound;
import dev.attune.models.ModelStore;
import dev.attune.signals.Reason;
import dev.attune.voice.VoiceEvent.VoiceReading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sound as files and lines bring it: other rates, other channels, what is no number, packets out of order. Silence,
/// noise, music, overdriving, losses and sudden ends stand in [VoiceAnalyzerTest].
class BadSoundTest {
    private static final VoiceModels MODELS = VoiceModels.open(ModelStore.bundled());
    private static final int WAVE_FLOAT = 3; // the format tag of 32-bit numbers

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 44_100, 48_000})
    void theSameSpeechReadsAlikeWhateverTheRateOfItsFile(int rateHz) throws Exception {
        float[] speech = DevelopmentVoices.speech(1);
        var file = resampled(wave("speech.wav", speech), rateHz);
        var reading = longest(heard(channel(file, 0), rateHz == 8_000));
        var original = longest(heard(List.of(new Pcm(Duration.ZERO, Sound.RATE_HZ, speech)), false));
        assertThat(reading.observation().prosody().f0Hz().optional().orElseThrow())
                .isCloseTo(original.observation().prosody().f0Hz().optional().orElseThrow(), within(2.0));
        if (rateHz == 8_000) { // what lies above 4 kHz is gone, so the tone may read otherwise and is trusted less
            assertThat(reading.observation().quality().reasons()).contains(Reason.NARROW_BAND);
            assertThat(reading.observation().quality().score())
                    .isLessThan(original.observation().quality().score());
        } else {
            assertThat(reading.observation().arousal().optional().orElseThrow())
                    .isCloseTo(original.observation().arousal().optional().orElseThrow(), within(0.1));
            assertThat(reading.observation().quality().reasons()).doesNotContain(Reason.NARROW_BAND);
        }
    }

    @Test
    void ofTwoChannelsEachHoldsItsOwnVoiceAndTheOtherNothingOfIt() throws Exception {
        float[] speech = DevelopmentVoices.speech(1);
        var silence = new float[speech.length];
        for (boolean swapped : new boolean[] {false, true}) {
            var file = swapped ? wave("right.wav", silence, speech) : wave("left.wav", speech, silence);
            assertThat(readings(heard(channel(file, swapped ? 1 : 0), false))).isNotEmpty();
            assertThat(heard(channel(file, swapped ? 0 : 1), false))
                    .as("silence is no speech")
                    .isEmpty();
        }
    }

    @Test
    void whatIsNoNumberIsAFlaggedLossAndNeverAReading() throws Exception {
        float[] speech = DevelopmentVoices.speech(2);
        var broken = speech.clone();
        int middle = middleOfSpeech(speech);
        Arrays.fill(broken, middle, middle + 800, Float.NaN);
        broken[middle + 800] = Float.POSITIVE_INFINITY;
        var readings = readings(heard(channel(wave("broken.wav", broken), 0), false));
        assertThat(readings).isNotEmpty().allSatisfy(reading -> {
            assertThat(reading.observation().arousal().optional().orElse(0.0)).isBetween(-1.0, 1.0);
            if (reading.tone() != null) assertThat(reading.tone().aroused()).isBetween(0.0, 1.0);
        });
        assertThat(readings)
                .as("it is a loss of 50 ms and more, which a segment bridges or ends with")
                .anySatisfy(reading ->
                        assertThat(reading.observation().quality().reasons()).contains(Reason.GAPS));
    }

    @Test
    void packetsThatOvertakeEachOtherReadAsIfTheyHadNot() throws Exception {
        var packets = packets(DevelopmentVoices.speech(1));
        var inOrder = numbered(packets);
        var overtaking = new ArrayList<>(inOrder);
        for (int i = 2; i + 3 < overtaking.size(); i += 5) {
            overtaking.add(i + 3, overtaking.remove(i)); // three later ones come first
        }
        assertThat(overtaking).isNotEqualTo(inOrder);
        assertThat(readings(phoned(inOrder))).isNotEmpty();
        assertThat(phoned(overtaking).toString()).isEqualTo(phoned(inOrder).toString());
    }

    private record Packet(int number, byte[] coded) {}

    private static List<Packet> numbered(List<byte[]> packets) {
        var numbered = new ArrayList<Packet>();
        for (int i = 0; i < packets.size(); i++) numbered.add(new Packet(i, packets.get(i)));
        return numbered;
    }

    private static List<VoiceEvent> phoned(List<Packet> packets) {
        var order = new PacketOrder<Packet>(0, 10);
        var events = new ArrayList<VoiceEvent>();
        try (var phone = new PhoneSound(PhoneCoding.L16);
                var analyzer = new VoiceAnalyzer(MODELS, VoiceOptions.TELEPHONE)) {
            for (var packet : packets)
                for (var ready : order.accept(packet.number(), packet))
                    for (var sound : phone.accept(Duration.ofMillis(20L * ready.number()), ready.coded()))
                        events.addAll(analyzer.accept(sound));
            events.addAll(analyzer.finish());
        }
        return events;
    }

    /// Every second sample, 20 ms a packet.
    private static List<byte[]> packets(float[] speech) {
        var packets = new ArrayList<byte[]>();
        for (int from = 0; from + 320 <= speech.length; from += 320) {
            var packet = ByteBuffer.allocate(320).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 320; i += 2) packet.putShort((short) (32_767 * speech[from + i]));
            packets.add(packet.array());
        }
        return packets;
    }

    private static int middleOfSpeech(float[] speech) {
        var span = longest(heard(List.of(new Pcm(Duration.ZERO, Sound.RATE_HZ, speech)), false))
                .observation()
                .span();
        return (int) (span.start().plus(span.length().dividedBy(2)).toMillis() * Sound.RATE_HZ / 1000);
    }

    private static List<VoiceEvent> heard(List<Pcm> sounds, boolean narrow) {
        try (var analyzer = new VoiceAnalyzer(MODELS, narrow ? VoiceOptions.TELEPHONE : VoiceOptions.WIDE_BAND)) {
            var events = new ArrayList<VoiceEvent>();
            for (var sound : sounds) events.addAll(analyzer.accept(sound));
            events.addAll(analyzer.finish());
            return events;
        }
    }

    private static List<VoiceReading> readings(List<VoiceEvent> events) {
        return events.stream()
                .filter(VoiceReading.class::isInstance)
                .map(VoiceReading.class::cast)
                .toList();
    }

    private static VoiceReading longest(List<VoiceEvent> events) {
        VoiceReading longest = null;
        for (var reading : readings(events))
            if (reading.last()
                    && (longest == null
                            || reading.observation()
                                            .span()
                                            .length()
                                            .compareTo(
                                                    longest.observation().span().length())
                                    > 0)) longest = reading;
        return Objects.requireNonNull(longest, "nobody was heard to speak");
    }

    private static List<Pcm> channel(Path file, int channel) throws Exception {
        var sounds = new ArrayList<Pcm>();
        try (var source = MediaFile.openSound(file)) {
            for (var window = source.next(); window != null; window = source.next()) sounds.add(window.get(channel));
        }
        return sounds;
    }

    /// A file of 32-bit numbers at 16 kHz, whatever the numbers are.
    private Path wave(String name, float[]... channels) throws IOException {
        int bytes = 4 * channels.length * channels[0].length;
        var wave = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wave.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
        wave.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wave.putShort((short) WAVE_FLOAT).putShort((short) channels.length).putInt(Sound.RATE_HZ);
        wave.putInt(4 * channels.length * Sound.RATE_HZ)
                .putShort((short) (4 * channels.length))
                .putShort((short) 32);
        wave.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        for (int i = 0; i < channels[0].length; i++) for (float[] channel : channels) wave.putFloat(channel[i]);
        return Files.write(folder.resolve(name), wave.array());
    }

    private Path resampled(Path file, int rateHz) throws IOException, InterruptedException {
        var made = folder.resolve(rateHz + ".wav");
        String program = Loader.load(ffmpeg.class);
        var coding = new ProcessBuilder(
                        program, "-v", "error", "-i", file.toString(), "-ar", String.valueOf(rateHz), made.toString())
                .inheritIO();
        var beside = Path.of(program).resolveSibling(""); // some of its libraries are not looked for there
        coding.environment().put("LD_LIBRARY_PATH", beside.toString());
        var process = coding.start();
        assertThat(process.waitFor()).isZero();
        return made;
    }
}
