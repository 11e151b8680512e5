package dev.attune.actor;

import dev.attune.media.Frame;

/// One rendered picture and what is true of it.
public record Shot(Frame frame, GroundTruth truth) {}
