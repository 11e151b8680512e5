package dev.attune.training.text;

import java.util.function.Predicate;

/// One yes-or-no question that a linear head learns to answer, and the sentences that can teach it.
///
/// @param group as in the model: a corpus group, `sentiment`, or `corpus` for "which corpus is this like?"
/// @param teaches which sentences have an answer
/// @param yes what it is
record Question(String group, String label, Predicate<Sentence> teaches, Predicate<Sentence> yes) {}
