package dev.attune.cli;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.experiment.ExperimentResult;
import dev.attune.evaluation.experiment.UnusableTableException;
import dev.attune.signals.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Reads an experiment from a table of people and says what it shows.
@Command(
        name = "experiment",
        description = {
            "Compares two arms of your own traffic: sample ratio first, intervals that stay valid however often you look,"
                    + " CUPED, guardrails, and one sentence that says what is shown and what is not.",
            "The table has one row per person: subject, arm, exposed, consented, and any of conversion, satisfaction,"
                    + " handling-time, returns, complaints, opt-outs, each with METRIC.before where it is known."
        },
        mixinStandardHelpOptions = true)
final class EvaluateExperimentCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "FILE.csv", description = "The people.")
    private Path data = Path.of("");

    @Option(names = "--control", paramLabel = "ARM", description = "Which arm changes nothing (default: control).")
    private String control = "control";

    @Option(
            names = "--treatment",
            paramLabel = "ARM",
            description = "Which arm is compared with it (default: treatment).")
    private String treatment = "treatment";

    @Option(
            names = "--control-share",
            paramLabel = "0..1",
            description = "Share of the people meant for the control (default: 0.5).")
    private double controlShare = 0.5;

    @Option(names = "--primary", paramLabel = "METRIC", description = "The one that decides (default: conversion).")
    private String primary = "conversion";

    @Option(names = "--planned", paramLabel = "N", description = "People per arm, settled before (default: 10000).")
    private long planned = 10_000;

    @Option(names = "--language", paramLabel = "LANG", description = "Of the sentences: en, ru or zh (default: en).")
    private String language = "en";

    @Mixin
    private UseOptions use = new UseOptions();

    @Mixin
    private ResultFormat format = new ResultFormat();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure {
        if (!List.of("en", "ru", "zh").contains(language))
            throw new ParameterException(
                    spec.commandLine(), "--language must be en, ru or zh, got '%s'".formatted(language));
        use.overMany(Modality.BEHAVIOUR); // what people did
        try {
            format.print(
                    ExperimentResult.of(data, control, treatment, controlShare, primary, planned, language),
                    spec.commandLine().getOut());
            return ExitCode.OK;
        } catch (UnusableTableException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.CANNOT_READ,
                    "%s cannot be read: %s. Maybe check its name.".formatted(data, e.getMessage()));
        }
    }
}
