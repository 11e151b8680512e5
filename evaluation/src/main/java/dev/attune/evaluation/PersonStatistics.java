package dev.attune.evaluation;

import dev.attune.signals.Baseline;
import dev.attune.signals.Measurement;
import dev.attune.signals.PulseReading;
import dev.attune.signals.Reason;
import dev.attune.signals.SpottingStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was read from one tracked person over the recording.
final class PersonStatistics {
    private static final int REASON_CHANNELS = Signal.ALL.size(); // reasons follow the signals
    private static final int TIMELINE_BINS = 720; // more than a page shows at print resolution

    private final int trackId;
    private final Duration firstSeen;
    private final List<RunningValue> values = new ArrayList<>();
    private final ReasonCounts abstentions = new ReasonCounts();
    private final ReasonCounts qualityReasons = new ReasonCounts();
    private final RunningValue pulse = new RunningValue();
    private final ReasonCounts pulseRefusals = new ReasonCounts();
    private @Nullable SpottingStatus spotting;
    private Duration lastSeen;
    private long framesSeen;
    private long framesRead;
    private Baseline baseline = Baseline.POPULATION;
    private Duration delay = Duration.ZERO;
    private @Nullable Timeline timeline;

    PersonStatistics(int trackId, Duration firstSeen, Duration frameInterval) {
        this.trackId = trackId;
        this.firstSeen = firstSeen;
        this.lastSeen = firstSeen;
        for (int i = 0; i < Signal.ALL.size(); i++) values.add(new RunningValue());
        timeline = new Timeline(REASON_CHANNELS + Reason.values().length, TIMELINE_BINS, frameInterval);
    }

    void add(FaceRow row) {
        lastSeen = row.at();
        framesSeen++;
        if (row.affect() != null) {
            baseline = row.affect().baseline();
            delay = row.affect().delay();
        }
        row.abstention().ifPresentOrElse(abstentions::add, () -> framesRead++);
        var quality = row.quality();
        if (quality != null) quality.reasons().forEach(qualityReasons::add);
        var channels = new double[REASON_CHANNELS + Reason.values().length];
        Arrays.fill(channels, Double.NaN);
        for (int i = 0; i < Signal.ALL.size(); i++) {
            channels[i] = Signal.ALL.get(i).value(row);
            if (!Double.isNaN(channels[i])) values.get(i).add(row.at(), channels[i]);
        }
        row.abstention().ifPresent(reason -> channels[REASON_CHANNELS + reason.ordinal()] = 1);
        if (timeline != null) timeline.add(row.at(), channels);
    }

    void add(PulseReading reading) {
        switch (reading.rate()) {
            case Measurement.Measured measured -> pulse.add(reading.at(), measured.value());
            case Measurement.NotMeasurable missing -> pulseRefusals.add(missing.reason());
        }
    }

    void add(SpottingStatus status) {
        spotting = status;
    }

    int trackId() {
        return trackId;
    }

    Duration firstSeen() {
        return firstSeen;
    }

    Duration lastSeen() {
        return lastSeen;
    }

    long framesSeen() {
        return framesSeen;
    }

    /// Frames from which an expression was read.
    long framesRead() {
        return framesRead;
    }

    /// The latest one.
    Baseline baseline() {
        return baseline;
    }

    /// How far smoothed values lag behind the picture; the latest.
    Duration delay() {
        return delay;
    }

    RunningValue values(Signal signal) {
        return values.get(Signal.ALL.indexOf(signal));
    }

    /// Beats per minute of the readings that gave a rate.
    RunningValue pulse() {
        return pulse;
    }

    /// Why the others gave none, in readings; empty as well when the skin was not read.
    ReasonCounts pulseRefusals() {
        return pulseRefusals;
    }

    /// Whether short movements could be timed; the latest, null until the frame rate was known.
    @Nullable
    SpottingStatus spotting() {
        return spotting;
    }

    /// Why no expression was read, in frames.
    ReasonCounts abstentions() {
        return abstentions;
    }

    /// What weakened the quality of the face, in frames; one frame may count for several.
    ReasonCounts qualityReasons() {
        return qualityReasons;
    }

    /// Null once it was given up in favour of people who are seen more.
    @Nullable
    Timeline timeline() {
        return timeline;
    }

    void forgetTimeline() {
        timeline = null;
    }

    static int channel(Signal signal) {
        return Signal.ALL.indexOf(signal);
    }

    /// The most frequent reason why nothing was read in a bin of the timeline; null when none is known.
    static @Nullable Reason reason(Timeline timeline, int bin) {
        Reason most = null;
        int count = 0;
        for (var reason : Reason.values()) {
            int here = timeline.count(REASON_CHANNELS + reason.ordinal(), bin);
            if (here > count) {
                most = reason;
                count = here;
            }
        }
        return most;
    }
}
