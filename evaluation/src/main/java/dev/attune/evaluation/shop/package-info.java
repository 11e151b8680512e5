/// A simulated shop whose truth is known, to see whether learners learn and whether statistics keep
/// their word.
///
/// [ShopWorld] says who comes and what would happen; [PolicyRun] lets one policy serve them through the
/// same ranker the product uses; [ShopSimulation] repeats that over several worlds and prints a
/// [ShopResult]. Nothing here was measured on people, and no figure of it says what a real shop would
/// earn. The world is described in docs/learning.md.
@NullMarked
package dev.attune.evaluation.shop;

import org.jspecify.annotations.NullMarked;
