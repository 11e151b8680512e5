/// Observations on one clock → personal baseline → affect → moments.
///
/// [AffectFusion] is a pure reducer: the same recording gives the same numbers live, in batch and replayed, in one
/// piece or continued from a stored state. [PerceptionSession] asks the gate, lets the face be read, and steps the
/// reducer. [PulseMonitor] reads the pulse from the colour of skin, [Spotter] spots short local movements; both would
/// rather say why not than guess. [UnitsExpression] is a second opinion from action units alone, [Mixtures] finds two
/// expressions at once. `ModalityPool` joins what the same person's voice and words displayed, and keeps beside the sum
/// what each said by itself. What the numbers mean stands in versioned definition files beside the classes.
@NullMarked
package dev.attune.fusion;

import org.jspecify.annotations.NullMarked;
