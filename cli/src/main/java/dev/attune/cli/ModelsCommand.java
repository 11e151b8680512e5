package dev.attune.cli;

import dev.attune.face.FaceTables;
import dev.attune.models.ModelCard;
import dev.attune.models.ModelStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Lists every set of weights and every fitted table: where it comes from, under which licence, trained
/// on what, with which checksum.
@Command(
        name = "models",
        description = "Lists every set of weights with licence, training data and checksum.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    private static final int WIDTH = 100;
    private static final String INDENT = " ".repeat(16);

    @Option(names = "--json", description = "Print the model cards as a JSON array.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        try (var store = ModelStore.bundled()) {
            var cards = FaceTables.besides(store.cards());
            if (json) printJson(out, cards);
            else cards.forEach(card -> print(out, card));
        }
        return ExitCode.OK;
    }

    private static void printJson(PrintWriter out, List<ModelCard> cards) {
        out.println(JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(cards));
    }

    private static void print(PrintWriter out, ModelCard card) {
        out.printf("%s %s — %s%n", card.id(), card.version(), card.title());
        field(out, "task", card.task());
        field(out, "package", card.source().packageName() + " " + card.source().packageVersion());
        field(out, "licence", card.source().licence() + (card.researchOnly() ? " (research only)" : ""));
        field(out, "training data", card.trainingData());
        field(out, "restrictions", card.restrictions());
        field(out, "sha256", card.resource().sha256());
        field(out, "size", size(card.resource().bytes()));
        for (var limit : card.limits()) field(out, "limit", limit);
        for (var figure : card.figures())
            field(out, "figure", "%s, %s (%s)".formatted(figure.result(), figure.dataSet(), figure.source()));
        out.println();
    }

    private static String size(long bytes) {
        return bytes < 1_000_000 ? "%.1f kB".formatted(bytes / 1e3) : "%.1f MB".formatted(bytes / 1e6);
    }

    /// `name` and a text that wraps between words under itself.
    private static void field(PrintWriter out, String name, String text) {
        var line = new StringBuilder("  %-14s".formatted(name));
        for (var word : text.split("\\s+")) {
            if (line.length() + 1 + word.length() > WIDTH && line.length() > INDENT.length()) {
                out.println(line);
                line.setLength(0);
                line.append(INDENT);
            }
            line.append(line.isEmpty() || line.charAt(line.length() - 1) != ' ' ? " " : "")
                    .append(word);
        }
        out.println(line);
    }
}
