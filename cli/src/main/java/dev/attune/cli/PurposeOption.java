package dev.attune.cli;

import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import picocli.CommandLine.Option;

/// The `--purpose` of the topics that read pictures of people; a mixin.
final class PurposeOption {
    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            converter = AnalyzeCommand.PurposeConverter.class,
            description = "What the results are for: research, analytics or personalization (default: research)."
                    + " Covers what is read of the people: face, gaze, voice; you answer for their permission.")
    private Purpose purpose = Purpose.RESEARCH;

    /// Asks before anything is decoded.
    ///
    /// @param modality what will be read of the people shown; naming it on the command line is asking
    ///     for it
    void require(Modality modality) throws CommandFailure {
        var gate = new DeclaredPurpose(purpose, modality == Modality.PHYSIOLOGY, modality == Modality.VOICE);
        switch (gate.check(new Gate.Question("pictures", purpose, modality))) {
            case Gate.Verdict.Allowed allowed -> {}
            case Gate.Verdict.Refused refused -> throw new CommandFailure(ExitCode.USAGE, refused.reason());
        }
    }
}
