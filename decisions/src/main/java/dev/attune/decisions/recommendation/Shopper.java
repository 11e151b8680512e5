package dev.attune.decisions.recommendation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What is known of somebody who looks for something; all of it may be empty.
///
/// @param history what they did with items
/// @param looksFor tags of this visit: the page, the search, the intent of a message
/// @param strain how far a display calls for fewer and easier things, consistent with confusion or frustration, in
///     [0, 1]; 0 when it is not known
public record Shopper(List<Deed> history, Map<String, Double> looksFor, double strain) {
    public static final Shopper UNKNOWN = new Shopper(List.of(), Map.of(), 0);

    /// @param weight 1 for a look, more for a purchase, below 0 for a return
    /// @param ago how long it is past
    public record Deed(String item, double weight, Duration ago) {
        public Deed {
            if (!Double.isFinite(weight)) throw new IllegalArgumentException("weight must be finite, got " + weight);
            if (ago.isNegative()) throw new IllegalArgumentException("a deed lies in the past, got " + ago);
        }
    }

    public Shopper {
        history = List.copyOf(history);
        looksFor = Map.copyOf(looksFor);
        if (!(strain >= 0 && strain <= 1))
            throw new IllegalArgumentException("strain must be in [0, 1], got " + strain);
    }
}
