/// What would another policy have earned? Reads a decision log and judges the policies it names.
@NullMarked
package dev.attune.evaluation.decisions;

import org.jspecify.annotations.NullMarked;
