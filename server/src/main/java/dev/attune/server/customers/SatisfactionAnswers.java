package dev.attune.server.customers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a customer said when asked; never mixed with what was measured.
///
/// @param csat satisfaction, 1 to 5
/// @param nps whether they would recommend it, 0 to 10
/// @param ces how easy it was, 1 (hard) to 7 (easy)
public record SatisfactionAnswers(
        @Nullable Answers csat,
        @Nullable Answers nps,
        @Nullable Answers ces) {
    public static final SatisfactionAnswers NONE = new SatisfactionAnswers(null, null, null);

    /// @param latest the last answer, on the scale of its question
    /// @param at when that was
    /// @param mean of all that are kept
    /// @param n how many are kept
    public record Answers(double latest, Instant at, double mean, int n) {
        public Answers {
            if (n < 1) throw new IllegalArgumentException("answers without an answer");
        }
    }
}
