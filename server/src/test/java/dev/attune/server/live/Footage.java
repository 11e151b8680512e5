package dev.attune.server.live;

import dev.attune.actor.BundledClip;
import dev.attune.media.Frame;
import dev.attune.media.MediaException;
import dev.attune.media.MediaFile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/// The frames of a bundled clip as a page would send them: JPEG, with their media time.
final class Footage {
    record Shot(long atMillis, byte[] jpeg) {}

    private Footage() {}

    /// Every `step`-th frame.
    static List<Shot> of(BundledClip clip, int step) throws IOException, MediaException {
        var shots = new ArrayList<Shot>();
        Path file = clip.copyTo(Path.of("target/test-clips"));
        try (var source = MediaFile.open(file)) {
            int n = 0;
            for (Frame frame; (frame = source.next()) != null; n++)
                if (n % step == 0) shots.add(new Shot(frame.at().toMillis(), jpeg(frame)));
        }
        return shots;
    }

    private static byte[] jpeg(Frame frame) throws IOException {
        var image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(frame.bgr(), 0, pixels, 0, pixels.length);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }
}
