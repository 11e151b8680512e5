package dev.attune.training.text;

import dev.attune.text.linear.Combiner;
import dev.attune.text.linear.LanguageModel;
import dev.attune.text.linear.TextNormalizer;
import dev.attune.training.UnusableData;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Trains what tells a customer's request: one expert a request, each calibrated by itself on sentences it never saw.
/// Sentences without a request teach all of them to say no.
final class RequestTraining {
    private static final int FEWEST_SENTENCES = 20; // of a request, to learn it
    private static final int FOLDS = 2; // an expert of half the sentences is little worse than one of four fifths
    private static final int MOST_WEIGHTS = 2_400_000; // of one byte

    private final Path data;
    private final String language;
    private final PrintWriter log;

    RequestTraining(Path data, String language, PrintWriter log) {
        this.data = data;
        this.language = language;
        this.log = log;
    }

    static boolean trains(String language) {
        return Corpus.of(language).stream().anyMatch(corpus -> corpus.group().equals(Corpus.REQUESTS));
    }

    LanguageModel run() throws UnusableData {
        var sentences = Sentences.training(data, language, new TextNormalizer());
        var questions = questions(sentences);
        var fit = new ExpertFit(sentences, questions, ExpertFit.Weighing.RARITY);
        log.printf(
                "%s: %d sentences, %d n-grams, %d requests%n",
                language, sentences.size(), fit.buckets(), questions.size());
        var margins = fit.outOfFold(FOLDS, () -> log.printf("%s: one of %d folds done%n", language, FOLDS));
        var ngrams = fit.model(MOST_WEIGHTS / questions.size());
        var combiners = new ArrayList<Combiner>();
        for (int q = 0; q < questions.size(); q++) combiners.add(calibrated(sentences, margins, questions, q));
        return new LanguageModel(language, sentences.provenance(), ngrams, combiners, "", List.of());
    }

    private static List<Question> questions(Sentences sentences) {
        Set<String> named = new TreeSet<>();
        for (var sentence : sentences.sentences())
            if (sentence.corpus().group().equals(Corpus.REQUESTS)) named.addAll(sentence.labels());
        return sentences.labels(Corpus.REQUESTS, named, FEWEST_SENTENCES).stream()
                .map(label -> new Question(
                        Corpus.REQUESTS,
                        label,
                        sentence -> true,
                        sentence -> sentence.corpus().group().equals(Corpus.REQUESTS)
                                && sentence.labels().contains(label)))
                .toList();
    }

    /// From its own expert and the length alone: seventy-six others would learn the corpus by heart.
    private static Combiner calibrated(Sentences sentences, float[][] margins, List<Question> questions, int question) {
        int length = questions.size(); // stands behind the margins
        var own = new float[margins.length][];
        for (int i = 0; i < own.length; i++) own[i] = new float[] {margins[i][question], margins[i][length]};
        var fitted = new CombinerFit(sentences, own, new float[own.length][0], FOLDS)
                .fit(List.of(questions.get(question)))
                .getFirst();
        var weights = new float[length + 1];
        weights[question] = fitted.weights()[0];
        weights[length] = fitted.weights()[1];
        return new Combiner(fitted.group(), fitted.label(), fitted.bias(), fitted.threshold(), weights);
    }
}
