/// Observations on one clock → personal baseline → affect → moments.
///
/// [AffectFusion] is a pure reducer: the same recording gives the same numbers live, in batch and replayed, in one
/// piece or continued from a stored state. [PerceptionSession] asks the gate, lets the face be read, and steps the
/// reducer. [PulseMonitor] reads the pulse from the colour of skin, [Spotter] spots short local movements; both would
/// rather say why not than guess. [UnitsExpression] is a second opinion from action units alone, [Mixtures] finds two
/// expressions at once. What the numbers mean stands in versioned definition files beside the classes.
///
/// [AffectStream] is the second pure reducer, inside the first: [Cue]s of face, voice, words and body,
/// in whatever order they arrive, become one [TrackState] of the person, small enough to store;
/// docs/fusion.md computes one of its numbers by hand.
@NullMarked
package dev.attune.fusion;

import org.jspecify.annotations.NullMarked;
