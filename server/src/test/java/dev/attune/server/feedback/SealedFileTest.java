package dev.attune.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileTest {
    private static final byte[] SECRET =
            "text\ncall +44 20 7946 0958\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatLiesOnTheDiskCannotBeReadAndComesBackWhole() throws IOException {
        try (var file = SealedFile.write(folder, new ByteArrayInputStream(SECRET), SECRET.length)) {
            assertThat(new String(Files.readAllBytes(onlyFile()), StandardCharsets.ISO_8859_1))
                    .doesNotContain("7946");
            assertThat(file.open().readAllBytes()).isEqualTo(SECRET);
            assertThat(file.bytes()).isEqualTo(SECRET.length);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tooMuchLeavesNothing() throws IOException {
        assertThatThrownBy(() -> SealedFile.write(folder, new ByteArrayInputStream(SECRET), 100))
                .isInstanceOf(SealedFile.TooLargeException.class)
                .hasMessage("more than 100 bytes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsSweptAway() throws IOException {
        SealedFile.write(folder, new ByteArrayInputStream(SECRET), SECRET.length);

        SealedFile.sweep(folder);

        assertThat(folder).isEmptyDirectory();
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }
}
