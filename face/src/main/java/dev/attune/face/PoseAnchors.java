package dev.attune.face;

import dev.attune.models.CanonicalFace;

/// The points of the canonical face that head pose is fitted on, laid out for [Procrustes].
final class PoseAnchors {
    private final int[] points;
    private final double[] positions;
    private final double[] weights;

    PoseAnchors(CanonicalFace face) {
        int count = face.poseAnchors().size();
        points = new int[count];
        positions = new double[count * 3];
        weights = new double[count];
        for (int i = 0; i < count; i++) {
            var anchor = face.poseAnchors().get(i);
            var vertex = face.vertices().get(anchor.landmark());
            points[i] = anchor.landmark();
            weights[i] = anchor.weight();
            positions[3 * i] = vertex.x();
            positions[3 * i + 1] = vertex.y();
            positions[3 * i + 2] = vertex.z();
        }
    }

    /// Fits the canonical face (centimetres, y up, z to the camera) onto the mesh, flipped into the same frame.
    ///
    /// @param mesh `[478, 3]`, pixels of the picture, y down, z away from the camera
    /// @param originX,originY the picture point that becomes x = y = 0
    Procrustes fit(float[] mesh, double originX, double originY) {
        double[] target = new double[positions.length];
        for (int i = 0; i < points.length; i++) {
            target[3 * i] = mesh[3 * points[i]] - originX;
            target[3 * i + 1] = originY - mesh[3 * points[i] + 1];
            target[3 * i + 2] = -mesh[3 * points[i] + 2];
        }
        return Procrustes.fit(positions, target, weights);
    }
}
