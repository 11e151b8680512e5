package dev.attune.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/// Small sound files, made by the JDK or by the FFmpeg program that comes with the library.
final class SoundFiles {
    private SoundFiles() {}

    /// What was heard, window by window.
    record Heard(SoundInfo info, List<List<Pcm>> windows, Ending ending) {

        /// One channel in one piece, gaps left out.
        float[] channel(int number) {
            int length = windows.stream()
                    .mapToInt(window -> window.get(number).samples().length)
                    .sum();
            var all = new float[length];
            int at = 0;
            for (var window : windows) {
                var samples = window.get(number).samples();
                System.arraycopy(samples, 0, all, at, samples.length);
                at += samples.length;
            }
            return all;
        }
    }

    static Heard listen(Path file) throws MediaException {
        try (var source = MediaFile.openSound(file)) {
            var windows = new ArrayList<List<Pcm>>();
            for (List<Pcm> window; (window = source.next()) != null; ) windows.add(window);
            return new Heard(source.info(), windows, source.ending());
        }
    }

    /// 16-bit, one channel for each signal.
    static Path wav(Path file, int rateHz, double seconds, DoubleUnaryOperator... signalsOfSeconds) throws IOException {
        int samples = (int) Math.round(seconds * rateHz);
        var bytes = ByteBuffer.allocate(2 * samples * signalsOfSeconds.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++)
            for (var signal : signalsOfSeconds)
                bytes.putShort((short) Math.round(32_767 * signal.applyAsDouble((double) i / rateHz)));
        var format = new AudioFormat(rateHz, 16, signalsOfSeconds.length, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples),
                AudioFileFormat.Type.WAVE,
                file.toFile());
        return file;
    }

    static DoubleUnaryOperator tone(double hz) {
        return seconds -> 0.5 * Math.sin(2 * Math.PI * hz * seconds);
    }

    /// @param arguments before the name of the file that is made
    static Path ffmpeg(Path made, String... arguments) throws IOException, InterruptedException {
        String program = Loader.load(ffmpeg.class);
        var command = new ArrayList<String>(List.of(program, "-v", "error", "-nostdin"));
        command.addAll(Arrays.asList(arguments));
        command.add(made.toString());
        var coding = new ProcessBuilder(command).redirectErrorStream(true);
        var beside = Path.of(program).resolveSibling(""); // some of its libraries are not looked for there
        coding.environment().put("LD_LIBRARY_PATH", beside.toString());
        var process = coding.start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return made;
    }

    /// How strong one frequency is in samples at 16 kHz: 0.5 for a tone of amplitude 0.5 (Goertzel).
    static double amplitude(float[] samples, double hz) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < samples.length; i++) {
            double phase = 2 * Math.PI * hz * i / SoundSource.RATE_HZ;
            real += samples[i] * Math.cos(phase);
            imaginary -= samples[i] * Math.sin(phase);
        }
        return 2 * Math.hypot(real, imaginary) / samples.length;
    }
}
