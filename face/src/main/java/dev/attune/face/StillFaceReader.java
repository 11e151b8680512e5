package dev.attune.face;

import dev.attune.media.Frame;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceReading;
import java.util.Comparator;
import java.util.Optional;

/// Reads stills, each for itself, with the code that reads live frames. Single owner; close it before the
/// [FaceModels].
public final class StillFaceReader implements AutoCloseable {
    private static final double RED = 0.299; // BT.601
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;

    private final FaceModels models;
    private final ExpressionNets nets;
    private final ExpressionReader expressions;

    public StillFaceReader(FaceModels models, ExpressionNets nets) {
        this.models = models;
        this.nets = nets;
        this.expressions = models.newExpressionReader(nets);
    }

    /// The largest face, from the detector on; empty when there is none.
    public Optional<StillFace> largest(Frame still) {
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.still(), nets)) {
            return largestOf(analyzer.analyze(still));
        }
    }

    /// The face of a picture that was cut to it, 48 x 48 pixels and upwards: without the detector. Where the mesh
    /// does not find it, the whole picture is read as the face.
    public StillFace filling(Frame picture) {
        double side = Math.min(picture.width(), picture.height());
        try (var analyzer = new FaceAnalyzer(models, FaceOptions.still(), nets)) {
            return largestOf(analyzer.analyzeFilling(picture)).orElseGet(() -> {
                var whole = MeshCrops.ofFaceCut(picture.width() / 2.0, picture.height() / 2.0, side);
                return new StillFace(expressions.read(picture, whole, brightness(picture)), null);
            });
        }
    }

    private static Optional<StillFace> largestOf(FaceReading reading) {
        return reading.faces().stream()
                .max(Comparator.comparingDouble((FaceObservation face) ->
                                face.box().width() * face.box().height())
                        .thenComparing(Comparator.comparingInt(FaceObservation::trackId)
                                .reversed()))
                .map(face -> new StillFace(face.expression(), face));
    }

    /// Mean luma of the whole picture, 0..1.
    private static double brightness(Frame frame) {
        byte[] bgr = frame.bgr();
        double sum = 0;
        for (int i = 0; i < bgr.length; i += 3)
            sum += BLUE * (bgr[i] & 255) + GREEN * (bgr[i + 1] & 255) + RED * (bgr[i + 2] & 255);
        double pixels = (double) frame.width() * frame.height();
        return Math.min(1, sum / pixels / 255);
    }

    @Override
    public void close() {
        expressions.close();
    }
}
