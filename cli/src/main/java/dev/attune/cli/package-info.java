/// The command line over the same code as the server: [AnalyzeCommand] for recordings, [ModelsCommand] for what is
/// inside, [ServeCommand] and [DemoCommand] for the server's jar, [TrainCommand] for training's.
///
/// Results go to standard output, everything else to standard error. [ExitCode] tells scripts what happened.
@NullMarked
package dev.attune.cli;

import org.jspecify.annotations.NullMarked;
