package dev.attune.signals;

import java.util.List;

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

    /// A model-defined state that held for its minimum time.
    ///
    /// @param actionUnits at the apex, strongest first
    record StateEpisode(Episode episode, State state, double strength, List<ActionUnit> actionUnits) implements Moment {
        public StateEpisode {
            Check.inRange("strength", strength, 0, 1);
            actionUnits = List.copyOf(actionUnits);
        }
    }

    /// A stretch in which the face could not be read although it was tracked before.
    record Unreadable(Episode episode, Reason reason, double strength) implements Moment {
        public Unreadable {
            Check.inRange("strength", strength, 0, 1);
        }
    }
}
