package dev.attune.evaluation.pulse;

import dev.attune.fusion.PulseMonitor;
import dev.attune.fusion.PulseState;
import dev.attune.signals.Measurement;
import dev.attune.signals.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The readings of one run against the rate that was put in.
///
/// @param readings with a window that was long enough; neighbours share most of it
/// @param errors of the accepted ones, beats per minute; against nothing in a control
/// @param refusals of the others, by reason
/// @param variabilities RMSSD given, milliseconds; the beats put in are regular, so all of it is error
record PulseScore(int readings, List<Double> errors, Map<Reason, Integer> refusals, List<Double> variabilities) {
    PulseScore {
        errors = List.copyOf(errors);
        refusals = Map.copyOf(refusals);
        variabilities = List.copyOf(variabilities);
    }

    /// @param beatsPerMinute what was put in
    static PulseScore of(SkinRun run, double beatsPerMinute) {
        int readings = 0;
        var errors = new ArrayList<Double>();
        var refusals = new TreeMap<Reason, Integer>();
        var variabilities = new ArrayList<Double>();
        var state = PulseState.initial();
        for (var sample : run.samples()) {
            var step = PulseMonitor.step(state, 0, sample);
            state = step.state();
            var reading = step.reading();
            if (reading == null) continue;
            boolean tooShort = reading.trace() == null
                    && reading.rate().equals(new Measurement.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE));
            if (tooShort) continue;
            readings++;
            switch (reading.rate()) {
                case Measurement.Measured measured -> errors.add(Math.abs(measured.value() - beatsPerMinute));
                case Measurement.NotMeasurable missing -> refusals.merge(missing.reason(), 1, Integer::sum);
            }
            reading.variability().optional().ifPresent(variabilities::add);
        }
        return new PulseScore(readings, errors, refusals, variabilities);
    }

    int accepted() {
        return errors.size();
    }
}
