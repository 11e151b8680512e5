package dev.attune.signals;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// What one person's body told a sensor over one stretch of time: a chest strap, a wristband,
/// electrodes. Not a medical measurement. Each signal is optional, because most devices have one; at
/// least one is there.
///
/// @param heartRate beats per minute
/// @param skinConductance electrodermal activity in microsiemens
/// @param respirationRate breaths per minute
/// @param eeg one entry per electrode, in the device's order; empty without electrodes
/// @param device what measured it, as the device or file names itself
/// @param models every format and formula that contributed
public record PhysiologyObservation(
        TimeSpan span,
        OptionalDouble heartRate,
        OptionalDouble skinConductance,
        OptionalDouble respirationRate,
        List<BandPowers> eeg,
        Quality quality,
        String device,
        List<ModelRef> models)
        implements Observation {
    private static final List<Pair> FRONTAL_PAIRS =
            List.of(new Pair("F3", "F4"), new Pair("F7", "F8"), new Pair("AF3", "AF4"), new Pair("AF7", "AF8"));
    private static final Set<EegBand> ENGAGEMENT_BANDS = Set.of(EegBand.THETA, EegBand.ALPHA, EegBand.BETA);

    public PhysiologyObservation {
        heartRate.ifPresent(value -> Check.inRange("heart rate", value, 20, 300)); // as in PulseReading
        skinConductance.ifPresent(value -> Check.inRange("skin conductance in microsiemens", value, 0, 100));
        respirationRate.ifPresent(value -> Check.inRange("breaths per minute", value, 0, 120));
        eeg = List.copyOf(eeg);
        var channels = new HashSet<String>();
        for (var electrode : eeg)
            if (!channels.add(electrode.channel()))
                throw new IllegalArgumentException(
                        "electrode %s appears twice in one observation".formatted(electrode.channel()));
        if (heartRate.isEmpty() && skinConductance.isEmpty() && respirationRate.isEmpty() && eeg.isEmpty())
            throw new IllegalArgumentException("an observation of %s holds no signal at all".formatted(device));
        if (device.isBlank()) throw new IllegalArgumentException("a device needs a name, got a blank");
        models = List.copyOf(models);
    }

    @Override
    public Duration at() {
        return span.end();
    }

    /// Frontal alpha asymmetry, `ln(alpha right) - ln(alpha left)`, of the first pair there is of
    /// F4/F3, F8/F7, AF4/AF3, AF8/AF7. Alpha falls where the cortex is active, so above 0 the left side
    /// is more active, which studies tie to approach; disputed as a measure of pleasure, so no estimate
    /// here rests on it. Source: Coan and Allen 2004, Biological Psychology 67(1-2).
    public Measurement frontalAlphaAsymmetry() {
        for (var pair : FRONTAL_PAIRS) {
            var left = power(pair.left(), EegBand.ALPHA);
            var right = power(pair.right(), EegBand.ALPHA);
            if (left.isPresent() && right.isPresent())
                return new Measurement.Measured(
                        Math.log(right.getAsDouble()) - Math.log(left.getAsDouble()), quality.score());
        }
        return new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE);
    }

    /// Engagement index, `beta / (alpha + theta)`, over the summed powers of the electrodes that tell
    /// all three. Of mental work, not of the displayed engagement of [State]; comparable only within
    /// one person and device. Source: Pope, Bogart and Bartolome 1995, Biological Psychology 40(1-2),
    /// at Cz, Pz, P3 and P4.
    public Measurement engagementIndex() {
        double beta = 0;
        double slower = 0;
        for (var electrode : eeg) {
            var powers = electrode.microvoltsSquared();
            if (!powers.keySet().containsAll(ENGAGEMENT_BANDS)) continue;
            beta += powers.getOrDefault(EegBand.BETA, 0.0);
            slower += powers.getOrDefault(EegBand.ALPHA, 0.0) + powers.getOrDefault(EegBand.THETA, 0.0);
        }
        return slower == 0
                ? new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE)
                : new Measurement.Measured(beta / slower, quality.score());
    }

    private OptionalDouble power(String channel, EegBand band) {
        for (var electrode : eeg) {
            var power = electrode.microvoltsSquared().get(band);
            if (power != null && electrode.channel().equalsIgnoreCase(channel)) return OptionalDouble.of(power);
        }
        return OptionalDouble.empty();
    }

    private record Pair(String left, String right) {}
}
