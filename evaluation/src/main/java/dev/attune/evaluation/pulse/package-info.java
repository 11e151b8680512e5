/// How far the pulse reading can be trusted, on synthetic pulses: `attune evaluate pulse`.
///
/// A pulse of known rate is put into simulated skin, into the skin of the synthetic person and, on request, into the
/// skin of a clip; controls carry no pulse, or something else that repeats: flicker, nodding. Synthetic: accuracy on
/// real skin is not measured.
@NullMarked
package dev.attune.evaluation.pulse;

import org.jspecify.annotations.NullMarked;
