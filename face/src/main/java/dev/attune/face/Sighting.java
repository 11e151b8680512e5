package dev.attune.face;

import dev.attune.signals.Box;

/// A face in one frame, before it has an id.
///
/// @param head the pose-removed mesh
/// @param box around the mesh, in pixels of the picture
record Sighting(MeshFit fit, HeadPoseFit pose, HeadMesh head, Box box, HeadShape shape, FaceLook look) {}
