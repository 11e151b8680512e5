/// A synthetic person whose action units, gaze and head pose are known exactly, because we set them.
///
/// A [Rig] is the head as data: mesh, shape targets, bones. An [Identity] shapes and colours it, an [Expression]
/// moves it, a [Scene] lights and films it; [Renderer] makes one picture with its [GroundTruth]. A [Script] is an
/// expression over time. [BundledClip] names the clips that come with the product.
///
/// Lengths are decimetres in the axes of the rig: +x the person's left (image right), +y up, +z out of the face.
@NullMarked
package dev.attune.actor;

import org.jspecify.annotations.NullMarked;
