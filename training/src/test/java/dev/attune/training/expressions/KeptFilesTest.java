package dev.attune.training.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.face.FaceCutter;
import dev.attune.training.DamagedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a training keeps between runs, after a full disk or a broken copy.
class KeptFilesTest {
    private static final long FINGERPRINT = 5;

    @TempDir
    private Path folder;

    @Test
    void aCheckpointCutOffAnywhereIsNamedWithWhatToDo() throws IOException {
        var file = folder.resolve("checkpoint.bin");
        new Checkpoint(2, 30, List.of(new float[] {1, 2, 3}, new float[] {4})).write(file);
        assertThat(Checkpoint.read(file).arrays().getFirst()).containsExactly(1, 2, 3);

        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Checkpoint.read(file))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(DamagedFile.class)
                    .hasMessageContaining("checkpoint.bin is cut off or damaged. Maybe remove it");
        }
    }

    @Test
    void aCheckpointThatClaimsMoreThanItsFileHoldsIsNamedBeforeMemoryIsTaken() throws IOException {
        var file = folder.resolve("checkpoint.bin");
        new Checkpoint(2, 30, List.of(new float[] {1})).write(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[16] = 0x7F; // the length of the first array
        Files.write(file, bytes);
        assertThatThrownBy(() -> Checkpoint.read(file)).isInstanceOf(DamagedFile.class);
    }

    @Test
    void facesCutOffAnywhereAreNamedWithWhatToDo() throws IOException {
        var file = folder.resolve("faces.bin");
        int bytes = FaceCutter.SIZE * FaceCutter.SIZE;
        new AlignedFaces(new byte[][] {new byte[bytes], new byte[bytes]}, new boolean[] {true, false})
                .write(file, FINGERPRINT);
        assertThat(AlignedFaces.read(file, FINGERPRINT))
                .hasValueSatisfying(faces -> assertThat(faces.countFound()).isEqualTo(1));

        byte[] whole = Files.readAllBytes(file);
        for (int length :
                new int[] {0, 4, 12, 15, 16, 17, 16 + bytes, 17 + bytes, whole.length - 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> AlignedFaces.read(file, FINGERPRINT))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(DamagedFile.class)
                    .hasMessageContaining("faces.bin is cut off or damaged. Maybe remove it");
        }
    }
}
