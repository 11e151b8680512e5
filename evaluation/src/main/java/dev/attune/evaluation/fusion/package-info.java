/// `attune evaluate fusion`: generated sessions whose truth is known, seen through modalities that err as measured,
/// read by the stream, by each modality alone and by a plain average.
@NullMarked
package dev.attune.evaluation.fusion;

import org.jspecify.annotations.NullMarked;
