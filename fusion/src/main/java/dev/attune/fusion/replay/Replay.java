package dev.attune.fusion.replay;

import dev.attune.fusion.AffectFusion;
import dev.attune.fusion.FusionState;
import dev.attune.fusion.TrackState;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.FaceReading;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Observation;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.TextObservation;
import dev.attune.signals.UnitsReading;
import dev.attune.signals.VoiceObservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Walks kept observations through fusion again. The numbers are the same to the last bit, on any
/// machine; with another version of a formula they are not, and [Outcome] says where.
public final class Replay {
    private Replay() {}

    /// The first place where something differs.
    ///
    /// @param at media time of the observation
    /// @param settled whether it is a settled value of the stream, which no later observation could have changed
    /// @param then,now valence or arousal where that is the part, else the number of things said; NaN = not
    ///     measured
    public record Difference(Duration at, int trackId, boolean settled, Said.Part part, double then, double now) {}

    /// @param said estimates and moments compared
    /// @param settled settled values of the stream compared
    /// @param differing how many of both differ in any part
    /// @param parts how many differ in each part that any differs in
    /// @param valenceAway,arousalAway the largest distance of two measured values
    /// @param first null when nothing differs
    /// @param formulasThen when it was recorded
    public record Outcome(
            long observations,
            long said,
            long settled,
            long differing,
            Map<Said.Part, Long> parts,
            double valenceAway,
            double arousalAway,
            @Nullable Difference first,
            Set<ModelRef> formulasThen,
            Set<ModelRef> formulasNow) {
        public Outcome {
            parts = Map.copyOf(parts);
        }

        public boolean identical() {
            return first == null;
        }
    }

    public static Outcome of(List<ObservationTape> tapes) {
        var comparison = new Comparison();
        var state = beginning(tapes);
        for (var tape : tapes) {
            comparison.formulas.addAll(tape.formulas());
            for (var take : tape.takes()) {
                var step = AffectFusion.step(state, take.observation());
                comparison.compare(take, Take.of(take.observation(), state, step));
                state = step.state();
            }
        }
        return comparison.outcome();
    }

    /// What stood at one media time.
    ///
    /// @param affects the latest estimate of each face, and of the person without one, no older than `patience`
    /// @param voice,words,body the latest observation of each, as old as it may be; null when there was none
    /// @param models every model and format that observed anything until then
    /// @param formulas in force when it was recorded
    public record Standing(
            List<Affect> affects,
            @Nullable VoiceObservation voice,
            @Nullable TextObservation words,
            @Nullable PhysiologyObservation body,
            Set<ModelRef> models,
            Set<ModelRef> formulas) {}

    public static Standing at(List<ObservationTape> tapes, Duration at, Duration patience) {
        var state = beginning(tapes);
        var latest = new TreeMap<Integer, Affect>();
        var models = new TreeSet<ModelRef>(Comparator.comparing(ModelRef::toString));
        var formulas = new LinkedHashSet<ModelRef>();
        VoiceObservation voice = null;
        TextObservation words = null;
        PhysiologyObservation body = null;
        for (var tape : tapes)
            for (var take : tape.takes()) {
                var observation = take.observation();
                if (observation.at().compareTo(at) > 0) continue;
                formulas.addAll(tape.formulas());
                var step = AffectFusion.step(state, observation);
                state = step.state();
                for (AffectEvent event : step.events())
                    if (event instanceof Affect affect) latest.put(affect.trackId(), affect);
                switch (observation) {
                    case FaceReading reading -> reading.faces().forEach(face -> models.addAll(face.models()));
                    case UnitsReading reading -> reading.faces().forEach(face -> models.addAll(face.models()));
                    case VoiceObservation said -> {
                        voice = said;
                        models.addAll(said.models());
                    }
                    case TextObservation written -> {
                        words = written;
                        models.addAll(written.models());
                    }
                    case PhysiologyObservation told -> {
                        body = told;
                        models.addAll(told.models());
                    }
                }
            }
        var standing = latest.values().stream()
                .filter(affect -> at.minus(affect.at()).compareTo(patience) <= 0)
                .toList();
        return new Standing(standing, voice, words, body, models, formulas);
    }

