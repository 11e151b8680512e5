/// How a relationship that went wrong is put right: validate, own, solve, prevent, follow up.
///
/// A case moves by `(state, event) -> state`: [CaseState] and [CaseEvent] are closed sets, and what is not allowed says
/// what would be. What opens a case, how heavy it is and when somebody should have answered follow from
/// [Evidence] and the numbers of a [RepairDefinition], which is data with a version: [Severity] states the formula.
///
/// What a customer displays makes help sooner and words calmer, and nothing else. What a case may offer as an
/// entitlement is the same list for everybody, is never suggested, and is decided by a person on facts. A hold-out
/// [FollowUpStyle] compares how somebody is asked afterwards, never whether they are helped. [RepairReport] tells
/// what was repaired and by what, with counts and intervals; nothing in it is about whoever worked on a case.
@NullMarked
package dev.attune.decisions.repair;

import org.jspecify.annotations.NullMarked;
