/// `attune train`: makes our own weights from labelled data. One sub-package per topic; [Training] names them.
///
/// The only room with PyTorch (through DJL). It has a class path of its own and runs in a process of its own, so that
/// neither the server's jar nor the everyday command line carries its 110 MB of libraries.
@NullMarked
package dev.attune.training;

import org.jspecify.annotations.NullMarked;
