package dev.attune.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/// Small media made for the tests. Every picture has a red, a green, a blue and a white quarter, clockwise from the
/// top left, so that a turned or mirrored one shows.
final class Clips {
    private Clips() {}

    static Frame quarters(Duration at, int width, int height) {
        byte[] bgr = new byte[3 * width * height];
        for (int y = 0, i = 0; y < height; y++)
            for (int x = 0; x < width; x++, i += 3) {
                int quarter = y < height / 2 ? (x < width / 2 ? 0 : 1) : (x < width / 2 ? 3 : 2);
                bgr[i] = (byte) (quarter >= 2 ? 220 : 30);
                bgr[i + 1] = (byte) (quarter % 2 == 1 ? 220 : 30);
                bgr[i + 2] = (byte) (quarter % 3 == 0 ? 220 : 30);
            }
        return new Frame(at, width, height, bgr);
    }

    static Path clip(Path path, int width, int height, double frameRateHz, int frames) throws IOException {
        try (var clip = ClipWriter.open(path, width, height, frameRateHz)) {
            for (int i = 0; i < frames; i++)
                clip.write(quarters(Duration.ofNanos(Math.round(i * 1e9 / frameRateHz)), width, height));
        }
        return path;
    }

    static BufferedImage image(Frame frame) {
        var image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
        image.getRaster().setDataElements(0, 0, frame.width(), frame.height(), toRgb(frame.bgr()));
        return image;
    }

    /// The raster of a BGR image takes its elements as red, green, blue.
    private static byte[] toRgb(byte[] bgr) {
        byte[] rgb = new byte[bgr.length];
        for (int i = 0; i < bgr.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 1] = bgr[i + 1];
            rgb[i + 2] = bgr[i];
        }
        return rgb;
    }

    static byte[] encode(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) throw new IllegalArgumentException("no writer for " + format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// `"red"`, `"green"`, `"blue"`, `"white"` or what it is instead.
    static String colour(Frame frame, double x, double y) {
        int i = 3 * ((int) (y * frame.height()) * frame.width() + (int) (x * frame.width()));
        int blue = frame.bgr()[i] & 0xff;
        int green = frame.bgr()[i + 1] & 0xff;
        int red = frame.bgr()[i + 2] & 0xff;
        boolean b = blue > 128;
        boolean g = green > 128;
        boolean r = red > 128;
        if (r && g && b) return "white";
        if (r && !g && !b) return "red";
        if (g && !r && !b) return "green";
        if (b && !r && !g) return "blue";
        return "b=%d g=%d r=%d".formatted(blue, green, red);
    }

    /// The four quarters, clockwise from the top left.
    static List<String> clockwise(Frame frame) {
        return List.of(
                colour(frame, 0.25, 0.25),
                colour(frame, 0.75, 0.25),
                colour(frame, 0.75, 0.75),
                colour(frame, 0.25, 0.75));
    }

    record Played(List<Duration> times, List<String> firstColours, MediaInfo info, Ending ending) {}

    static Played play(Path path) throws MediaException {
        try (FrameSource source = MediaFile.open(path)) {
            var times = new ArrayList<Duration>();
            List<String> colours = List.of();
            for (Frame frame; (frame = source.next()) != null; ) {
                if (times.isEmpty()) colours = clockwise(frame);
                times.add(frame.at());
            }
            return new Played(times, colours, source.info(), source.ending());
        }
    }
}
