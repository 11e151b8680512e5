package dev.attune.face;

import dev.attune.models.ModelStore;
import dev.attune.models.OnnxModel;
import dev.attune.signals.Landmarks;
import dev.attune.signals.ModelRef;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The networks of this room, loaded once and shared by all streams. Thread-safe.
///
/// Takes over the store: closing this closes it. Close every [FaceAnalyzer] first.
public final class FaceModels implements AutoCloseable {
    private final ModelStore store;
    private final OnnxModel detector;
    private final OnnxModel mesh;
    private final PoseAnchors poseAnchors;
    private final FacePattern facePattern;
    private final GazeReader gazeReader = new GazeReader();
    private final List<ModelRef> refs;

    private FaceModels(ModelStore store) {
        this.store = store;
        this.detector = store.load("blazeface-back");
        this.mesh = store.load("face-mesh");
        var canonicalFace = store.canonicalFace();
        this.poseAnchors = new PoseAnchors(canonicalFace);
        this.facePattern = new FacePattern(canonicalFace);
        var expressions =
                ExpressionNets.CURRENT.models().stream().map(store::load).toList();
        this.refs = List.of(
                ref(detector),
                ref(mesh),
                ref(expressions.get(0)),
                ref(expressions.get(1)),
                new ModelRef(ExpressionMix.FORMULA, ExpressionMix.VERSION),
                new ModelRef(HeadPoseFit.FORMULA, HeadPoseFit.VERSION),
                new ModelRef(ActionUnitReader.FORMULA, ActionUnitReader.VERSION),
                new ModelRef(ActionUnitGeometry.FORMULA, ActionUnitGeometry.VERSION),
                new ModelRef(GazeModel.FORMULA, GazeModel.VERSION),
                new ModelRef(PupilReader.FORMULA, PupilReader.VERSION),
                new ModelRef(CoverDetector.FORMULA, CoverDetector.VERSION),
                new ModelRef(QualityMeter.FORMULA, QualityMeter.VERSION));
    }

    /// The networks to open; with a file, an expression network of the operator's stands in for ours in the mixture:
    /// what `attune train expressions` writes.
    ///
    /// @throws dev.attune.models.ModelException when the file is missing or no such network
    public static ModelStore store(@Nullable Path expressionModel) {
        return expressionModel == null
                ? ModelStore.bundled()
                : ModelStore.bundledWith(OwnExpressionNet.ID, expressionModel);
    }

    /// @throws dev.attune.models.ModelException when a model is missing or altered
    public static FaceModels open(ModelStore store) {
        return new FaceModels(store);
    }

    /// Every network and formula that contributes to a reading.
    public List<ModelRef> refs() {
        return refs;
    }

    FaceDetector newDetector() {
        return new FaceDetector(detector);
    }

    FaceMesh newMesh() {
        return new FaceMesh(mesh);
    }

    ExpressionReader newExpressionReader(ExpressionNets nets) {
        return new ExpressionReader(store, nets);
    }

    /// What the eyes of a mesh tell of the gaze, for whoever trains a [GazeModel].
    ///
    /// @param width,height of the picture
    public GazeEvidence gazeEvidence(Landmarks landmarks, int width, int height) {
        var points = landmarks.toArray();
        var pose = HeadPoseFit.of(points, poseAnchors, width, height);
        return GazeEvidence.of(HeadMesh.of(points, pose.meshRotation()), pose.pose());
    }

    GazeReader gazeReader() {
        return gazeReader;
    }

    PoseAnchors poseAnchors() {
        return poseAnchors;
    }

    FacePattern facePattern() {
        return facePattern;
    }

    private static ModelRef ref(OnnxModel model) {
        return new ModelRef(model.card().id(), model.card().version());
    }

    @Override
    public void close() {
        store.close();
    }
}
