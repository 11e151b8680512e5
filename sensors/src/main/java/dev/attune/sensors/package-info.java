/// What sensors, phones, headsets and other tools recorded → observations on one media clock.
///
/// A [SensorFormat] recognises a file and opens it as a [SensorRecording]; only the modalities that are
/// permitted are parsed. [Blendshapes] turns the 52 shapes of phones and headsets into action units.
/// What other tools guessed about age, sex, origin or identity is never read.
@NullMarked
package dev.attune.sensors;

import org.jspecify.annotations.NullMarked;
