/// The vocabulary of Attune: value objects of the field, with no dependency on anything.
///
/// Three layers, never mixed: *movement* ([ActionUnit], [FaceMeasures]) → *display pattern*
/// ([EmotionDistribution]) → *hypothesis in context* ([Affect], [Moment]). All times are media time.
/// Left and right are the subject's own.
@NullMarked
package dev.attune.signals;

import org.jspecify.annotations.NullMarked;
