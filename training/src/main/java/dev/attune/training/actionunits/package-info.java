/// `attune train action-units`: fits the action units of `face` to rendered people, and decides unit by unit
/// whether the fit or the rule of geometry is kept.
@NullMarked
package dev.attune.training.actionunits;

import org.jspecify.annotations.NullMarked;
