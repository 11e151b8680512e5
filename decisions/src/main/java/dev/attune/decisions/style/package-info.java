/// In which tone a service speaks: from what is displayed to a style, from a style to words.
///
/// A [Stylist] steps from turn to turn: `(state, reading) -> state`, with hysteresis, so that the tone
/// does not flicker. The [Style] that follows is bounded by the [Brand]. [Templates] say an intent in
/// that style in three languages, and a [StyleLinter] checks any text, whoever wrote it.
///
/// When nothing is known, or not surely enough, the house style speaks. Nothing is mirrored: a
/// displeased face is not answered with a displeased tone, and nobody is told what their face showed.
@NullMarked
package dev.attune.decisions.style;

import org.jspecify.annotations.NullMarked;
