package dev.attune.evaluation;

import dev.attune.fusion.PersonalUsual;
import dev.attune.signals.PhysiologyObservation;
import java.util.Locale;
import java.util.OptionalDouble;

/// What reports tell of one observation of a body, in the order of their columns.
enum BodyValue {
    HEART_RATE_BPM,
    /// From this person's usual, in own standard deviations.
    HEART_RATE_DEVIATION,
    SKIN_CONDUCTANCE_MICROSIEMENS,
    RESPIRATION_PER_MINUTE,
    FRONTAL_ALPHA_ASYMMETRY,
    ENGAGEMENT_INDEX;

    /// The name used in files.
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param usual what was known of the heart rate before
    OptionalDouble of(PhysiologyObservation body, PersonalUsual usual) {
        return switch (this) {
            case HEART_RATE_BPM -> body.heartRate();
            case HEART_RATE_DEVIATION ->
                body.heartRate().isEmpty()
                        ? OptionalDouble.empty()
                        : usual.heartRateDeviation(body.heartRate().getAsDouble())
                                .optional();
            case SKIN_CONDUCTANCE_MICROSIEMENS -> body.skinConductance();
            case RESPIRATION_PER_MINUTE -> body.respirationRate();
            case FRONTAL_ALPHA_ASYMMETRY -> body.frontalAlphaAsymmetry().optional();
            case ENGAGEMENT_INDEX -> body.engagementIndex().optional();
        };
    }
}
