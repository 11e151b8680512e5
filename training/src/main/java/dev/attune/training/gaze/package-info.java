/// `attune train gaze`: fits the gaze model of `face` to rendered heads.
@NullMarked
package dev.attune.training.gaze;

import org.jspecify.annotations.NullMarked;
