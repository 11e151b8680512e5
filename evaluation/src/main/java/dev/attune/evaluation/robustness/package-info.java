/// What becomes of the readings when the picture gets worse: a generated stress table, condition by effect.
///
/// The synthetic person is rendered once per pose and mask; all other conditions are made from the clean picture, so
/// that every figure is a difference against the same face read well. What counts is that the reading degrades by
/// confidence, not by nonsense: where errors grow, confidence must fall and answers must be withheld.
@NullMarked
package dev.attune.evaluation.robustness;

import org.jspecify.annotations.NullMarked;
