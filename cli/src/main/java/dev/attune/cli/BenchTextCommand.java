package dev.attune.cli;

import dev.attune.evaluation.Machine;
import dev.attune.evaluation.declared.UseOptions;
import dev.attune.evaluation.text.LabelledTexts;
import dev.attune.evaluation.text.TextSpeed;
import dev.attune.evaluation.text.UnusableTextsException;
import dev.attune.models.ModelStore;
import dev.attune.signals.Modality;
import dev.attune.text.TextReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How fast words are read: by n-grams alone, and with the sentence encoder beside it.
@Command(
        name = "text",
        description = {
            "Measures how fast texts are read, warm: texts a second on one and on all cores, and how long one takes;"
                    + " by n-grams alone, and with the sentence encoder.",
            "Each row warms up for three seconds and measures twice as long, reading its texts over and over.",
            "Run it on a machine that does nothing else; the load average is printed."
        },
        mixinStandardHelpOptions = true)
final class BenchTextCommand implements Callable<Integer> {
    private static final Duration PHASE = Duration.ofSeconds(3); // after two the compiler had nothing left to do

    @Option(
            names = "--data",
            required = true,
            paramLabel = "NAME=FILE.tsv",
            description = "Texts, one a line: labels, a tab, the text. Repeat it, for example for each language.")
    private Map<String, Path> data = new LinkedHashMap<>();

    @Option(
            names = "--encoded",
            paramLabel = "N",
            description = "How many texts the encoder also reads, which takes longer; 0 leaves it out (default: 500).")
    private int encoded = 500;

    @Mixin
    private UseOptions use = new UseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        if (encoded < 0)
            throw new ParameterException(spec.commandLine(), "--encoded must be 0 or more, got " + encoded);
        use.overMany(Modality.TEXT);
        var out = spec.commandLine().getOut();
        out.println("Machine: " + Machine.here());
        try (var store = ModelStore.bundled()) {
            var texts = new LinkedHashMap<String, List<String>>();
            for (var each : data.entrySet())
                texts.put(
                        each.getKey(),
                        LabelledTexts.read(each.getValue()).rows().stream()
                                .map(LabelledTexts.Row::text)
                                .toList());
            long start = System.nanoTime();
            var reader = TextReader.open(store);
            reader.read(texts.values().iterator().next().getFirst());
            out.printf(
                    Locale.ROOT,
                    "Opened with the first text read in %.0f ms, in a process that had done nothing before%n%n",
                    (System.nanoTime() - start) / 1e6);
            out.println(
                    "| texts | n | read one by one | heads | texts/s of one core's time | texts/s, all cores | median | p99 |");
            out.println("|---|---|---|---|---|---|---|---|");
            for (var each : texts.entrySet()) row(out, each, "n-grams", TextSpeed.of(reader, each.getValue(), PHASE));
            if (encoded > 0) {
                var joint = TextReader.open(store, TextReader.Heads.JOINT);
                for (var each : texts.entrySet()) {
                    var some = Map.entry(
                            each.getKey(),
                            each.getValue()
                                    .subList(
                                            0, Math.min(encoded, each.getValue().size())));
                    row(out, some, "with encoder", TextSpeed.of(joint, some.getValue(), PHASE));
                }
            }
            return ExitCode.OK;
        } catch (UnusableTextsException e) {
            throw new CommandFailure(ExitCode.CANNOT_READ, String.valueOf(e.getMessage()));
        }
    }

    private static void row(PrintWriter out, Map.Entry<String, List<String>> texts, String heads, TextSpeed speed) {
        out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %s | %,.0f | %,.0f | %.3f ms | %.3f ms |%n",
                texts.getKey(),
                texts.getValue().size(),
                speed.reads(),
                heads,
                speed.perCpuSecond(),
                speed.perSecond(),
                speed.medianMicros() / 1000,
                speed.p99Micros() / 1000);
        out.flush();
    }
}
