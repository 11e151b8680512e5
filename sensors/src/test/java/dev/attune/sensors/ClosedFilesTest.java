package dev.attune.sensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What cannot be opened is not held open. Linux tells which files a process holds.
@EnabledOnOs(OS.LINUX)
class ClosedFilesTest {
    @TempDir
    private Path folder; // opens as a file does, and fails when its first bytes are asked for

    @Test
    void anXdfFileWhoseFirstBytesCannotBeReadIsClosed() throws IOException {
        assertThatThrownBy(() -> new XdfFile(folder)).isInstanceOf(IOException.class);

        assertThat(held()).isEmpty();
    }

    @Test
    void aFileThatIsNoXdfIsClosed() throws IOException {
        var file = Files.writeString(folder.resolve("a.xdf"), "XML");

        assertThatThrownBy(() -> new XdfFile(file)).isInstanceOf(SensorFileException.class);

        assertThat(held()).isEmpty();
    }

    @Test
    void aRecordingInJsonWhoseFirstBytesCannotBeReadIsClosed() throws IOException {
        assertThatThrownBy(() -> new JsonRecording(folder, BlendshapesJson::read, "an object"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString());

        assertThat(held()).isEmpty();
    }

    @Test
    void aTableWhoseFirstBytesCannotBeReadIsClosed() throws IOException {
        assertThatThrownBy(() -> new CsvRows(folder)).isInstanceOf(IOException.class);

        assertThat(held()).isEmpty();
    }

    @Test
    void aTableWhoseFirstRowIsBrokenIsClosed() throws IOException {
        var file = Files.writeString(folder.resolve("a.csv"), "\"frame\"s,timestamp\n");

        assertThatThrownBy(() -> new CsvRows(file)).isInstanceOf(SensorFileException.class);

        assertThat(held()).isEmpty();
    }

    private List<String> held() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.map(ClosedFilesTest::target)
                    .filter(target -> target.startsWith(folder.toString()))
                    .toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
