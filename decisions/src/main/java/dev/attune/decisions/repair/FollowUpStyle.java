package dev.attune.decisions.repair;

import dev.attune.decisions.experiments.Assignment;
import java.util.Locale;

/// In which words somebody is asked afterwards. This is all that may be held out: the steps of help, their times and
/// the question itself are everybody's.
public enum FollowUpStyle {
    /// In the tone of the conversation.
    STYLED,
    /// In the house style, for comparison.
    PLAIN;

    /// The name used in protocols and data, for example `plain`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException naming the value
    public static FollowUpStyle of(String id) {
        for (var style : values()) if (style.id().equals(id)) return style;
        throw new IllegalArgumentException("unknown style '%s'. Maybe styled or plain.".formatted(id));
    }

    /// The same for a person whenever it is asked for.
    ///
    /// @param heldOutShare in [0, 0.5]; 0 holds nobody out
    public static FollowUpStyle assigned(RepairDefinition definition, double heldOutShare, String person) {
        if (!(heldOutShare >= 0 && heldOutShare <= 0.5))
            throw new IllegalArgumentException("the share held out must be in [0, 0.5], got " + heldOutShare);
        int bucket =
                Assignment.bucket("repair-follow-up:%s:%d".formatted(definition.id(), definition.version()), person);
        return bucket < Math.round(heldOutShare * Assignment.BUCKETS) ? PLAIN : STYLED;
    }
}
