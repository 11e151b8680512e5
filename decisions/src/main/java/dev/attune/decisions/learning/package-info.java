/// Learners as values: what is believed about the reward of each action, and with which probability
/// each is taken.
///
/// Two halves that combine freely. A [RewardModel] holds sums over what was observed, one ridge
/// regression per action; [Hierarchy] bends it towards a segment and a person. An [Explorer] turns the
/// estimates of the eligible actions into probabilities. [Shares] keeps these within floors and
/// ceilings, and [Draw] takes one action from exactly the vector that is logged.
///
/// ## Rules
///
/// - Everything here is immutable; learning returns the next value. Nothing reads a clock or an
///   unseeded generator.
/// - Rewards are in [0, 1], features are finite and scaled by a [FeatureSchema]; anything else is
///   refused, so that nothing is learned from garbage.
/// - The sums are additive, so forgetting a person is subtracting that person's rows: the result equals
///   a model that never saw them to 1e-6 (tested). It holds across [RewardModel#aged], because a row
///   knows its epoch.
/// - An action nobody has tried has the prior: mean 0, full uncertainty.
///
/// ## Formulas
///
/// | | |
/// |---|---|
/// | ridge regression | `A = λI + Σ x xᵀ`, `θ = A⁻¹ Σ r x`, kept by Sherman–Morrison |
/// | deviation from a parent | `δ = (λ_g I + Σ z zᵀ)⁻¹ Σ z (r − θ_parentᵀ x)`, z may deviate |
/// | LinUCB | greedy on `θᵀx + α·sqrt(xᵀA⁻¹x)` |
/// | linear Thompson | `p_a = ∫ φ_a(z) Π_{j≠a} Φ_j(z) dz`, each `N(θᵀx, v² xᵀA⁻¹x)` |
/// | SquareCB | `p_a = 1/(K + γ(ŷ_best − ŷ_a))`, the rest to the best; `γ = γ₀·sqrt(t)` |
/// | epsilon-greedy | `1 − ε + ε/K` for the best, `ε/K` for the others |
/// | Beta Thompson | as linear Thompson, each `Beta(1 + Σr, 1 + Σ(1 − r))`, no context |
/// | epsilon floor | `p' = (1 − ε) p + ε/K`: every importance weight is at most `K/ε` |
@NullMarked
package dev.attune.decisions.learning;

import org.jspecify.annotations.NullMarked;
