package dev.attune.signals;

import java.time.Duration;

/// What one modality saw at one media time. Voice and text join with their rooms.
public sealed interface Observation permits FaceReading {
    Duration at();
}
