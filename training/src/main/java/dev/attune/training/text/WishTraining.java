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

/// Trains what hears threats to leave, wishes for a person and haste, on sentences of customers in all languages at
/// once: experts on n-grams, then combiners of their margins and of what the dictionary finds.
final class WishTraining {
    static final String NAME = "wishes";
    private static final int FOLDS = 5;
    private static final int MOST_BUCKETS = 60_000;

    private final PrintWriter log;

    WishTraining(PrintWriter log) {
        this.log = log;
    }

    LanguageModel run() throws UnusableData {
        var sentences = Sentences.ofCustomers(
                List.of(LabelledTexts.Part.TRAIN, LabelledTexts.Part.CALM, LabelledTexts.Part.WISHES),
                new TextNormalizer(),
                labels -> true);
        var questions = List.of(
                question(IntentReader.CHURN_THREAT),
                question(IntentReader.REQUEST_FOR_HUMAN),
                question(IntentReader.URGENT));
        var fit = new ExpertFit(sentences, questions, ExpertFit.Weighing.RARITY);
        log.printf("%s: %d sentences, %d n-grams%n", NAME, sentences.size(), fit.buckets());
        var margins = fit.outOfFold(FOLDS, () -> log.printf("%s: one of %d folds done%n", NAME, FOLDS));
        var topics = new TopicReader(TopicDictionary.bundled());
        for (int i = 0; i < margins.length; i++)
            margins[i] = IntentReader.joined(
                    margins[i], topics.evidence(sentences.raw().get(i)).ofWish());
        var combiners = new CombinerFit(sentences, margins, new float[margins.length][0], FOLDS).fit(questions);
        return new LanguageModel(NAME, sentences.provenance(), fit.model(MOST_BUCKETS), combiners, "", List.of());
    }

    private static Question question(String label) {
        return new Question(
                NAME, label, sentence -> true, sentence -> sentence.labels().contains(label));
    }
}
