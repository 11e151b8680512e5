/// How sure a measured figure is: the statistics every topic of `attune evaluate` shares.
///
/// Intervals are 95 %: [Wilson] for a share of n, [Bootstrap] for anything else (percentile interval, seed and draws
/// stated). [Confusion] counts what was read against what was labelled, [Calibration] compares probabilities with
/// what came true, [BinaryCounts] scores yes-or-no answers, [Agreement] compares two rows of numbers. Something that
/// cannot be computed, such as the recall of a class nobody labelled, is absent, never 0.
@NullMarked
package dev.attune.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
