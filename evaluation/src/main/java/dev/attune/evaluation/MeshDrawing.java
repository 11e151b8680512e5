package dev.attune.evaluation;

import dev.attune.media.Frame;
import dev.attune.models.CanonicalFace;
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

/// Draws a small picture of a face, or of all faces, with the mesh over it, as JPEG. Keeps nothing.
public final class MeshDrawing {
    private static final int FACE_SIDE = 300; // pixels; twice the size it has on the page, for print
    private static final int PICTURE_WIDTH = 860;
    private static final double FACE_MARGIN = 1.7; // crop side over the larger side of the face's box
    private static final double FULL_WEIGHT_WIDTH = 160; // a smaller face gets thinner lines, to stay visible
    private static final double LEAST_WEIGHT = 0.35;
    private static final float JPEG_QUALITY = 0.82f;

    // closed outlines of the face topology that are drawn stronger: eyes, lips outside and inside, irises
    private static final int[][] OUTLINES = {
        {33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7},
        {263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249},
        {61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146},
        {78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95},
        {469, 470, 471, 472},
        {474, 475, 476, 477}
    };

    private static final Color LINE = new Color(255, 255, 255, 220);
    private static final Color MESH = new Color(140, 240, 240, 90);

    private final List<CanonicalFace.Triangle> triangles;

    /// @param face tells which points of the mesh are neighbours
    public MeshDrawing(CanonicalFace face) {
        this.triangles = face.triangles();
    }

    /// @return a square JPEG around the face
    byte[] face(Frame frame, FaceObservation face) {
        double wanted = Math.max(face.box().width(), face.box().height()) * FACE_MARGIN;
        double side = Math.min(wanted, Math.min(frame.width(), frame.height()));
        double x = inside(face.box().centreX() - side / 2, side, frame.width());
        double y = inside(face.box().centreY() - side / 2, side, frame.height());
        var crop = new Box(x, y, side, side);
        return draw(frame, crop, FACE_SIDE, FACE_SIDE, List.of(face));
    }

    /// Moves a stretch that is not longer than the picture into it.
    private static double inside(double start, double length, int limit) {
        return Math.clamp(start, 0, limit - length);
    }

    /// @return the whole picture with every face's mesh, as JPEG
    byte[] picture(Frame frame, List<FaceObservation> faces) {
        int width = Math.min(PICTURE_WIDTH, frame.width());
        int height = Math.max(1, (int) Math.round((double) frame.height() * width / frame.width()));
        return draw(frame, new Box(0, 0, frame.width(), frame.height()), width, height, faces);
    }

    private byte[] draw(Frame frame, Box crop, int width, int height, List<FaceObservation> faces) {
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
            for (var face : faces) {
                double size = face.box().width() * scale / FULL_WEIGHT_WIDTH;
                draw(graphics, toImage, face.landmarks(), (float) Math.clamp(size, LEAST_WEIGHT, 1));
            }
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

    private void draw(Graphics2D graphics, AffineTransform toImage, Landmarks mesh, float weight) {
        var at = new float[2];
        var net = new Path2D.Float();
        for (var triangle : triangles) {
            project(toImage, mesh, triangle.a(), at);
            net.moveTo(at[0], at[1]);
            project(toImage, mesh, triangle.b(), at);
            net.lineTo(at[0], at[1]);
            project(toImage, mesh, triangle.c(), at);
            net.lineTo(at[0], at[1]);
        }
        graphics.setColor(MESH);
        graphics.setStroke(new BasicStroke(0.6f * weight));
        graphics.draw(net);
        graphics.setColor(LINE);
        graphics.setStroke(new BasicStroke(1.1f * weight));
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
