/// Rank, reward, activate: which of several approved actions, for whom, and what came of it.
///
/// [dev.attune.server.ranking.Rankings] is the way in for other slices. The decisions themselves are
/// pure and stand in [dev.attune.decisions.ranking]; this slice asks the gate, keeps the log and the
/// models, and speaks HTTP. docs/ranking.md has the API.
///
/// ## What is kept, and what survives
///
/// Each decision is one row of `ranking_event`, sealed under the person's key where a person is known.
/// A decision does not wait for the disk; a reward does. What a policy learned is a value (`Learning`),
/// folded over its rows in the order of their places and written down now and then; after a crash the
/// rows behind the last written place are folded again, which gives the same bits.
///
/// ## Who is learned about
///
/// A person only with consent to personalisation by behaviour, and a displayed feature only with
/// consent to its modality; everybody else is served as anybody. Withdrawal and erasure subtract the
/// person's rows from every model.
@NullMarked
package dev.attune.server.ranking;

import org.jspecify.annotations.NullMarked;
