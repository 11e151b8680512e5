package dev.attune.text.topics;

import dev.attune.text.linear.Verdict;
import java.util.Optional;

/// Learned models of what a customer wants, asked once a text. They weigh what the dictionary finds together with the
/// wording as a whole.
@FunctionalInterface
public interface IntentHead {
    /// Leaves everything to the dictionary.
    IntentHead SILENT = (text, evidence) -> Optional.empty();

    /// What of a text bears on it, as numbers that mean the same in every language.
    ///
    /// @param ofComplaint on whether it complains
    /// @param ofWish on whether it threatens to leave, wishes for a person or cannot wait
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Evidences(float[] ofComplaint, float[] ofWish) {}

    /// How probable each is.
    record Heard(Verdict complaint, Verdict churnThreat, Verdict requestForHuman, Verdict urgent) {}

    /// Empty when the models cannot tell.
    Optional<Heard> hear(String text, Evidences evidence);
}
