/// A small convolutional network and how it is fitted with PyTorch: shared by what learns from pictures of faces and
/// from pictures of sound.
@NullMarked
package dev.attune.training.network;

import org.jspecify.annotations.NullMarked;
