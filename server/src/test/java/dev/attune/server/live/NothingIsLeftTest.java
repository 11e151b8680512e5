package dev.attune.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.attune.actor.BundledClip;
import dev.attune.media.PictureDecoder;
import dev.attune.server.ServerTest;
import dev.attune.server.database.DataDirectory;
import jakarta.servlet.http.Cookie;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Somebody is read live, takes the consent back in mid-stream and asks to be erased. Then every place that data could
/// have reached is searched: the database's files with its log of writes, all other files of the server, the folder for
/// temporary files, what was logged, and a dump of the memory.
@ExtendWith(OutputCaptureExtension.class)
class NothingIsLeftTest extends ServerTest {
    private static final int FRAMES = 4;
    private static final int PART = 4 * 1024 * 1024;
    private static final int OVERLAP = 128; // longer than any mark

    @Autowired
    private DataDirectory directory;

    @TempDir
    private Path folder;

    /// What is searched for, never in memory as it is: the search must not find itself.
    private static final class Mark {
        private static final byte VEIL = 0x5A;
        private final String name;
        private final byte[] veiled;

        Mark(String name, byte[] bytes) {
            this.name = name;
            this.veiled = veil(bytes);
        }

        static Mark random(String name) {
            return new Mark(name, UUID.randomUUID().toString().getBytes(StandardCharsets.ISO_8859_1));
        }

        String text() {
            return new String(veil(veiled), StandardCharsets.ISO_8859_1);
        }

        /// Whether it stands at this place, which holds [#first] already.
        boolean isAt(int place, byte[] bytes, int end) {
            if (place + veiled.length > end) return false;
            int same = 1;
            while (same < veiled.length && (byte) (bytes[place + same] ^ VEIL) == veiled[same]) same++;
            return same == veiled.length;
        }

        int first() {
            return (veiled[0] ^ VEIL) & 0xFF;
        }

        private static byte[] veil(byte[] bytes) {
            var other = bytes.clone();
            for (int i = 0; i < other.length; i++) other[i] ^= VEIL;
            return other;
        }
    }

    private final Mark pseudonym = Mark.random("the pseudonym");
    private final Mark comment = Mark.random("the comment in the picture");
    private final List<Mark> pixels = new ArrayList<>();

    /// The beginnings by which encoded pictures and sound are known.
    private static final List<Mark> MEDIA = List.of(
            new Mark(
                    "a JPEG file",
                    new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F'}),
            new Mark("a PNG file", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}),
            new Mark("a WAV file", "WAVEfmt ".getBytes(StandardCharsets.US_ASCII)),
            new Mark("an Ogg file", "OggS\0".getBytes(StandardCharsets.US_ASCII)));

