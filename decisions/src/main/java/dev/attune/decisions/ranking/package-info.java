/// Rank, activate, reward: which of several approved actions, and what came of it.
///
/// [Ranker#rank] is a pure function of the slot, what is known, and the request; its answer is the log
/// record. An [Event] is the life of one decision as a reducer: activated, rewarded, closed, and what
/// is to be learned from it.
///
/// ## Order, fixed
///
/// consent and policy (the caller's, before anything is ranked) → excluded and ineligible → pressure
/// withheld → caps and cool-downs → stopped actions → kill switch, mode, holdback → vulnerable state →
/// learner → epsilon floor → floors, ceilings, share budget → draw → log. The learner only reorders
/// what everything before it approved.
///
/// ## Where an entitlement is among the actions
///
/// nothing the person displayed may matter: features that come from the display are dropped, pressure
/// is out whatever is displayed, and a vulnerable state that was read from the display changes nothing.
/// Dropped names are told.
///
/// ## What is done about bad input
///
/// | input | answer |
/// |---|---|
/// | no actions, an id twice, over 10,000, a feature that is no number | refused by name, not logged |
/// | an unknown feature, an excluded id that is not offered | not read; features are told |
/// | every action removed | no action, with every reason; nothing to learn |
/// | the same event again, same body | the stored answer |
/// | the same event again, another body | [EventConflict] |
/// | a second reward under `FIRST`, one after the window or never shown | kept, not learned |
/// | a reward dated before the showing (clock skew) | counts as at the showing |
/// | a reward that is no number or outside 0..1 | refused |
@NullMarked
package dev.attune.decisions.ranking;

import org.jspecify.annotations.NullMarked;
