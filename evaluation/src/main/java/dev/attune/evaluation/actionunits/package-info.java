/// How well action units are read: on synthetic people whose muscles are known (`attune evaluate action-units`), and
/// whether labelled stills order as they should. `attune train action-units` looks at people with the same code.
@NullMarked
package dev.attune.evaluation.actionunits;

import org.jspecify.annotations.NullMarked;
