package dev.attune.decisions;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What kind of change an action is. Decides what may trigger it: the matrix is data, `action-classes-1.tsv`.
public enum ActionClass {
    /// Tone of voice, wording, pace.
    STYLE,
    /// Another channel, page or queue.
    ROUTE,
    /// Help offered, never forced.
    HELP,
    /// Other content: a comparison, an explanation.
    CONTENT,
    /// Something for sale, shown without urgency. Withheld while a negative state is current.
    OFFER,
    /// Upsell, urgency, scarcity. Withheld while a negative state is current.
    PRESSURE,
    /// Refund, credit, a better place in a queue.
    ENTITLEMENT,
    /// Price or discount.
    PRICE,
    /// Whether somebody gets something at all.
    ELIGIBILITY;

    /// Whether a rule that reads the person's display may have such an action.
    public boolean mayFollowAffect() {
        return Reach.of(this).display();
    }

    /// Whether such an action may start, or go on, while a negative state is displayed. What follows facts alone may:
    /// withholding it would make it depend on the display after all.
    public boolean mayMeetDistress() {
        return Reach.of(this).distress();
    }

    /// Whether a person must approve each such action before it is carried out, because it affects somebody
    /// significantly (GDPR Art. 22).
    public boolean needsApproval() {
        return Reach.of(this).approval();
    }

    /// For messages: `STYLE, ROUTE, HELP or CONTENT`.
    static String thatMayFollowAffect() {
        var names = Arrays.stream(values())
                .filter(ActionClass::mayFollowAffect)
                .map(Enum::name)
                .collect(Collectors.joining(", "));
        int last = names.lastIndexOf(", ");
        return names.substring(0, last) + " or " + names.substring(last + 2);
    }
}
