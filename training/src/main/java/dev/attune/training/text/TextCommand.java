package dev.attune.training.text;

import dev.attune.evaluation.declared.UseOptions;
import dev.attune.models.ModelStore;
import dev.attune.models.Sha256;
import dev.attune.signals.Modality;
import dev.attune.text.encoder.SentenceVectors;
import dev.attune.text.linear.LanguageModel;
import dev.attune.training.Training;
import dev.attune.training.UnusableData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `attune train text`.
@Command(
        name = "text",
        description = {
            "Trains the weights that read words, on labelled sentences. No PyTorch; the same data gives the same bytes.",
            "Writes text-LANG.bin and says whether it is what Attune ships. Sentence vectors are kept in --out, so"
                    + " that a second run is faster.",
            "",
            "--data is a folder with STEM.train.tsv and, to keep its sentences out of training, STEM.dev.tsv:",
            "  en: en-ekman7, eng-brighter    ru: ru-cedr, rus-brighter, ru-xed    zh: chn-brighter, zh-xed, zht-xed",
            "  en, ru and zh also learn from sentences of customers that Attune holds itself",
            "  zh-reviews: zh-shop2, for research: its licence is not stated",
            "  en-requests: en-bank77, and eng-brighter as sentences without a request",
            "  complaints, wishes: nothing of it, only sentences of customers in all three languages that Attune holds"
                    + " itself",
            "A line: labels separated by commas, a tab, the text."
        },
        mixinStandardHelpOptions = true)
public final class TextCommand implements Callable<Integer> {
    private static final Map<String, SentenceVectors.Kind> ENCODERS = Map.of(
            "en",
            SentenceVectors.Kind.MINILM_EN,
            "zh",
            SentenceVectors.Kind.BGE_ZH,
            "zh-reviews",
            SentenceVectors.Kind.BGE_ZH);

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The labelled sentences.")
    private Path data = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Receives the weights.")
    private Path out = Path.of("");

    @Option(
            names = "--lang",
            split = ",",
            paramLabel = "LANG",
            description =
                    "One or more of en, ru, zh, zh-reviews, en-requests, complaints, wishes, separated by commas (default: all).")
    private List<String> languages =
            List.of("en", "ru", "zh", "zh-reviews", "en-requests", ComplaintTraining.NAME, WishTraining.NAME);

    @Mixin
    private UseOptions use = new UseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws UnusableData, IOException {
        for (var language : languages)
            if (Corpus.of(language).isEmpty()
                    && !language.equals(ComplaintTraining.NAME)
                    && !language.equals(WishTraining.NAME))
                throw new ParameterException(
                        spec.commandLine(),
                        "--lang must be en, ru, zh, zh-reviews, en-requests, complaints or wishes, got '%s'"
                                .formatted(language));
        if (!Files.isDirectory(data))
            throw new UnusableData("%s is no folder. Maybe check the spelling.".formatted(data));
        use.overMany(Modality.TEXT);
        Files.createDirectories(out);
        try (var store = ModelStore.bundled()) {
            for (var language : languages) train(store, language);
        }
        return Training.OK;
    }

    private void train(ModelStore store, String language) throws UnusableData, IOException {
        var encoders = new HashMap<String, SentenceVectors>();
        var kind = ENCODERS.get(language);
        if (kind != null) encoders.put(language, SentenceVectors.open(store, kind));
        var log = spec.commandLine().getErr();
        byte[] weights = model(language, encoders, log).toBytes();
        var id = "text-" + language;
        var file = out.resolve(id + ".bin");
        Files.write(file, weights);
        var checksum = Sha256.of(weights);
        boolean shipped = store.cards().stream()
                .anyMatch(
                        card -> card.id().equals(id) && card.resource().sha256().equals(checksum));
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %,d bytes, SHA-256 %s: %s%n",
                        file,
                        weights.length,
                        checksum,
                        shipped ? "the weights that Attune ships" : "not the weights that Attune ships");
    }

    private LanguageModel model(String language, Map<String, SentenceVectors> encoders, PrintWriter log)
            throws UnusableData, IOException {
        if (language.equals(ComplaintTraining.NAME)) return new ComplaintTraining(log).run();
        if (language.equals(WishTraining.NAME)) return new WishTraining(log).run();
        return RequestTraining.trains(language)
                ? new RequestTraining(data, language, log).run()
                : new TextTraining(data, language, encoders, new StoredVectors(out), log).run();
    }
}
