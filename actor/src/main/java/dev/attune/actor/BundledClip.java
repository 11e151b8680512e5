package dev.attune.actor;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Clips of the synthetic shopper that come with the product, for its demo and its tests. Each begins with two seconds
/// or more of a neutral face, long enough for a personal baseline, and ends as it began.
///
/// What is displayed was scripted by us after common prototypes; it says nothing about what anybody feels.
public enum BundledClip {
    /// Calm, with blinks and a little sway.
    NEUTRAL("neutral", Duration.ofSeconds(8)),
    /// Brows lowered and lids tightened for several seconds, with glances to and fro: a display consistent with
    /// confusion.
    HESITATING("hesitating", Duration.ofSeconds(12)),
    /// Brows lowered, lids tightened, lips pressed: a display consistent with anger.
    ANNOYED("annoyed", Duration.ofSeconds(10)),
    /// An open smile that reaches the eyes: a display consistent with joy.
    DELIGHTED("delighted", Duration.ofSeconds(10));
    public static final int WIDTH = 640, HEIGHT = 480;
    public static final double FRAME_RATE_HZ = 25;

    private final String id;
    private final Duration duration;

    BundledClip(String id, Duration duration) {
        this.id = id;
        this.duration = duration;
    }

    /// The name used in commands and files, `delighted`.
    public String id() {
        return id;
    }

    public Duration duration() {
        return duration;
    }

    public int frameCount() {
        return (int) Math.round(duration.toNanos() / 1e9 * FRAME_RATE_HZ);
    }

    Duration timeOf(int frame) {
        return Duration.ofNanos(Math.round(frame * 1e9 / FRAME_RATE_HZ));
    }

    String fileName() {
        return id + ".webm";
    }

    String truthFileName() {
        return id + ".truth.csv";
    }

    /// The WebM file inside the jar.
    public URL resource() {
        return resource(fileName());
    }

    /// One entry per frame of the clip, in order.
    public List<GroundTruth> truth() {
        try (InputStream in = resource(truthFileName()).openStream()) {
            return TruthTable.read(new InputStreamReader(in, StandardCharsets.UTF_8), truthFileName());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + truthFileName(), e);
        }
    }

    /// @return the file written, named after the clip; an older one is replaced
    public Path copyTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(fileName());
        try (InputStream in = resource().openStream()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(
                BundledClip.class.getResource("clips/" + name), () -> "the jar of attune-actor has no clips/" + name);
    }

    /// What the person does in this clip.
    Script script() {
        return switch (this) {
            case NEUTRAL ->
                Script.lasting(duration)
                        .alive(21)
                        .sway(1.6, 22)
                        .turnHead(3, -1, 1, 3.0, 6.4, 0.9)
                        .build();
            case HESITATING ->
                Script.lasting(duration)
                        .alive(31)
                        .sway(1.3, 32)
                        .act(4, 4.6, 2.4, 9.8, 0.7, 0.9)
                        .act(7, 3.6, 2.5, 9.8, 0.8, 0.9)
                        .act(24, 1.2, 3.4, 9.0, 0.8, 0.9)
                        .glance(9, -5, 3.3, 4.1)
                        .glance(-8, -6, 4.3, 5.2)
                        .glance(6, -9, 5.9, 6.8)
                        .glance(-10, -3, 7.3, 8.1)
                        .turnHead(0, -2.5, 5, 2.8, 9.6, 1.0)
                        .build();
            case ANNOYED ->
                Script.lasting(duration)
                        .alive(41)
                        .sway(1.2, 42)
                        .act(4, 5, 2.4, 8.3, 0.5, 0.8)
                        .act(7, 2.6, 2.5, 8.3, 0.5, 0.8)
                        .act(5, 1.2, 2.5, 8.3, 0.5, 0.8)
                        .act(23, 2.0, 2.7, 8.2, 0.6, 0.8)
                        .act(24, 4.2, 2.7, 8.2, 0.6, 0.8)
                        .act(10, 1.2, 3.0, 8.0, 0.6, 0.8)
                        .act(15, 2.2, 2.9, 8.1, 0.6, 0.8)
                        .turnHead(0, -3.5, 0, 2.5, 8.2, 0.8)
                        .turnHead(-4, 0, 0, 4.2, 6.4, 0.7)
                        .build();
            case DELIGHTED ->
                Script.lasting(duration)
                        .alive(51)
                        .sway(1.6, 52)
                        .act(12, 4.4, 2.2, 8.4, 0.6, 1.1)
                        .act(6, 3.8, 2.3, 8.2, 0.6, 1.0)
                        .act(25, 3.6, 2.35, 7.9, 0.5, 1.0)
                        .act(1, 1.2, 2.2, 5.0, 0.5, 1.2)
                        .act(2, 1.6, 2.2, 5.0, 0.5, 1.2)
                        .turnHead(2, 2.5, -3, 2.3, 8.0, 0.9)
                        .build();
        };
    }
}
