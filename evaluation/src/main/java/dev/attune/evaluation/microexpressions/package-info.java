/// How well short local movements are spotted, on the synthetic person: `attune evaluate micro-expressions`.
///
/// Timelines of movements with known onset and offset are filmed at high frame rates, read once, and spotted at those
/// rates and at fractions of them; again with sensor noise, through codecs and with more rest between. Synthetic: it
/// shows that the code finds what moved, not how often real faces do so.
@NullMarked
package dev.attune.evaluation.microexpressions;

import org.jspecify.annotations.NullMarked;
