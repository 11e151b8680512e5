package dev.attune.training.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.training.Torch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ExpressionTrainingTest {
    private static final int PICTURES = 240;

    @Test
    void eachNetworkIsAlsoMeasuredAloneSoThatTheSeedsCanBeCompared(@TempDir Path folder) throws Exception {
        boolean available = Torch.isAvailable();
        if (!available) System.out.println("skipped: PyTorch does not exist for this platform");
        assumeTrue(available);
        writeStripes(folder);
        var out = folder.resolve("trained");
        var told = new StringWriter();

        assertThat(new ExpressionTraining(folder, out, 1, 2, 4, 1, 1, false).run(new PrintWriter(told), () -> false))
                .isTrue();

        var alone = JsonMapper.shared()
                .readTree(out.resolve(ExpressionTraining.REPORT).toFile())
                .get("alone");
        var first = alone.get("networks").get(0);
        var second = alone.get("networks").get(1);
        assertThat(first.get("seed").asLong()).isEqualTo(1001);
        assertThat(second.get("seed").asLong()).isEqualTo(1002);
        double a = first.get("accuracy").asDouble();
        double b = second.get("accuracy").asDouble();
        assertThat(alone.get("meanAccuracy").asDouble()).isEqualTo((a + b) / 2, Offset.offset(1e-9));
        assertThat(alone.get("standardDeviation").asDouble())
                .as("of two")
                .isEqualTo(Math.abs(a - b) / Math.sqrt(2), Offset.offset(1e-9));
        assertThat(told.toString()).contains("standard deviation over 2 seeds");
        assertThat(probabilities(out, 1)).hasSize(8).isNotEqualTo(probabilities(out, 2));
    }

    private static float[] probabilities(Path out, int member) throws IOException {
        var file = out.resolve(ExpressionTraining.MEMBER.formatted(member));
        try (var network = new ExportedNetwork(Files.readAllBytes(file))) {
            return network.probabilities(new float[FerPlus.SIDE * FerPlus.SIDE]);
        }
    }

    /// Pictures without a face: stripes that lie for one label and stand for the other.
    private static void writeStripes(Path folder) throws IOException {
        var random = new SplittableRandom(1);
        var table = new StringBuilder(
                "file,fer2013_label,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,notface\n");
        try (var pixels = new GZIPOutputStream(Files.newOutputStream(folder.resolve(FerPlus.PICTURES)))) {
            for (int i = 0; i < PICTURES; i++) {
                boolean lying = i % 2 == 0;
                table.append("p%d.png,none,%d,%d,0,0,0,0,0,0,0,0\n".formatted(i, lying ? 9 : 1, lying ? 1 : 9));
                for (int at = 0; at < FerPlus.SIDE * FerPlus.SIDE; at++) {
                    int along = lying ? at / FerPlus.SIDE : at % FerPlus.SIDE;
                    pixels.write((along / 6 % 2 == 0 ? 60 : 160) + random.nextInt(40));
                }
            }
        }
        Files.writeString(folder.resolve(FerPlus.TABLE), table);
    }
}
