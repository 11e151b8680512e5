/// How often the displayed expression is read as people labelled it, and whether groups of people are read alike.
///
/// [LabelledIndex] is the list of pictures; [ExpressionEvaluation] lets the networks read them all;
/// [ExpressionScores] compares the answers with the labels, [GroupComparison] the groups with each other;
/// [ExpressionResult] is what is printed.
@NullMarked
package dev.attune.evaluation.expressions;

import org.jspecify.annotations.NullMarked;
