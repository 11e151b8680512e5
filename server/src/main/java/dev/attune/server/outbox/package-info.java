/// What is to be said to other systems: kept in the transaction that caused it, delivered at least once, in order for
/// each person and target, tried again for three days, then laid aside for somebody to look at.
///
/// A slice that delivers is a [Carrier]; whoever wants to know how it went listens for [DeliveryDone] and
/// [DeliveryDead].
@NullMarked
package dev.attune.server.outbox;

import org.jspecify.annotations.NullMarked;
