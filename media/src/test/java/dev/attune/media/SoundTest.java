package dev.attune.media;

import static dev.attune.media.SoundFiles.amplitude;
import static dev.attune.media.SoundFiles.ffmpeg;
import static dev.attune.media.SoundFiles.listen;
import static dev.attune.media.SoundFiles.tone;
import static dev.attune.media.SoundFiles.wav;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 44_100, 48_000})
    void everyRateIsHeardAtSixteenKilohertzInFullLength(int rateHz) throws Exception {
        var heard = listen(wav(folder.resolve("tone.wav"), rateHz, 1.25, tone(440)));
        assertThat(heard.info().sampleRateHz()).isEqualTo(rateHz);
        assertThat(heard.info().channels()).isEqualTo(1);
        assertThat(heard.channel(0)).hasSize(20_000);
        assertThat(amplitude(heard.channel(0), 440)).isCloseTo(0.5, within(0.01));
        assertThat(heard.ending()).isEqualTo(new Ending.Complete());
    }

    @Test
    void windowsFollowEachOtherToTheSample() throws Exception {
        var windows =
                listen(wav(folder.resolve("tone.wav"), 44_100, 1.03, tone(300))).windows();
        assertThat(windows).hasSize(11);
        for (int i = 0; i < windows.size(); i++)
            assertThat(windows.get(i).getFirst().at()).isEqualTo(Duration.ofMillis(100L * i));
        assertThat(windows.getLast().getFirst().end()).isEqualTo(Duration.ofMillis(1_030));
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 44_100, 48_000})
    void aClickIsHeardWhenItWasMade(int rateHz) throws Exception {
        var samples = listen(wav(
                        folder.resolve("click.wav"),
                        rateHz,
                        1,
                        seconds -> Math.abs(seconds - 0.5) < 0.4 / rateHz ? 0.9 : 0))
                .channel(0);
        int loudest = IntStream.range(0, samples.length)
                .reduce((a, b) -> Math.abs(samples[b]) > Math.abs(samples[a]) ? b : a)
                .orElseThrow();
        assertThat(loudest).isBetween(7_999, 8_001);
    }

    @Test
    void channelsAreNeitherMixedNorSwapped() throws Exception {
        var heard = listen(wav(folder.resolve("two.wav"), 48_000, 1, tone(400), tone(700)));
        assertThat(heard.info().channels()).isEqualTo(2);
        assertThat(amplitude(heard.channel(0), 400)).isCloseTo(0.5, within(0.01));
        assertThat(amplitude(heard.channel(0), 700)).isLessThan(0.01);
        assertThat(amplitude(heard.channel(1), 700)).isCloseTo(0.5, within(0.01));
        assertThat(amplitude(heard.channel(1), 400)).isLessThan(0.01);
    }

    @ParameterizedTest
    @CsvSource({"flac, flac", "mp3, mp3", "opus, opus", "m4a, aac", "mp4, aac", "mkv, ac3"})
    void everyUsualCodingIsHeard(String ending, String codec) throws Exception {
        var wav = wav(folder.resolve("tone.wav"), 48_000, 2, tone(440));
        var heard = listen(ffmpeg(folder.resolve("tone." + ending), "-i", wav.toString()));
        assertThat(heard.info().codec()).isEqualTo(codec);
        assertThat(heard.channel(0).length).isBetween(31_900, 33_000); // codecs pad their last block
        assertThat(amplitude(Arrays.copyOfRange(heard.channel(0), 1_600, 30_400), 440))
                .isCloseTo(0.5, within(0.03));
        assertThat(heard.ending()).isEqualTo(new Ending.Complete());
    }

    @Test
    void theSoundOfAVideoLiesOnTheClockOfItsPictures() throws Exception {
        var pictures = Clips.clip(folder.resolve("silent.mp4"), 64, 48, 25, 50);
        var wav = wav(folder.resolve("tone.wav"), 16_000, 1, tone(440));
        var video = ffmpeg(
                folder.resolve("film.mp4"),
                "-i",
                pictures.toString(),
                "-itsoffset",
                "0.5",
                "-i",
                wav.toString(),
                "-c:v",
                "copy",
                "-c:a",
                "flac");
        var heard = listen(video);
        var first = heard.windows().stream()
                .map(window -> window.getFirst())
                .filter(sound -> amplitude(sound.samples(), 440) > 0.1)
                .findFirst()
                .orElseThrow();
        assertThat(first.at().toMillis()).isBetween(400L, 600L);
        assertThat(Clips.play(video).times().getFirst()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aGapIsToldByTheTimeOfWhatFollows() throws Exception {
        var wav = wav(folder.resolve("tone.wav"), 16_000, 4, tone(440));
        var whole = ffmpeg(
                folder.resolve("whole.mkv"), "-i", wav.toString(), "-af", "asetnsamples=160", "-c:a", "pcm_s16le");
        var heard = listen(ffmpeg(
                folder.resolve("gap.mkv"),
                "-i",
                whole.toString(),
                "-c",
                "copy",
                "-bsf:a",
                "noise=drop='gte(pts,1000)*lt(pts,2500)'"));
        var jumps = IntStream.range(1, heard.windows().size())
                .filter(i -> heard.windows()
                                .get(i)
                                .getFirst()
                                .at()
                                .minus(heard.windows().get(i - 1).getFirst().end())
                                .toMillis()
                        > 10)
                .boxed()
                .toList();
        assertThat(jumps).hasSize(1);
        assertThat(heard.windows().get(jumps.getFirst() - 1).getFirst().end()).isEqualTo(Duration.ofSeconds(1));
        assertThat(heard.windows().get(jumps.getFirst()).getFirst().at()).isEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void whatIsNoNumberBecomesAGap() throws Exception {
        int rateHz = 16_000;
        var bytes = ByteBuffer.allocate(44 + 4 * 3 * rateHz).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + 4 * 3 * rateHz);
        bytes.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 3)
                .putShort((short) 1);
        bytes.putInt(rateHz).putInt(4 * rateHz).putShort((short) 4).putShort((short) 32);
        bytes.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(4 * 3 * rateHz);
        for (int i = 0; i < 3 * rateHz; i++) bytes.putFloat(i == rateHz ? Float.NaN : i < 100 ? 7 : 0.25f);
        var heard = listen(Files.write(folder.resolve("nan.wav"), bytes.array()));
        assertThat(heard.channel(0)).hasSizeBetween(2 * rateHz, 3 * rateHz - 1).doesNotContain(Float.NaN);
        assertThat(heard.channel(0)[50])
                .as("what is too loud is cut to full scale")
                .isEqualTo(1);
        assertThat(heard.windows().getLast().getFirst().end()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aSoundFileCutInTheMiddleIsHeardUntilThereAndSaysSo() throws Exception {
        byte[] whole = Files.readAllBytes(wav(folder.resolve("whole.wav"), 16_000, 4, tone(440)));
        var heard = listen(Files.write(folder.resolve("cut.wav"), Arrays.copyOf(whole, whole.length / 2)));
        assertThat(heard.channel(0).length).isBetween(30_000, 32_000);
        assertThat(heard.ending()).isInstanceOfSatisfying(Ending.CutOff.class, cut -> {
            assertThat(cut.at().toMillis()).isBetween(1_800L, 2_000L);
            assertThat(cut.detail()).contains("more than it holds");
        });
    }

    @Test
    void aSoundTrackOfNoLengthIsCalledSo() throws Exception {
        assertRefused(wav(folder.resolve("nothing.wav"), 16_000, 0, tone(440)), MediaException.Kind.NO_SOUND)
                .hasMessageContaining("lasts 0 s");
    }

    @Test
    void aSilentFilmAndAPictureHaveNoSoundTrack() throws Exception {
        assertRefused(Clips.clip(folder.resolve("silent.webm"), 64, 48, 25, 3), MediaException.Kind.NO_SOUND_STREAM)
                .hasMessageContaining("no sound track");
        byte[] png = Clips.encode(Clips.image(Clips.quarters(Duration.ZERO, 16, 16)), "png");
        assertRefused(Files.write(folder.resolve("still.png"), png), MediaException.Kind.NO_SOUND_STREAM);
    }

    @Test
    void aTextThatCallsItselfSoundIsNoMedia() throws Exception {
        var letter = Files.writeString(folder.resolve("letter.wav"), "Dear customer, thank you.");
        assertRefused(letter, MediaException.Kind.NOT_MEDIA).hasMessageContaining("letter.wav");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path file, MediaException.Kind kind) {
        return assertThatThrownBy(() -> MediaFile.openSound(file))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
