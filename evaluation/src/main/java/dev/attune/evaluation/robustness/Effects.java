package dev.attune.evaluation.robustness;

import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Makes pictures worse, each effect in one known amount. Light is changed in linear light (sRGB taken as a power of
/// 2.2); what covers the face is drawn where the rig says that eyes and mouth are.
public final class Effects {
    private static final double GAMMA = 2.2;
    private static final int[] SKIN = {120, 150, 205}; // B, G, R of a hand
    private static final int[] HAIR = {25, 35, 50};
    private static final int[] FRAME = {20, 20, 24};
    private static final int[] CLOTH = {214, 205, 190};

    private Effects() {}

    /// Turned clockwise about the middle of the face.
    static Picture turned(Picture picture, double degrees) {
        Point centre = middleOfFace(picture);
        double cos = Math.cos(Math.toRadians(degrees)), sin = Math.sin(Math.toRadians(degrees));
        var out = new byte[picture.bgr().length];
        for (int y = 0, i = 0; y < picture.height(); y++)
            for (int x = 0; x < picture.width(); x++)
                for (int channel = 0; channel < 3; channel++, i++) {
                    double dx = x + 0.5 - centre.x(), dy = y + 0.5 - centre.y();
                    out[i] = interpolated(
                            picture, centre.x() + cos * dx + sin * dy, centre.y() - sin * dx + cos * dy, channel);
                }
        return picture.moved(picture.width(), picture.height(), out, 1, point -> {
            double dx = point.x() - centre.x(), dy = point.y() - centre.y();
            return new Point(centre.x() + cos * dx - sin * dy, centre.y() + sin * dx + cos * dy);
        });
    }

    /// The whole picture made smaller, until the face is so wide, in the middle of a grey one of the same size.
    public static Picture shrunk(Picture picture, double faceWidthPixels) {
        double scale = faceWidthPixels / (Picture.FACE_PER_EYE_DISTANCE * picture.eyeDistance());
        if (scale >= 1) return picture;
        int width = picture.width(), height = picture.height();
        double left = width * (1 - scale) / 2, top = height * (1 - scale) / 2;
        var out = new byte[picture.bgr().length];
        for (int y = 0, i = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int channel = 0; channel < 3; channel++, i++)
                    out[i] = (byte) mean(
                            picture,
                            (x - left) / scale,
                            (y - top) / scale,
                            (x + 1 - left) / scale,
                            (y + 1 - top) / scale,
                            channel);
        return picture.moved(
                width, height, out, scale, point -> new Point(left + point.x() * scale, top + point.y() * scale));
    }

    /// @param gain of linear light, with the noise of a sensor that sees little of it
    public static Picture exposed(Picture picture, double gain, long seed) {
        var table = table(value -> gain * value);
        return noisy(mapped(picture, table, table, table), gain < 1 ? 2.5 : 0, seed);
    }

    /// A window behind the person: everything but the face bright, the face dark.
    static Picture backLit(Picture picture, double faceGain) {
        var dark = table(value -> faceGain * value);
        var bright = table(value -> 0.6 + 0.4 * value);
        Point centre = middleOfFace(picture);
        double across = 1.35 * picture.eyeDistance(), down = 1.9 * picture.eyeDistance();
        var out = new byte[picture.bgr().length];
        for (int y = 0, i = 0; y < picture.height(); y++)
            for (int x = 0; x < picture.width(); x++) {
                double r = Math.hypot((x - centre.x()) / across, (y - centre.y()) / down);
                double outside = Math.clamp((r - 0.9) / 0.2, 0, 1);
                for (int channel = 0; channel < 3; channel++, i++) {
                    int value = picture.bgr()[i] & 0xff;
                    out[i] = (byte) Math.round((1 - outside) * dark[value] + outside * bright[value]);
                }
            }
        return picture.withPixels(out);
    }

    static Picture tinted(Picture picture, double blue, double green, double red) {
        return mapped(
                picture, table(value -> blue * value), table(value -> green * value), table(value -> red * value));
    }

    /// Grey, mostly from red, with the pale and flat skin of a camera with an infrared lamp.
    static Picture infrared(Picture picture) {
        var out = new byte[picture.bgr().length];
        for (int i = 0; i < out.length; i += 3) {
            double grey = 0.8 * (picture.bgr()[i + 2] & 0xff) + 0.2 * (picture.bgr()[i + 1] & 0xff);
            byte pale = (byte) Math.round(255 * Math.pow(grey / 255, 0.7));
            out[i] = out[i + 1] = out[i + 2] = pale;
        }
        return picture.withPixels(out);
    }

    /// @param deviation in 8-bit levels
    public static Picture noisy(Picture picture, double deviation, long seed) {
        if (deviation == 0) return picture;
        var random = new Random(seed);
        var out = new byte[picture.bgr().length];
        for (int i = 0; i < out.length; i++)
            out[i] = (byte)
                    Math.clamp(Math.round((picture.bgr()[i] & 0xff) + deviation * random.nextGaussian()), 0, 255);
        return picture.withPixels(out);
    }

    /// @param share standard deviation of the blur as a share of the distance of the eyes
    public static Picture blurred(Picture picture, double share) {
        int radius = Math.max(1, (int) Math.round(share * picture.eyeDistance()));
        var out = picture;
        for (int pass = 0; pass < 3; pass++) { // three boxes are close to a Gaussian of about their radius
            out = out.withPixels(boxed(out, radius, 1, 0));
            out = out.withPixels(boxed(out, radius, 0, 1));
        }
        return out;
    }

    /// @param quality in ]0, 1]
    public static Picture compressed(Picture picture, float quality) {
        var image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(picture.bgr(), 0, pixels(image), 0, picture.bgr().length);
        var jpeg = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = new MemoryCacheImageOutputStream(jpeg)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
            stream.flush();
            var read = ImageIO.read(new ByteArrayInputStream(jpeg.toByteArray()));
            var back = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
            back.getGraphics().drawImage(read, 0, 0, null);
            return picture.withPixels(pixels(back).clone());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory
        } finally {
            writer.dispose();
        }
    }

    public static Picture withGlasses(Picture picture) {
        return painted(picture, FRAME, (across, down) -> {
            double ring = Math.min(Math.hypot(across + 0.5, down - 0.05), Math.hypot(across - 0.5, down - 0.05));
            boolean bridge = Math.abs(across) < 0.12 && Math.abs(down) < 0.04;
            return Math.abs(ring - 0.36) < 0.035 || bridge ? 1 : 0;
        });
    }

    static Picture withSunglasses(Picture picture) {
        return painted(picture, FRAME, (across, down) -> {
            double lens = Math.min(Math.hypot(across + 0.5, down - 0.05), Math.hypot(across - 0.5, down - 0.05));
            boolean bridge = Math.abs(across) < 0.2 && Math.abs(down) < 0.05;
            return lens < 0.42 || bridge ? 1 : 0;
        });
    }

    /// A flat piece of cloth from the bridge of the nose to below the chin.
    static Picture withClothMask(Picture picture) {
        return painted(picture, CLOTH, (across, down) -> {
            double side = Math.abs(across);
            boolean belowTheBridge = down > 0.45 + 0.2 * side * side;
            return belowTheBridge && down < 2 && side < 1.3 - 0.3 * down ? 1 : 0;
        });
    }

    /// Three fingers across the mouth.
    static Picture withHandOverMouth(Picture picture) {
        return painted(picture, SKIN, (across, down) -> {
            for (double finger : new double[] {0.85, 1.1, 1.35})
                if (Math.abs(down - finger) < 0.12 && across > -0.75) return 1;
            return 0;
        });
    }

    /// A palm over the person's left eye and cheek.
    static Picture withHandOverEye(Picture picture) {
        return painted(picture, SKIN, (across, down) -> across > 0.1 && down > -0.45 && down < 0.75 ? 1 : 0);
    }

    /// A strand over the brow and eye of the person's right.
    static Picture withHairOverEye(Picture picture) {
        return painted(
                picture, HAIR, (across, down) -> across < -0.15 - 0.3 * down && down < 0.25 && down > -1.3 ? 1 : 0);
    }

    /// How opaque the paint is at a place of the face.
    private interface Shape {
        /// @param across along the line of the eyes to the picture's right, from their middle, in eye distances
        /// @param down towards the mouth, likewise; the mouth lies at about 1.1
        double opacity(double across, double down);
    }

    private static Picture painted(Picture picture, int[] colour, Shape shape) {
        Point left = picture.point(Place.LEFT_IRIS), right = picture.point(Place.RIGHT_IRIS);
        Point origin = picture.betweenEyes();
        double angle = Math.atan2(left.y() - right.y(), left.x() - right.x());
        double cos = Math.cos(angle), sin = Math.sin(angle), unit = picture.eyeDistance();
        var out = picture.bgr().clone();
        for (int y = 0, i = 0; y < picture.height(); y++)
            for (int x = 0; x < picture.width(); x++, i += 3) {
                double dx = x + 0.5 - origin.x(), dy = y + 0.5 - origin.y();
                double opacity = shape.opacity((cos * dx + sin * dy) / unit, (cos * dy - sin * dx) / unit);
                if (opacity == 0) continue;
                for (int channel = 0; channel < 3; channel++)
                    out[i + channel] =
                            (byte) Math.round(opacity * colour[channel] + (1 - opacity) * (out[i + channel] & 0xff));
            }
        return picture.withPixels(out);
    }

    private static Point middleOfFace(Picture picture) {
        Point eyes = picture.betweenEyes(), mouth = picture.mouth();
        return new Point((eyes.x() + mouth.x()) / 2, (eyes.y() + mouth.y()) / 2);
    }

    private interface Curve {
        /// Linear light in, linear light out; beyond 1 is white.
        double of(double light);
    }

    private static int[] table(Curve curve) {
        var table = new int[256];
        for (int i = 0; i < table.length; i++) {
            double light = Math.clamp(curve.of(Math.pow(i / 255.0, GAMMA)), 0, 1);
            table[i] = (int) Math.round(255 * Math.pow(light, 1 / GAMMA));
        }
        return table;
    }

    private static Picture mapped(Picture picture, int[]... tables) {
        var out = new byte[picture.bgr().length];
        for (int i = 0; i < out.length; i++) out[i] = (byte) tables[i % 3][picture.bgr()[i] & 0xff];
        return picture.withPixels(out);
    }

    private static byte interpolated(Picture picture, double x, double y, int channel) {
        int column = (int) Math.floor(x - 0.5), row = (int) Math.floor(y - 0.5);
        double u = x - 0.5 - column, v = y - 0.5 - row;
        double value =
                (1 - v) * ((1 - u) * picture.value(column, row, channel) + u * picture.value(column + 1, row, channel))
                        + v
                                * ((1 - u) * picture.value(column, row + 1, channel)
                                        + u * picture.value(column + 1, row + 1, channel));
        return (byte) Math.round(value);
    }

    /// Over a rectangle of the picture; grey outside of it.
    private static long mean(Picture picture, double left, double top, double right, double bottom, int channel) {
        if (right <= 0 || bottom <= 0 || left >= picture.width() || top >= picture.height()) return 128;
        long sum = 0;
        int count = 0;
        for (int y = (int) top; y < Math.max(bottom, (int) top + 1); y++)
            for (int x = (int) left; x < Math.max(right, (int) left + 1); x++, count++)
                sum += picture.value(x, y, channel);
        return Math.round((double) sum / count);
    }

    private static byte[] boxed(Picture picture, int radius, int stepX, int stepY) {
        var out = new byte[picture.bgr().length];
        for (int y = 0, i = 0; y < picture.height(); y++)
            for (int x = 0; x < picture.width(); x++)
                for (int channel = 0; channel < 3; channel++, i++) {
                    int sum = 0;
                    for (int k = -radius; k <= radius; k++) sum += picture.value(x + k * stepX, y + k * stepY, channel);
                    out[i] = (byte) Math.round((float) sum / (2 * radius + 1));
                }
        return out;
    }

    private static byte[] pixels(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
