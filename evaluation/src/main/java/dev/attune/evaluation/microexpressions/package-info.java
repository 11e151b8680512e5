/// How well short local movements are spotted, on the synthetic person: `attune evaluate micro-expressions`.
///
/// A timeline of movements with known onset and offset is filmed at a high frame rate, read once, and spotted at that
/// rate and at fractions of it; again with sensor noise and through codecs. Synthetic: it shows that the code finds
/// what
/// moved, not how often real faces do so.
@NullMarked
package dev.attune.evaluation.microexpressions;

import org.jspecify.annotations.NullMarked;
