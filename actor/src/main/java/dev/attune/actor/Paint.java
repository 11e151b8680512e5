package dev.attune.actor;

/// Gives a surface its colour under the light of a sample. Reads only what does not change within a frame, so that
/// rows of a picture can be shaded side by side.
interface Paint {
    void shade(Sample sample);
}
