/// `attune train fusion`: the weights of states and of the forecast, from generated sessions.
@NullMarked
package dev.attune.training.fusion;

import org.jspecify.annotations.NullMarked;
