/// A picture in, faces out: landmarks, head pose, gaze, action units, displayed expression, quality.
///
/// The walk of one frame, as [FaceAnalyzer] orders it: find new faces ([FaceDetector]) → fit the mesh
/// ([FaceMesh]) → keep the ids ([FaceTracker]) → head pose ([HeadPoseFit]) → measures on the
/// pose-removed mesh ([FaceMeasurer]) → action units ([ActionUnitReader]), gaze ([GazeModel]),
/// expression ([ExpressionReader]) → quality ([QualityMeter]). With permission for physiology also the
/// colour of the skin ([SkinReader]). [StillFaceReader] reads single pictures with the same code, with
/// the product's networks or others ([ExpressionNets]). Left and right are the subject's own; the
/// networks' tensors name them by picture side, see [MeshTopology].
@NullMarked
package dev.attune.face;

import org.jspecify.annotations.NullMarked;
