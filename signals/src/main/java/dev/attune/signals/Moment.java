package dev.attune.signals;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Something worth a look: it has an onset, an apex and an offset.
public sealed interface Moment extends AffectEvent {
    Episode episode();

    /// In [0, 1]; for ranking moments of one kind.
    double strength();

    @Override
    default int trackId() {
        return episode().trackId();
    }

    /// A displayed expression that rose above neutral and fell back.
    ///
    /// @param actionUnits at the apex, strongest first
    record ExpressionEpisode(Episode episode, Emotion emotion, double strength, List<ActionUnit> actionUnits)
            implements Moment {
        public ExpressionEpisode {
            Check.inRange("strength", strength, 0, 1);
            actionUnits = List.copyOf(actionUnits);
        }
    }

    /// Two expressions displayed at once for a while; which of them leads may change meanwhile.
    ///
    /// @param first the earlier in [Emotion], `second` the later
    /// @param firstWeight share of the first in what both display together, mean over the episode; nothing is left
    ///     for neutral, unlike in a [Mixture]: with `secondWeight` it is 1
    /// @param actionUnits at the apex, strongest first
    record MixedExpression(
            Episode episode,
            Emotion first,
            Emotion second,
            double firstWeight,
            double secondWeight,
            double strength,
            List<ActionUnit> actionUnits)
            implements Moment {
        private static final double ROUNDING = 1e-9;

        public MixedExpression {
            if (first.compareTo(second) >= 0)
                throw new IllegalArgumentException(
                        "a mixed expression names two expressions, the earlier first, got %s and %s"
                                .formatted(first.id(), second.id()));
            Check.inRange("weight of the first expression", firstWeight, 0, 1);
            Check.inRange("weight of the second expression", secondWeight, 0, 1);
            if (Math.abs(firstWeight + secondWeight - 1) > ROUNDING)
                throw new IllegalArgumentException("the weights of a mixed expression must sum to 1, got %s and %s"
                        .formatted(firstWeight, secondWeight));
            Check.inRange("strength", strength, 0, 1);
            actionUnits = List.copyOf(actionUnits);
        }
    }

    /// A model-defined state that held for its minimum time.
    ///
    /// @param actionUnits at the apex, strongest first
    record StateEpisode(Episode episode, State state, double strength, List<ActionUnit> actionUnits) implements Moment {
        public StateEpisode {
            Check.inRange("strength", strength, 0, 1);
            actionUnits = List.copyOf(actionUnits);
        }
    }

    /// A short local movement of the face, 40 to 500 ms from onset to offset.
    ///
    /// @param actionUnits of the group, how far they moved at the apex, strongest first
    /// @param grade how far its times can be trusted; never [SpottingGrade#NOT_MEASURABLE]
    record MicroExpression(
            Episode episode, MuscleGroup group, List<ActionUnit> actionUnits, double strength, SpottingGrade grade)
            implements Moment {
        public MicroExpression {
            actionUnits = List.copyOf(actionUnits);
            Check.inRange("strength", strength, 0, 1);
            if (grade == SpottingGrade.NOT_MEASURABLE)
                throw new IllegalArgumentException("what is not measurable is not a moment, got grade " + grade.id());
        }
    }

    /// The eyes closed and opened again within half a second; a longer closure is none.
    ///
    /// @param completeness how far the lids closed at the apex, in [0, 1]; 1 = shut
    /// @param resolution the frame interval: onset, apex and offset are no finer than this
    record Blink(Episode episode, double completeness, Duration resolution) implements Moment {
        public Blink {
            Check.inRange("completeness of a blink", completeness, 0, 1);
        }

        @Override
        public double strength() {
            return completeness;
        }
    }

    /// A turn of the whole person's estimate, all modalities together.
    ///
    /// @param strength of what turned, at the apex
    record Turn(Episode episode, Kind kind, double strength) implements Moment {
        public Turn {
            Check.inRange("strength", strength, 0, 1);
        }

        /// What turned.
        public enum Kind {
            /// Frustration grows and is not at its height yet.
            RISING_FRUSTRATION,
            /// Somebody who was attentive turned away.
            LOST_ATTENTION,
            /// Joy with arousal, from its onset until it faded.
            DELIGHT,
            /// Displeasure is over: from its onset over its height to calm.
            RECOVERY;

            private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

            /// The name used in protocols and files, for example `rising-frustration`.
            public String id() {
                return id;
            }
        }
    }

    /// A stretch in which the face could not be read although it was tracked before.
    record Unreadable(Episode episode, Reason reason, double strength) implements Moment {
        public Unreadable {
            Check.inRange("strength", strength, 0, 1);
        }
    }
}
