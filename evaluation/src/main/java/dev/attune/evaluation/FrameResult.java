package dev.attune.evaluation;

import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceReading;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.Moment;
import dev.attune.signals.PulseReading;
import dev.attune.signals.SpottingStatus;
import dev.attune.signals.StreamReading;
import dev.attune.signals.UnitsReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that was said about one frame.
///
/// @param number counts the analysed frames of the recording from 1
/// @param reading what the picture showed; without faces where another source tells them
/// @param told the faces that another source tells instead of a picture
/// @param affects what fusion made of this frame, at most one per person
/// @param moments those that became complete with this frame; they began earlier
/// @param pulses readings that fell due with this frame
/// @param spotting what became known with this frame of the frame rate short movements need
public record FrameResult(
        long number,
        FaceReading reading,
        List<FaceUnits> told,
        List<Affect> affects,
        List<Moment> moments,
        List<PulseReading> pulses,
        List<SpottingStatus> spotting) {
    public FrameResult {
        if (number < 1) throw new IllegalArgumentException("frames are counted from 1, got " + number);
        told = List.copyOf(told);
        affects = List.copyOf(affects);
        moments = List.copyOf(moments);
        pulses = List.copyOf(pulses);
        spotting = List.copyOf(spotting);
    }

    public static FrameResult of(long number, FaceReading reading, List<? extends AffectEvent> events) {
        return of(number, reading, List.of(), events);
    }

    /// Of a reading that another source tells.
    public static FrameResult of(long number, UnitsReading reading, List<? extends AffectEvent> events) {
        return of(number, new FaceReading(reading.at(), List.of()), reading.faces(), events);
    }

    private static FrameResult of(
            long number, FaceReading reading, List<FaceUnits> told, List<? extends AffectEvent> events) {
        var affects = new ArrayList<Affect>();
        var moments = new ArrayList<Moment>();
        var pulses = new ArrayList<PulseReading>();
        var spotting = new ArrayList<SpottingStatus>();
        for (var event : events)
            switch (event) {
                case Affect affect -> affects.add(affect);
                case StreamReading stream -> {} // of a face alone it repeats what the estimate says
                case Moment moment -> moments.add(moment);
                case PulseReading pulse -> pulses.add(pulse);
                case SpottingStatus status -> spotting.add(status);
            }
        return new FrameResult(number, reading, told, affects, moments, pulses, spotting);
    }

    public Duration at() {
        return reading.at();
    }

    /// Seen in the picture or told.
    int faces() {
        return reading.faces().size() + told.size();
    }

    /// The rows this frame contributes: one per face, or a single row without a face.
    List<FaceRow> rows() {
        if (faces() == 0) return List.of(new FaceRow(number, at(), null, null, null, null));
        var seen = reading.faces().stream()
                .map(face -> new FaceRow(number, at(), face, null, affectOf(face.trackId()), pulseOf(face.trackId())));
        var heardOf = told.stream().map(face -> new FaceRow(number, at(), null, face, affectOf(face.trackId()), null));
        return Stream.concat(seen, heardOf).toList();
    }

    private @Nullable PulseReading pulseOf(int trackId) {
        for (var pulse : pulses) if (pulse.trackId() == trackId) return pulse;
        return null;
    }

    private @Nullable Affect affectOf(int trackId) {
        for (var affect : affects) if (affect.trackId() == trackId) return affect;
        return null;
    }
}
