package dev.attune.decisions;

/// What kind of change an action is. Decides what may trigger it.
public enum ActionClass {
    /// Tone of voice, wording, pace.
    STYLE,
    /// Another channel, page or queue.
    ROUTE,
    /// Help offered, never forced.
    HELP,
    /// Other content: a comparison, an explanation.
    CONTENT,
    /// Upsell, urgency, scarcity. Withheld while a negative state is current.
    PRESSURE,
    /// Price, discount, refund, credit, eligibility.
    ENTITLEMENT;

    /// Whether a rule that reads the person's display may have such an action.
    public boolean mayFollowAffect() {
        return switch (this) {
            case STYLE, ROUTE, HELP, CONTENT -> true;
            case PRESSURE, ENTITLEMENT -> false;
        };
    }
}
