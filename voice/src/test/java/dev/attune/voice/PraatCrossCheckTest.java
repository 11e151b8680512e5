package dev.attune.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our prosody beside that of Debian's praat (6.3.07) on the same clips: means of whole clips. Prints
/// the table.
///
/// Praat is GPL and stays a program beside: nothing of it is linked or shipped.
class PraatCrossCheckTest {
    private static final int CLIPS = 40;
    private static final long SEED = 1;

    private static final String SCRIPT = """
            form files
              sentence list
            endform
            strings = Read Strings from raw text file: list$
            n = Get number of strings
            for i to n
              selectObject: strings
              file$ = Get string: i
              sound = Read from file: file$
              pitch = To Pitch (ac): 0, 75, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 600
              f0 = Get mean: 0, 0, "Hertz"
              selectObject: sound
              pulses = To PointProcess (periodic, cc): 75, 600
              jitter = Get jitter (local): 0, 0, 0.0001, 0.02, 1.3
              selectObject: sound, pulses
              shimmer = Get shimmer (local): 0, 0, 0.0001, 0.02, 1.3, 1.6
              selectObject: sound
              harmonicity = To Harmonicity (cc): 0.01, 75, 0.1, 1
              hnr = Get mean: 0, 0
              selectObject: sound
              formants = To Formant (burg): 0, 5, 5500, 0.025, 50
              f1 = Get mean: 1, 0, 0, "hertz"
              f2 = Get mean: 2, 0, 0, "hertz"
              appendInfoLine: f0, tab$, jitter, tab$, shimmer, tab$, hnr, tab$, f1, tab$, f2
              removeObject: sound, pitch, pulses, harmonicity, formants
            endfor
            """;

    /// @param least correlation of the clip means; @param largest median of the absolute relative differences
    private record Gate(String name, ToDoubleFunction<Stretch> ours, double least, double largest) {}

    private static final List<Gate> GATES = List.of(
            new Gate("F0 (Hz)", voice -> new Track(voice.descriptors().pitchHz()).mean(), 0.98, 0.03),
            new Gate("jitter", voice -> voice.descriptors().perturbation().jitter(), 0.95, 0.10),
            new Gate("shimmer", voice -> voice.descriptors().perturbation().shimmer(), 0.90, 0.15),
            new Gate("HNR (dB)", voice -> voice.descriptors().meanHarmonicity(), 0.95, 0.10),
            new Gate("F1 (Hz)", voice -> formant(voice, 0), 0.90, 0.08),
            new Gate("F2 (Hz)", voice -> formant(voice, 1), 0.90, 0.05));

    @TempDir
    Path folder;

    @Test
    void prosodyIsWhatPraatMeasures() throws Exception {
        requirePraat();
        var clips = DevelopmentVoices.sample(CLIPS, SEED);
        var voices = new ArrayList<Stretch>();
        var names = new ArrayList<String>();
        for (var clip : clips) {
            float[] sound = DevelopmentVoices.read(clip);
            voices.add(SyntheticVoice.stretch(sound));
            names.add(wav(sound, names.size()).toString());
        }
        var praat = praat(names);

        var table =
                new StringBuilder("praat on %d clips, seed %d: r, median relative difference%n".formatted(CLIPS, SEED));
        var failed = new ArrayList<String>();
        for (int g = 0; g < GATES.size(); g++) {
            var gate = GATES.get(g);
            int column = g;
            var both = IntStream.range(0, CLIPS)
                    .mapToObj(i -> new double[] {gate.ours().applyAsDouble(voices.get(i)), praat.get(i)[column]})
                    .filter(pair -> Double.isFinite(pair[0]) && Double.isFinite(pair[1]))
                    .toList();
            double r = correlation(both);
            double median = medianDifference(both);
            var row = String.format(
                    Locale.ROOT,
                    "%-10s n %2d  r %.4f (%.2f)  %.2f %% (%.0f %%)",
                    gate.name(),
                    both.size(),
                    r,
                    gate.least(),
                    100 * median,
                    100 * gate.largest());
            table.append(row).append(System.lineSeparator());
            if (both.size() < 0.9 * CLIPS || r < gate.least() || median > gate.largest()) failed.add(row);
        }
        System.out.println(table);
        assertThat(failed).as(table.toString()).isEmpty();
    }

    private static double formant(Stretch voice, int which) {
        var descriptors = voice.descriptors();
        return IntStream.range(0, descriptors.length())
                .mapToDouble(t -> descriptors.frame(t).formants().frequencyHz()[which])
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static void requirePraat() {
        try {
            if (new ProcessBuilder("praat", "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0) return;
        } catch (IOException | InterruptedException e) {
            // told below
        }
        if (DevelopmentVoices.required("praat"))
            throw new AssertionError("ATTUNE_REQUIRE asks for praat, but it does not start");
        Assumptions.abort("needs praat on the path (Debian package praat)");
    }

    private List<double[]> praat(List<String> files) throws Exception {
        var script = Files.writeString(folder.resolve("prosody.praat"), SCRIPT);
        var list = Files.write(folder.resolve("clips.txt"), files);
        var process = new ProcessBuilder("praat", "--run", script.toString(), list.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.lines()
                .filter(line -> line.contains("\t"))
                .map(line -> Arrays.stream(line.split("\t"))
                        .mapToDouble(PraatCrossCheckTest::number)
                        .toArray())
                .toList();
    }

    private static double number(String said) {
        return said.contains("undefined") ? Double.NaN : Double.parseDouble(said);
    }

    private Path wav(float[] sound, int number) throws IOException {
        var bytes = new byte[2 * sound.length];
        for (int i = 0; i < sound.length; i++) {
            int value = Math.clamp(Math.round(sound[i] * 32768), -32768, 32767);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        var file = folder.resolve("clip-" + number + ".wav");
        var format = new AudioFormat(Sound.RATE_HZ, 16, 1, true, false);
        try (var stream = new AudioInputStream(new ByteArrayInputStream(bytes), format, sound.length)) {
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        }
        return file;
    }

    private static double correlation(List<double[]> pairs) {
        double x = pairs.stream().mapToDouble(pair -> pair[0]).average().orElseThrow();
        double y = pairs.stream().mapToDouble(pair -> pair[1]).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (double[] pair : pairs) {
            xy += (pair[0] - x) * (pair[1] - y);
            xx += (pair[0] - x) * (pair[0] - x);
            yy += (pair[1] - y) * (pair[1] - y);
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static double medianDifference(List<double[]> pairs) {
        return new Track(pairs.stream()
                        .mapToDouble(pair -> Math.abs(pair[0] - pair[1]) / Math.abs(pair[1]))
                        .toArray())
                .percentile(0.5);
    }
}
