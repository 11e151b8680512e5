package dev.attune.evaluation;

import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceReading;
import dev.attune.signals.Moment;
import dev.attune.signals.PulseReading;
import dev.attune.signals.SpottingStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that was said about one frame.
///
/// @param number counts the analysed frames of the recording from 1
/// @param affects what fusion made of this frame, at most one per person
/// @param moments those that became complete with this frame; they began earlier
/// @param pulses readings that fell due with this frame
/// @param spotting what became known with this frame of the frame rate short movements need
public record FrameResult(
        long number,
        FaceReading reading,
        List<Affect> affects,
        List<Moment> moments,
        List<PulseReading> pulses,
        List<SpottingStatus> spotting) {
    public FrameResult {
        if (number < 1) throw new IllegalArgumentException("frames are counted from 1, got " + number);
        affects = List.copyOf(affects);
        moments = List.copyOf(moments);
        pulses = List.copyOf(pulses);
        spotting = List.copyOf(spotting);
    }

    public static FrameResult of(long number, FaceReading reading, List<? extends AffectEvent> events) {
        var affects = new ArrayList<Affect>();
        var moments = new ArrayList<Moment>();
        var pulses = new ArrayList<PulseReading>();
        var spotting = new ArrayList<SpottingStatus>();
        for (var event : events)
            switch (event) {
                case Affect affect -> affects.add(affect);
                case Moment moment -> moments.add(moment);
                case PulseReading pulse -> pulses.add(pulse);
                case SpottingStatus status -> spotting.add(status);
            }
        return new FrameResult(number, reading, affects, moments, pulses, spotting);
    }

    public Duration at() {
        return reading.at();
    }

    /// The rows this frame contributes: one per face, or a single row without a face.
    List<FaceRow> rows() {
        if (reading.faces().isEmpty()) return List.of(new FaceRow(number, at(), null, null, null));
        return reading.faces().stream()
                .map(face -> new FaceRow(number, at(), face, affectOf(face), pulseOf(face)))
                .toList();
    }

    private @Nullable PulseReading pulseOf(FaceObservation face) {
        for (var pulse : pulses) if (pulse.trackId() == face.trackId()) return pulse;
        return null;
    }

    private @Nullable Affect affectOf(FaceObservation face) {
        for (var affect : affects) if (affect.trackId() == face.trackId()) return affect;
        return null;
    }
}
