package dev.attune.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhoneSoundTest {
    private static final int PACKET_SAMPLES = 160;
    private static final Duration PACKET = Duration.ofMillis(20);

    @ParameterizedTest
    @EnumSource(names = {"MU_LAW", "A_LAW"})
    void everyCodeOfBothLawsMeansWhatTheJdkTakesItFor(PhoneCoding coding) throws Exception {
        var codes = new byte[256];
        for (int i = 0; i < codes.length; i++) codes[i] = (byte) i;
        var law = coding == PhoneCoding.MU_LAW ? AudioFormat.Encoding.ULAW : AudioFormat.Encoding.ALAW;
        var coded = new AudioInputStream(
                new ByteArrayInputStream(codes), new AudioFormat(law, 8_000, 8, 1, 1, 8_000, false), codes.length);
        byte[] linear = AudioSystem.getAudioInputStream(new AudioFormat(8_000, 16, 1, true, false), coded)
                .readAllBytes();
        assertThat(coding.decode(codes)).isEqualTo(PhoneCoding.L16.decode(linear));
    }

    @Test
    void halfASampleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneCoding.L16.decode(new byte[3]))
                .withMessageContaining("2 bytes a sample, got 3 bytes");
    }

    @Test
    void aCallIsHeardWithItsToneAndNothingAboveTheTelephonesBand() {
        var sound = call(tone(100), 0, 100);
        assertThat(sound).hasSize(32_000);
        assertThat(SoundFiles.amplitude(sound, 1_000)).isCloseTo(0.5, within(0.01));
        assertThat(SoundFiles.amplitude(sound, 7_000))
                .as("the mirror image of 1 kHz")
                .isLessThan(0.001);
    }

    @Test
    void aPacketThatNeverCameIsAGapAndNothingIsInvented() {
        var coded = tone(50);
        try (var phone = new PhoneSound(PhoneCoding.L16)) {
            var heard = new ArrayList<Pcm>();
            for (int i = 0; i < 50; i++) if (i != 20) heard.addAll(phone.accept(PACKET.multipliedBy(i), coded.get(i)));
            heard.addAll(phone.finish());
            var jumps = new ArrayList<Duration>();
            for (int i = 1; i < heard.size(); i++) {
                var missing = heard.get(i).at().minus(heard.get(i - 1).end());
                if (!missing.isZero()) jumps.add(missing);
            }
            assertThat(jumps).containsExactly(PACKET);
            assertThat(heard.stream().mapToInt(sound -> sound.samples().length).sum())
                    .isEqualTo(49 * 2 * PACKET_SAMPLES);
        }
    }

    @Test
    void theSoundDoesNotDependOnHowItWasCutIntoPackets() {
        var coded = tone(60);
        var whole = new byte[60 * 2 * PACKET_SAMPLES];
        for (int i = 0; i < 60; i++)
            System.arraycopy(coded.get(i), 0, whole, i * 2 * PACKET_SAMPLES, 2 * PACKET_SAMPLES);
        var inPackets = call(coded, 0, 60);
        var random = new Random(5);
        try (var phone = new PhoneSound(PhoneCoding.L16)) {
            var heard = new ArrayList<Pcm>();
            for (int from = 0; from < whole.length; ) {
                int to = Math.min(whole.length, from + 2 * (1 + random.nextInt(700)));
                heard.addAll(phone.accept(phone.end(), Arrays.copyOfRange(whole, from, to)));
                from = to;
            }
            heard.addAll(phone.finish());
            assertThat(joined(heard)).isEqualTo(inPackets);
        }
    }

    @Test
    void whatComesOutLagsByLessThanTenMilliseconds() {
        try (var phone = new PhoneSound(PhoneCoding.L16)) {
            Duration end = Duration.ZERO;
            var coded = tone(50);
            for (int i = 0; i < 50; i++)
                for (var sound : phone.accept(PACKET.multipliedBy(i), coded.get(i))) end = sound.end();
            assertThat(Duration.ofSeconds(1).minus(end)).isLessThan(Duration.ofMillis(10));
        }
    }

    @Test
    void packetsInAnyOrderComeOutInOrder() {
        var random = new Random(11);
        for (int round = 0; round < 50; round++) {
            var order = new PacketOrder<Integer>(1, 8);
            var heard = new ArrayList<Integer>();
            for (int group = 0; group < 20; group++) { // shuffled within the patience
                var numbers = new ArrayList<Integer>();
                for (int i = 1; i <= 8; i++) numbers.add(8 * group + i);
                java.util.Collections.shuffle(numbers, random);
                for (int number : numbers) heard.addAll(order.accept(number, number));
            }
            assertThat(heard).hasSize(160).isSorted();
            assertThat(order.dropped()).isZero();
        }
    }

    @Test
    void aMissingPacketIsWaitedForAndThenGivenUp() {
        var order = new PacketOrder<String>(1, 2);
        assertThat(order.accept(1, "one")).containsExactly("one");
        assertThat(order.accept(3, "three")).isEmpty();
        assertThat(order.accept(4, "four")).isEmpty();
        assertThat(order.accept(5, "five")).containsExactly("three", "four", "five");
        assertThat(order.accept(2, "two")).as("too late").isEmpty();
        assertThat(order.accept(5, "five again")).isEmpty();
        assertThat(order.dropped()).isEqualTo(2);
        assertThat(order.accept(8, "eight")).isEmpty();
        assertThat(order.finish()).containsExactly("eight");
    }

    /// 16-bit packets of a tone of 1 kHz.
    private static List<byte[]> tone(int packets) {
        var made = new ArrayList<byte[]>();
        for (int p = 0; p < packets; p++) {
            var packet = new byte[2 * PACKET_SAMPLES];
            for (int i = 0; i < PACKET_SAMPLES; i++) {
                double phase = 2 * Math.PI * 1_000 * (p * PACKET_SAMPLES + i) / PhoneCoding.RATE_HZ;
                short value = (short) Math.round(16_384 * Math.sin(phase));
                packet[2 * i] = (byte) value;
                packet[2 * i + 1] = (byte) (value >> 8);
            }
            made.add(packet);
        }
        return made;
    }

    private static float[] call(List<byte[]> packets, int from, int to) {
        try (var phone = new PhoneSound(PhoneCoding.L16)) {
            var heard = new ArrayList<Pcm>();
            for (int i = from; i < to; i++) heard.addAll(phone.accept(PACKET.multipliedBy(i), packets.get(i)));
            heard.addAll(phone.finish());
            return joined(heard);
        }
    }

    private static float[] joined(List<Pcm> heard) {
        int length = heard.stream().mapToInt(sound -> sound.samples().length).sum();
        var all = new float[length];
        int at = 0;
        for (var sound : heard) {
            System.arraycopy(sound.samples(), 0, all, at, sound.samples().length);
            at += sound.samples().length;
        }
        return all;
    }
}
