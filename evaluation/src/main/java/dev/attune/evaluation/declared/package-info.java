/// What the operator of the command line declares before anything is read: the purpose, and where it is pursued.
///
/// There are no consent records here. The operator answers for the people in the data; the policy packs still say no
/// where the law does.
@NullMarked
package dev.attune.evaluation.declared;

import org.jspecify.annotations.NullMarked;
