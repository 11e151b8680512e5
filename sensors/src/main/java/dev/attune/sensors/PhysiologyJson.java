package dev.attune.sensors;

import dev.attune.signals.BandPowers;
import dev.attune.signals.EegBand;
import dev.attune.signals.ModelRef;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import dev.attune.signals.TimeSpan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// One line of a stream of physiology, and one live message: `attune.physiology/1`, see docs/sensors.md.
public final class PhysiologyJson {
    static final ModelRef REF = new ModelRef("attune.physiology", "1");
    private static final int LONGEST_DEVICE = 100;
    private static final int MOST_ELECTRODES = 512;

    private PhysiologyJson() {}

    /// @throws IllegalArgumentException naming the field and what was expected
    public static PhysiologyObservation read(JsonNode object) {
        if (!object.isObject())
            throw new IllegalArgumentException("expected one JSON object, got " + Fields.shown(object));
        var at = Fields.milliseconds(object, "atMs");
        var from = object.has("fromMs") ? Fields.milliseconds(object, "fromMs") : at;
        return new PhysiologyObservation(
                new TimeSpan(from, at),
                Fields.number(object, "heartRateBpm"),
                Fields.number(object, "edaMicrosiemens"),
                Fields.number(object, "respirationPerMinute"),
                eeg(object.path("eegMicrovoltsSquared")),
                quality(Fields.number(object, "quality").orElse(1)),
                device(object.path("device")),
                List.of(REF));
    }

    private static Quality quality(double score) {
        return new Quality(score, score < 1 ? Set.of(Reason.LOW_CONFIDENCE) : Set.of());
    }

    private static String device(JsonNode device) {
        if (device.isMissingNode()) return "unnamed";
        if (!device.isString()
                || device.stringValue().isBlank()
                || device.stringValue().length() > LONGEST_DEVICE)
            throw new IllegalArgumentException("the field device must be a name of 1 to %d characters, got %s"
                    .formatted(LONGEST_DEVICE, Fields.shown(device)));
        return device.stringValue();
    }

    private static List<BandPowers> eeg(JsonNode electrodes) {
        if (electrodes.isMissingNode()) return List.of();
        if (!electrodes.isObject() || electrodes.size() > MOST_ELECTRODES)
            throw new IllegalArgumentException(
                    "the field eegMicrovoltsSquared must be an object of at most %d electrodes, got %s"
                            .formatted(MOST_ELECTRODES, Fields.shown(electrodes)));
        var powers = new ArrayList<BandPowers>();
        for (var electrode : electrodes.properties()) {
            var bands = new EnumMap<EegBand, Double>(EegBand.class);
            for (var band : EegBand.values())
                Fields.number(electrode.getValue(), band.id()).ifPresent(power -> bands.put(band, power));
            powers.add(new BandPowers(electrode.getKey(), bands));
        }
        return powers;
    }
}