    /// What fusion makes of each observation, in the order in which it saw them.
    public static void play(List<ObservationTape> tapes, BiConsumer<Observation, List<AffectEvent>> listener) {
        var state = beginning(tapes);
        for (var tape : tapes)
            for (var take : tape.takes()) {
                var step = AffectFusion.step(state, take.observation());
                state = step.state();
                listener.accept(take.observation(), step.events());
            }
    }

    private static FusionState beginning(List<ObservationTape> tapes) {
        return tapes.isEmpty()
                ? FusionState.initial()
                : FusionState.of(TrackState.returning(tapes.getFirst().beginning()));
    }

    private static final class Comparison {
        private final Set<ModelRef> formulas = new LinkedHashSet<>();
        private long observations;
        private long said;
        private long settled;
        private long differing;
        private final Map<Said.Part, Long> differences = new EnumMap<>(Said.Part.class);
        private double valenceAway;
        private double arousalAway;
        private @Nullable Difference first;

        void compare(Take take, Take again) {
            observations++;
            var at = take.observation().at();
            var then = take.said();
            var now = again.said();
            said += Math.max(then.size(), now.size());
            int both = Math.min(then.size(), now.size());
            for (int i = 0; i < both; i++) compare(at, false, then.get(i), now.get(i));
            if (then.size() != now.size()) {
                long odd = Math.abs(then.size() - now.size());
                differing += odd;
                differences.merge(Said.Part.MOMENT, odd, Long::sum);
                var first = then.size() > now.size() ? then.get(both) : now.get(both);
                note(new Difference(at, first.trackId(), false, Said.Part.MOMENT, then.size(), now.size()));
            }
            compareSettled(at, take.settled(), again.settled());
        }

        /// What was kept before settled values were has none.
        private void compareSettled(Duration at, @Nullable Said then, @Nullable Said now) {
            if (then == null) return;
            settled++;
            if (now != null) {
                compare(at, true, then, now);
                return;
            }
            differing++;
            differences.merge(Said.Part.REST, 1L, Long::sum);
            note(new Difference(at, then.trackId(), true, Said.Part.REST, 1, 0));
        }

        private void compare(Duration at, boolean settledValue, Said then, Said now) {
            if (then.equals(now)) return;
            differing++;
            valenceAway = Math.max(valenceAway, away(then.valence(), now.valence()));
            arousalAway = Math.max(arousalAway, away(then.arousal(), now.arousal()));
            var parts = new ArrayList<Said.Part>();
            for (var part : Said.Part.values())
                if (!Objects.equals(then.parts().get(part), now.parts().get(part))) parts.add(part);
            for (var part : parts) differences.merge(part, 1L, Long::sum);
            var part = parts.isEmpty() ? Said.Part.REST : parts.getFirst();
            note(
                    switch (part) {
                        case VALENCE ->
                            new Difference(at, then.trackId(), settledValue, part, then.valence(), now.valence());
                        case AROUSAL ->
                            new Difference(at, then.trackId(), settledValue, part, then.arousal(), now.arousal());
                        case EXPRESSION, STATES, ACTION_UNITS, CONTRIBUTIONS, REST, MOMENT ->
                            new Difference(at, then.trackId(), settledValue, part, 1, 1);
                    });
        }

        private void note(Difference difference) {
            if (first == null) first = difference;
        }

        private static double away(double then, double now) {
            double distance = Math.abs(then - now);
            return Double.isNaN(distance) ? 0 : distance;
        }

        Outcome outcome() {
            return new Outcome(
                    observations,
                    said,
                    settled,
                    differing,
                    differences,
                    valenceAway,
                    arousalAway,
                    first,
                    Set.copyOf(formulas),
                    Set.copyOf(AffectFusion.formulas()));
        }
    }
}
