package dev.attune.text.topics;

/// What a term of the dictionary stands for.
sealed interface Meaning {
    /// @param id of the aspect
    record Names(String id) implements Meaning {}

    /// @param polarity in [-1, 1]
    /// @param set whether it is a phrase whose polarity no negation around it changes
    record Praises(double polarity, boolean set) implements Meaning {}

    record Negates() implements Meaning {}

    record Intensifies() implements Meaning {}

    record Contrasts() implements Meaning {}

    record Wants(Intent intent) implements Meaning {}

    /// The words around do not mean it: "no need to call me", "not urgent".
    ///
    /// @param intent that is not meant
    record Denies(Intent intent) implements Meaning {}

    record Hurries() implements Meaning {}

    /// There is time: "no rush"; or the word of haste is another's: "emergency exit".
    record Calms() implements Meaning {}

    record Hints(Hint hint) implements Meaning {}

    /// Something happened, or did not, or was due.
    record Tells(Event event) implements Meaning {}

    record Mocks() implements Meaning {}
}
