/// `attune train voice`: what a tone is consistent with, from labelled clips.
@NullMarked
package dev.attune.training.voice;

import org.jspecify.annotations.NullMarked;
