/// The emotional side of the customer record: events come in, one customer is made out of many ids, and from their
/// events comes a profile that fades.
///
/// An event is stored only while the person allows it, in the same transaction in which that was asked. A profile is
/// never stored: it is folded from the events each time it is read, so that a late event, a merge, an unmerge, a
/// withdrawal and the passing of time are right by themselves. What people said (satisfaction answers) and what was
/// measured (affect) stay apart all the way.
@NullMarked
package dev.attune.server.customers;

import org.jspecify.annotations.NullMarked;
