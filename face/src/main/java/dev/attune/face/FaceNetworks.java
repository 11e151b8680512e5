package dev.attune.face;

import dev.attune.media.Frame;
import dev.attune.signals.EmotionDistribution;
import java.util.List;

/// What a [FaceAnalyzer] asks its networks. Single owner.
interface FaceNetworks extends AutoCloseable {
    /// See [FaceDetector#detect].
    List<Detection> detect(Frame frame, List<Crop> tiles, double minScore);

    /// See [FaceMesh#fit].
    MeshFit fit(Frame frame, Crop start, int maxPasses);

    /// See [ExpressionReader#read].
    EmotionDistribution expression(Frame frame, Crop face, double brightness);

    @Override
    void close();

    /// Asks the networks themselves.
    static FaceNetworks running(FaceModels models, ExpressionNets nets) {
        var detector = models.newDetector();
        var mesh = models.newMesh();
        var expressions = models.newExpressionReader(nets);
        return new FaceNetworks() {
            @Override
            public List<Detection> detect(Frame frame, List<Crop> tiles, double minScore) {
                return detector.detect(frame, tiles, minScore);
            }

            @Override
            public MeshFit fit(Frame frame, Crop start, int maxPasses) {
                return mesh.fit(frame, start, maxPasses);
            }

            @Override
            public EmotionDistribution expression(Frame frame, Crop face, double brightness) {
                return expressions.read(frame, face, brightness);
            }

            @Override
            public void close() {
                detector.close();
                mesh.close();
                expressions.close();
            }
        };
    }
}
