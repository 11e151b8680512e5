package dev.attune.signals;

/// The question that stands before every decoder: may this signal of this person be read for this purpose, now?
///
/// Asked for every frame, before it is decoded. Answers may change between two frames.
@FunctionalInterface
public interface Gate {
    Verdict check(Question question);

    /// @param subject pseudonym of the person, never a name
    record Question(String subject, Purpose purpose, Modality modality) {}

    sealed interface Verdict {
        /// @param receipt the consent receipt or declaration that permits it
        record Allowed(String receipt) implements Verdict {}

        /// @param reason what is missing, in words a person can act on
        record Refused(String reason) implements Verdict {}
    }
}
