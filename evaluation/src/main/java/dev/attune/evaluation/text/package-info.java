/// How well words are read: labelled texts in, accuracy, F1, calibration and their intervals out.
///
/// [LabelledTexts] → [TextEvaluation] → [TextResult]. [CustomersResult] judges the reading of customers' sentences as a
/// whole, dictionary and heads together, on sentences of our own (customers.md).
@NullMarked
package dev.attune.evaluation.text;

import org.jspecify.annotations.NullMarked;
