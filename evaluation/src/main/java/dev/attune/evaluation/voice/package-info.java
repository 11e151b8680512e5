/// How well a voice is read: labelled clips, heard as they are, through noise, or over a telephone.
@NullMarked
package dev.attune.evaluation.voice;

import org.jspecify.annotations.NullMarked;
