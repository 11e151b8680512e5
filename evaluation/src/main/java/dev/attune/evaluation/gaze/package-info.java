/// Head pose, gaze, screen calibration and blinks of synthetic people whose truth is known.
@NullMarked
package dev.attune.evaluation.gaze;

import org.jspecify.annotations.NullMarked;
