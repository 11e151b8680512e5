package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/// Acted speech from beside the repository, as a telephone sends it. Skips the test where it is absent, unless
/// `ATTUNE_REQUIRE` names `data`.
final class PhonedClips {
    private final Path data;
    private final Path folder;

    /// @param folder for what is coded
    PhonedClips(Path folder) {
        this.folder = folder;
        this.data = SharedData.file("voice/index.tsv").resolveSibling("");
    }

    /// A speaker's first clips of one mood: G.711 µ-law at 8 kHz, 20 ms each.
    List<byte[]> packets(String speaker, String emotion, int clips) throws IOException, InterruptedException {
        var packets = new ArrayList<byte[]>();
        for (var clip : Files.readAllLines(data.resolve("index.tsv")).stream()
                .map(line -> line.split("\t"))
                .filter(row -> row[2].equals(speaker) && row[3].equals(emotion))
                .limit(clips)
                .toList()) {
            var coded = folder.resolve(clip[0] + ".ul");
            String program = Loader.load(ffmpeg.class);
            var coding = new ProcessBuilder(
                            program,
                            "-v",
                            "error",
                            "-y",
                            "-i",
                            data.resolve(clip[0]).toString(),
                            "-ar",
                            "8000",
                            "-f",
                            "mulaw",
                            coded.toString())
                    .inheritIO();
            var beside = Path.of(program).resolveSibling(""); // some of its libraries are not looked for there
            coding.environment().put("LD_LIBRARY_PATH", beside.toString());
            var process = coding.start();
            assertThat(process.waitFor()).isZero();
            byte[] bytes = Files.readAllBytes(coded);
            for (int from = 0; from + Telephone.PACKET_BYTES <= bytes.length; from += Telephone.PACKET_BYTES)
                packets.add(Arrays.copyOfRange(bytes, from, from + Telephone.PACKET_BYTES));
        }
        return packets;
    }
}
