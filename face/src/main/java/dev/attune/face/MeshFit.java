package dev.attune.face;

/// The mesh of one face in one frame.
///
/// @param crop what the network was shown
/// @param points `[478, 3]`, pixels of the picture, y down, z away from the camera; not to be changed
/// @param presence in [0, 1], the network's own belief that this is a face
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
record MeshFit(Crop crop, float[] points, double presence, FaceAppearance appearance) {}
