/// Noticing early that people become less satisfied, with a false-alarm rate that was measured; and
/// whom to tell when. Pure reducers: `(state, reading) -> (state, alarm)`; no clock, no I/O.
@NullMarked
package dev.attune.decisions.warning;

import org.jspecify.annotations.NullMarked;
