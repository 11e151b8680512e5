package dev.attune.acceptance;

import dev.attune.media.ClipWriter;
import dev.attune.media.Frame;
import dev.attune.media.FrameSource;
import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Turns a clip into the Motion JPEG that Chromium plays in a loop in place of a camera.
final class FakeCamera {

    /// Chromium plays such a file at this rate, whatever its times were.
    private static final double RATE_HZ = 30;

    private FakeCamera() {}

    static Path of(Path clip, Path folder) throws IOException, MediaException {
        Path camera = folder.resolve(clip.getFileName() + ".mjpeg");
        if (Files.exists(camera)) return camera;
        try (FrameSource source = MediaFile.open(clip)) {
            Frame frame = source.next();
            if (frame == null) throw new IOException(clip + " holds no frame");
            try (var writer = ClipWriter.open(camera, frame.width(), frame.height(), RATE_HZ)) {
                // at each tick the first picture that is not older
                for (long tick = 0; frame != null; frame = source.next()) {
                    for (; at(tick).compareTo(frame.at()) <= 0; tick++)
                        writer.write(new Frame(at(tick), frame.width(), frame.height(), frame.bgr()));
                }
            }
        }
        return camera;
    }

    private static Duration at(long tick) {
        return Duration.ofNanos(Math.round(tick * 1e9 / RATE_HZ));
    }
}
