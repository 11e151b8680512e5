package dev.attune.signals;

import java.util.Locale;

/// Model-defined states: there is no agreed action-unit prototype for them. Each needs a window and minimum evidence.
public enum State {
    INTEREST,
    CONFUSION,
    BOREDOM,
    FATIGUE,
    STRESS,
    FRUSTRATION,
    /// Reacting: the face moves, whatever the sign.
    ENGAGEMENT,
    /// Looking: the face or gaze is turned to the stimulus.
    ATTENTION,
    /// Little arousal and nothing unpleasant.
    CALM;

    private final String id = name().toLowerCase(Locale.ROOT);

    /// The name used in protocols and files, for example `interest`.
    public String id() {
        return id;
    }
}
