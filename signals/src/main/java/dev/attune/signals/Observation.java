package dev.attune.signals;

import java.time.Duration;

/// What one modality observed, complete at one media time.
public sealed interface Observation
        permits FaceReading, UnitsReading, VoiceObservation, TextObservation, PhysiologyObservation {
    Duration at();
}
