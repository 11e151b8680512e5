/// Observations as they were kept, and the same numbers from them again.
///
/// An [ObservationTape] holds what the modalities observed, in numbers, with what fusion made of it at
/// the time; a [Replay] walks it through fusion anew and says "identical", or where and by how much it
/// differs. Pixels, sound, words and the mesh of a face have no place on a tape.
@NullMarked
package dev.attune.fusion.replay;

import org.jspecify.annotations.NullMarked;
