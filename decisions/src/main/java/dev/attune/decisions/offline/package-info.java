/// What would another policy have earned? Off-policy evaluation of a decision log.
///
/// A log of rows `(x_i, a_i, r_i, p_i)` and a candidate policy π give weights `w_i = π(a_i|x_i) / p_i`;
/// q̂ is a reward model, cross-fitted so that no row is judged by a model that saw its person.
///
/// | estimator | formula |
/// |---|---|
/// | IPS | `(1/n) Σ w r` |
/// | SNIPS | `Σ w r / Σ w` |
/// | DM | `(1/n) Σ_i Σ_a π(a\|x_i) q̂(x_i, a)` |
/// | DR | `DM + (1/n) Σ w (r − q̂)` |
/// | SNDR | `DM + Σ w (r − q̂) / Σ w` |
/// | Switch-DR | `DM + (1/n) Σ w·1[w ≤ τ]·(r − q̂)` |
///
/// Intervals resample people, not rows. Where the log does not support an answer, there is none:
/// [OfflineReport#refusals].
@NullMarked
package dev.attune.decisions.offline;

import org.jspecify.annotations.NullMarked;
