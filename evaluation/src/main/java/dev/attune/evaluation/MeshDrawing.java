package dev.attune.evaluation;

import dev.attune.media.Frame;
import dev.attune.signals.Box;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.Landmarks;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Draws a small picture of a face, or of all faces, with the mesh over it, as JPEG.
final class MeshDrawing {
    private static final int FACE_SIDE = 300; // pixels; twice the size it has on the page, for print
    private static final int PICTURE_WIDTH = 860;
    private static final double FACE_MARGIN = 1.7; // crop side over the larger side of the face's box
    private static final float JPEG_QUALITY = 0.82f;

    // closed outlines of the face topology: oval, both eyes, lips outside and inside, irises
    private static final int[][] OUTLINES = {
        {
            10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
            150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
        },
        {33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7},
        {263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249},
        {61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146},
        {78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95},
        {469, 470, 471, 472},
        {474, 475, 476, 477},
        {70, 63, 105, 66, 107, 55, 65, 52, 53, 46},
        {300, 293, 334, 296, 336, 285, 295, 282, 283, 276}
    };

    private static final Color LINE = new Color(255, 255, 255, 215);
    private static final Color POINT = new Color(120, 235, 235, 150);

    private MeshDrawing() {}

    /// @return a square JPEG around the face
    static byte[] face(Frame frame, FaceObservation face) {
        double side = Math.max(face.box().width(), face.box().height()) * FACE_MARGIN;
        var crop = new Box(face.box().centreX() - side / 2, face.box().centreY() - side / 2, side, side);
        return draw(frame, crop, FACE_SIDE, FACE_SIDE, List.of(face));
    }

    /// @return the whole picture with every face's mesh, as JPEG
    static byte[] picture(Frame frame, List<FaceObservation> faces) {
        int width = Math.min(PICTURE_WIDTH, frame.width());
        int height = Math.max(1, (int) Math.round((double) frame.height() * width / frame.width()));
        return draw(frame, new Box(0, 0, frame.width(), frame.height()), width, height, faces);
    }

    private static byte[] draw(Frame frame, Box crop, int width, int height, List<FaceObservation> faces) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.setColor(new Color(0xE5, 0xE9, 0xEC));
            graphics.fillRect(0, 0, width, height);
            double scale = width / crop.width();
            var toImage = new AffineTransform(scale, 0, 0, scale, -crop.x() * scale, -crop.y() * scale);
            graphics.drawImage(asImage(frame), toImage, null);
            for (var face : faces) draw(graphics, toImage, face.landmarks());
        } finally {
            graphics.dispose();
        }
        return jpeg(image);
    }

    private static BufferedImage asImage(Frame frame) {
        var image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
        var pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(frame.bgr(), 0, pixels, 0, pixels.length);
        return image;
    }

    private static void draw(Graphics2D graphics, AffineTransform toImage, Landmarks mesh) {
        var at = new float[2];
        graphics.setColor(POINT);
        for (int point = 0; point < 468; point++) { // irises are drawn as outlines
            project(toImage, mesh, point, at);
            graphics.fillRect(Math.round(at[0]), Math.round(at[1]), 1, 1);
        }
        graphics.setColor(LINE);
        graphics.setStroke(new BasicStroke(1.1f));
        for (var outline : OUTLINES) {
            var path = new Path2D.Float();
            for (int i = 0; i < outline.length; i++) {
                project(toImage, mesh, outline[i], at);
                if (i == 0) path.moveTo(at[0], at[1]);
                else path.lineTo(at[0], at[1]);
            }
            path.closePath();
            graphics.draw(path);
        }
    }

    private static void project(AffineTransform toImage, Landmarks mesh, int point, float[] at) {
        at[0] = mesh.x(point);
        at[1] = mesh.y(point);
        toImage.transform(at, 0, at, 0, 1);
    }

    private static byte[] jpeg(BufferedImage image) {
        var bytes = new ByteArrayOutputStream(1 << 15);
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) { // never a file: pictures stay in memory
            var options = writer.getDefaultWriteParam();
            options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            options.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
