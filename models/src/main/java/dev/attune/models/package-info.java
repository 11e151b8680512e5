/// The pretrained networks and what is known about them.
///
/// [ModelStore] lists a [ModelCard] for each and loads it, checksum first, into one shared ONNX Runtime session;
/// each stream then owns a [Runner]. Where the weights come from: the package [dev.attune.models.convert].
@NullMarked
package dev.attune.models;

import org.jspecify.annotations.NullMarked;
