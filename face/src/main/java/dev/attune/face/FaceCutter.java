package dev.attune.face;

import dev.attune.media.Frame;
import java.util.List;
import java.util.Optional;

/// Cuts faces out of stills exactly as live frames are cut, so that networks are trained on what they will be shown.
///
/// A cut-out is `[64, 64]` grey, unsigned bytes, eyes level. Single owner; close it before the [FaceModels].
public final class FaceCutter implements AutoCloseable {
    /// Side of a cut-out in pixels; its scale is that of [ExpressionCrop], with a margin for shifting and turning.
    public static final int SIZE = 64;

    private static final double MARGIN = (double) SIZE / ExpressionCrop.SIZE;
    private static final double MIN_DETECTION = 0.5;
    private static final double MIN_PRESENCE = 0.5;

    /// A picture that one face fills, as data sets have them: the mesh's crop reaches over the border on all sides.
    private static final double FILLING_SIDE = 1.25;

    private static final FaceOptions OPTIONS = FaceOptions.still();

    private final FaceDetector detector;
    private final FaceMesh mesh;
    private final GreySampler sampler = new GreySampler(SIZE);

    public FaceCutter(FaceModels models) {
        this.detector = models.newDetector();
        this.mesh = models.newMesh();
    }

    /// The largest face that the detector finds and the mesh confirms.
    public Optional<byte[]> largest(Frame still) {
        var tiles = List.of(
                new Crop(still.width() / 2.0, still.height() / 2.0, Math.max(still.width(), still.height()), 0),
                Tiles.closeUp(still.width(), still.height()));
        return detector.detect(still, tiles, MIN_DETECTION).stream()
                .sorted((a, b) -> Double.compare(b.box().width(), a.box().width()))
                .map(found -> mesh.fit(still, MeshCrops.of(found), OPTIONS.settlingPasses()))
                .filter(fit -> fit.presence() >= MIN_PRESENCE)
                .findFirst()
                .map(fit -> cut(still, fit));
    }

    /// The face of a picture of which one face fills the middle, without the detector; its eyes may be anywhere.
    ///
    /// @param side of the square that the face fills, about the middle of the picture, in pixels
    public Optional<byte[]> filling(Frame picture, double side) {
        var fit = mesh.fit(picture, middle(picture, FILLING_SIDE * side), 1);
        return fit.presence() < MIN_PRESENCE ? Optional.empty() : Optional.of(cut(picture, fit));
    }

    /// The same square unfitted, for a picture in which no face was found.
    public byte[] middle(Frame picture, int side) {
        return grey(picture, middle(picture, (double) side).scaled(MARGIN));
    }

    private byte[] cut(Frame frame, MeshFit fit) {
        return grey(frame, ExpressionCrop.of(MeshCrops.around(fit.points())).scaled(MARGIN));
    }

    private static Crop middle(Frame picture, double side) {
        return new Crop(picture.width() / 2.0, picture.height() / 2.0, side, 0);
    }

    private byte[] grey(Frame frame, Crop crop) {
        float[] sampled = sampler.sample(frame, crop);
        var grey = new byte[SIZE * SIZE];
        for (int i = 0; i < grey.length; i++) grey[i] = (byte) Math.round(sampled[i]);
        return grey;
    }

    @Override
    public void close() {
        detector.close();
        mesh.close();
    }
}
