/// Whether something helped: assignment, and statistics that may be looked at every day.
///
/// An [Assignment] puts a person into an arm by a stable hash, before anybody is asked for consent. An
/// [ExperimentReport] compares the arms as assigned: the sample ratio first, then intervals that stay
/// valid however often somebody looks, then guardrails, then a [Verdict] in plain words. Formulas with
/// their sources stand at [AlwaysValid], [SampleRatio], [Cuped], [Lift] and [Multiplicity].
@NullMarked
package dev.attune.decisions.experiments;

import org.jspecify.annotations.NullMarked;
