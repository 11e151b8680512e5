package dev.attune.cli;

import dev.attune.evaluation.Machine;
import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.voice.VoiceSpeed;
import dev.attune.media.MediaException;
import dev.attune.models.ModelStore;
import dev.attune.signals.Modality;
import dev.attune.voice.VoiceModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// How much of one core it takes to read a voice.
@Command(
        name = "voice",
        description = {
            "Measures how much of one core's time it takes to read a voice, warm: speech detection, features and tones,"
                    + " with a reading every second. Decoding the files is not counted.",
            "Processor time of one thread, so that other work on the machine counts little; the load average is printed."
        },
        mixinStandardHelpOptions = true)
final class BenchVoiceCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Recordings of speech, heard one after the other; the first channel of each.")
    private List<Path> files = List.of();

    @Mixin
    private UseOptions use = new UseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure {
        use.overMany(Modality.VOICE);
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        try (var models = VoiceModels.open(ModelStore.bundled())) {
            var speed = VoiceSpeed.of(files, models);
            out.printf(
                    Locale.ROOT,
                    "%d recordings, %.1f s of sound, %.0f %% of it speech%n"
                            + "Reading it took %.2f s of one core: %.2f %% of real time, %.0f times faster%n",
                    files.size(),
                    speed.sound().toNanos() / 1e9,
                    100 * speed.speechShare(),
                    speed.processor().toNanos() / 1e9,
                    100 * speed.share(),
                    1 / speed.share());
            return ExitCode.OK;
        } catch (MediaException e) {
            throw new CommandFailure(ExitCode.of(e.kind()), String.valueOf(e.getMessage()));
        }
    }
}