    @Test
    void ofAnErasedPersonNoStoreNoLogAndNoMemoryHoldsAnything(CapturedOutput output) throws Exception {
        var began = Instant.now().minus(Duration.ofSeconds(2)); // file times are coarse
        beReadWithdrawAndBeErased();
        asOwner().execute("checkpoint");

        var found = new ArrayList<String>();
        for (var file : files(directory.path(), began))
            if (!file.startsWith(directory.path().resolve("postgres-binaries"))) {
                search(file, found);
                search(file, MEDIA, found);
            }
        for (var file : files(Path.of(System.getProperty("java.io.tmpdir")), began)) search(file, found);
        if (output.getAll().contains(pseudonym.text())) found.add("the pseudonym in the log");
        if (output.getAll().contains(comment.text())) found.add("the picture in the log");
        assertThat(found).isEmpty();

        Path dump = folder.resolve("memory.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        search(dump, found);
        assertThat(found).isEmpty();
    }

    @Test
    void theSearchFindsWhatIsThere() throws IOException {
        Path file = folder.resolve("leak");
        Files.writeString(file, "before " + pseudonym.text() + " after");
        var found = new ArrayList<String>();

        search(file, found);

        assertThat(found).containsExactly("the pseudonym in " + file);
    }

    private void beReadWithdrawAndBeErased() throws Exception {
        var console = aSignedInConsole();
        var notice = body(
                mvc.get().uri("/v1/notices/current?language=en").cookie(console).exchange());
        var receipt = post(
                console,
                "/v1/consents",
                answer(notice, "s-" + pseudonym.text(), "personalization/face", "analytics/face"));
        String receiptId = body(receipt).path("receiptId").asString();
        var shots = Footage.of(BundledClip.DELIGHTED, 8).subList(0, FRAMES + 1);
        try (var page = Page.open(port, "", "Cookie", console.getName() + "=" + console.getValue())) {
            page.hello(receiptId, "personalization");
            page.hear("ready");
            for (int i = 0; i < FRAMES; i++) {
                byte[] jpeg = commented(shots.get(i).jpeg());
                if (i == 0) remember(jpeg);
                page.frame(i, shots.get(i).atMillis(), jpeg);
                page.hear("affect");
            }
            post(console, "/v1/consents/" + receiptId + "/withdrawals", "{}");
            assertThat(page.closeCode()).isEqualTo(CloseCode.WITHDRAWN.number());
        }
        var erasure = post(console, "/v1/persons/erasures", "{\"subject\": \"s-%s\"}".formatted(pseudonym.text()));
        assertThat(body(erasure).path("proof").asString()).isNotBlank();
    }

    /// Two stretches of it that any copy would hold: encoded and decoded.
    private void remember(byte[] jpeg) throws Exception {
        pixels.add(new Mark("the encoded picture", Arrays.copyOfRange(jpeg, jpeg.length / 2, jpeg.length / 2 + 40)));
        var frame = PictureDecoder.decode(jpeg, Duration.ZERO);
        int middle = (frame.height() / 2 * frame.width() + frame.width() / 2) * 3;
        pixels.add(new Mark("the decoded picture", Arrays.copyOfRange(frame.bgr(), middle, middle + 60)));
    }

    /// With the mark in a comment segment, right behind the start of the image.
    private byte[] commented(byte[] jpeg) {
        byte[] text = comment.text().getBytes(StandardCharsets.ISO_8859_1);
        var marked = new ByteArrayOutputStream();
        marked.write(jpeg, 0, 2);
        marked.write(0xFF);
        marked.write(0xFE);
        marked.write(0);
        marked.write(text.length + 2);
        marked.writeBytes(text);
        marked.write(jpeg, 2, jpeg.length - 2);
        return marked.toByteArray();
    }

    private void search(Path file, List<String> found) throws IOException {
        search(
                file,
                Stream.concat(Stream.of(pseudonym, comment), pixels.stream()).toList(),
                found);
    }

    /// Once through the file, however many marks.
    private static void search(Path file, List<Mark> marks, List<String> found) throws IOException {
        var byFirst = new Mark[256][];
        for (int first = 0; first < byFirst.length; first++) {
            int wanted = first;
            byFirst[first] =
                    marks.stream().filter(mark -> mark.first() == wanted).toArray(Mark[]::new);
        }
        var bytes = new byte[PART];
        var names = new TreeSet<String>();
        try (var in = Files.newInputStream(file)) {
            int kept = 0; // from the part before, where a mark may have begun
            for (int read; (read = in.readNBytes(bytes, kept, PART - kept)) > 0; ) {
                int end = kept + read;
                for (int at = 0; at < end; at++)
                    for (var mark : byFirst[bytes[at] & 0xFF]) if (mark.isAt(at, bytes, end)) names.add(mark.name);
                kept = Math.min(OVERLAP, end);
                System.arraycopy(bytes, end - kept, bytes, 0, kept);
            }
        } catch (NoSuchFileException e) {
            // of another program, gone meanwhile
        }
        names.forEach(name -> found.add(name + " in " + file));
    }

    /// Written since then. A file of another program may go away meanwhile.
    private static List<Path> files(Path folder, Instant since) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()
                        && attributes.size() > 0
                        && attributes.lastModifiedTime().toInstant().isAfter(since)) files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private MvcTestResult post(Cookie console, String path, String body) {
        return mvc.post()
                .uri(path)
                .cookie(console)
                .header("Attune-Console", "1")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
