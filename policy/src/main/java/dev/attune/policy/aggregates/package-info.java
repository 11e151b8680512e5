/// Counts of people that do not tell about one: a floor of people per cell, with the cells that would give a hidden one
/// away hidden too, and noise with a budget for those who want it.
@NullMarked
package dev.attune.policy.aggregates;

import org.jspecify.annotations.NullMarked;
