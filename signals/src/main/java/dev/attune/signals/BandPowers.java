package dev.attune.signals;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How strong the bands of one electrode were over a stretch of time.
///
/// @param channel the electrode's name in the 10-20 system as the device gives it, for example `F3`
/// @param microvoltsSquared power by band, above 0; bands the device does not tell are absent
public record BandPowers(String channel, Map<EegBand, Double> microvoltsSquared) {
    public BandPowers {
        if (channel.isBlank()) throw new IllegalArgumentException("an electrode needs a name such as F3, got a blank");
        if (microvoltsSquared.isEmpty())
            throw new IllegalArgumentException("electrode %s tells no band at all".formatted(channel));
        microvoltsSquared.forEach((band, power) -> {
            if (!(power > 0 && power < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException(
                        "%s power at %s must be above 0 µV², got %s".formatted(band.id(), channel, power));
        });
        microvoltsSquared = Collections.unmodifiableMap(new EnumMap<>(microvoltsSquared));
    }
}
