/// How well words are read: labelled texts in, accuracy, F1, calibration and their intervals out.
///
/// [LabelledTexts] → [TextEvaluation] → [TextResult].
@NullMarked
package dev.attune.evaluation.text;

import org.jspecify.annotations.NullMarked;
