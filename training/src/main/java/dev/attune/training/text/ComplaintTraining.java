package dev.attune.training.text;

import dev.attune.evaluation.text.LabelledTexts;
import dev.attune.text.IntentReader;
import dev.attune.text.linear.LanguageModel;
import dev.attune.text.linear.TextNormalizer;
import dev.attune.text.topics.TopicDictionary;
import dev.attune.text.topics.TopicReader;
import dev.attune.training.UnusableData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/// Trains what hears complaints, on sentences of customers in all languages at once: an expert on n-grams, then a
/// combiner of its margin and of the dictionary's evidence. Blame that was not labelled a complaint teaches neither
/// way.
final class ComplaintTraining {
    static final String NAME = "complaints";
    static final String COMPLAINT = IntentReader.COMPLAINT;
    private static final int FOLDS = 5;
    private static final int MOST_BUCKETS = 60_000;

    private final PrintWriter log;

    ComplaintTraining(PrintWriter log) {
        this.log = log;
    }

    LanguageModel run() throws UnusableData {
        var sentences = Sentences.ofCustomers(
                List.of(LabelledTexts.Part.TRAIN, LabelledTexts.Part.CALM),
                new TextNormalizer(),
                ComplaintTraining::teaches);
        var question = new Question(COMPLAINT, COMPLAINT, sentence -> true, sentence -> complains(sentence.labels()));
        var fit = new ExpertFit(sentences, List.of(question), ExpertFit.Weighing.RARITY);
        log.printf("%s: %d sentences, %d n-grams%n", NAME, sentences.size(), fit.buckets());
        var margins = fit.outOfFold(FOLDS, () -> log.printf("%s: one of %d folds done%n", NAME, FOLDS));
        var topics = new TopicReader(TopicDictionary.bundled());
        for (int i = 0; i < margins.length; i++)
            margins[i] = IntentReader.joined(
                    margins[i], topics.evidence(sentences.raw().get(i)).ofComplaint());
        var combiners = new CombinerFit(sentences, margins, new float[margins.length][0], FOLDS).fit(List.of(question));
        return new LanguageModel(NAME, sentences.provenance(), fit.model(MOST_BUCKETS), combiners, "", List.of());
    }

    private static boolean teaches(Set<String> labels) {
        return complains(labels) || !labels.contains("negative");
    }

    private static boolean complains(Set<String> labels) {
        return labels.contains(COMPLAINT);
    }
}
