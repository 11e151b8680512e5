/// Head pose, gaze, screen calibration, blinks and pupils of synthetic people whose truth is known.
@NullMarked
package dev.attune.evaluation.gaze;

import org.jspecify.annotations.NullMarked;
