/// Customers who belong together for a reason that can be read: a condition in CEL over the customer's
/// record and recent events.
///
/// Nobody is recomputed at night. Whoever has news is looked at within moments; for everybody else it
/// is foretold when the passage of time alone changes something, and they are looked at then. Counts of
/// people obey the floor of [dev.attune.policy.aggregates.SmallCells]; who is in a segment is read for
/// a purpose, on record.
@NullMarked
package dev.attune.server.segments;

import org.jspecify.annotations.NullMarked;
