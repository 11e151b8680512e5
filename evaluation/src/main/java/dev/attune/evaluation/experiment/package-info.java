/// An experiment from a table of people: one row each, as dealt. Read by [ExperimentTable], told by
/// [ExperimentResult].
@NullMarked
package dev.attune.evaluation.experiment;

import org.jspecify.annotations.NullMarked;
