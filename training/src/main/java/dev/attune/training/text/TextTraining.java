package dev.attune.training.text;

import dev.attune.text.encoder.SentenceVectors;
import dev.attune.text.linear.Combiner;
import dev.attune.text.linear.LanguageModel;
import dev.attune.text.linear.TextNormalizer;
import dev.attune.training.UnusableData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Trains everything that reads one language.
final class TextTraining {
    private static final Set<String> LABELS =
            new TreeSet<>(List.of("anger", "disgust", "fear", "joy", Sentence.NEUTRAL, "sadness", "surprise"));
    /// By cross-validation; the rare labels of the small Chinese corpus lose by evidence.
    private static final Map<String, ExpertFit.Weighing> WEIGHINGS = Map.of(
            "en", ExpertFit.Weighing.EVIDENCE,
            "ru", ExpertFit.Weighing.EVIDENCE,
            "zh-reviews", ExpertFit.Weighing.BOTH);

    /// Where customers' sentences are one in forty-five, the other corpora are told apart without them, and they speak
    /// first: by cross-validation an emotion is then invented less often than where each speaks by its likeness.
    private static final Set<String> CUSTOMERS_FIRST = Set.of("en");

    private static final int FEWEST_SENTENCES = 12; // of a label, to learn it
    private static final int FOLDS = 5;
    private static final int FEW_FOLDS = 2;
    private static final Set<String> BY_FEW_FOLDS = Set.of("zh-reviews"); // half of its 43,900 teach enough
    private static final int MOST_WEIGHTS = 2_400_000; // of one byte: a language has a few MB
    private static final int MOST_BUCKETS = 600_000;

    private final Path data;
    private final String language;
    private final TextNormalizer normalizer = new TextNormalizer();
    private final PrintWriter log;

    private final Map<String, SentenceVectors> encoders;
    private final StoredVectors stored;

    /// @param encoders by language; none where n-grams read alone
    TextTraining(
            Path data, String language, Map<String, SentenceVectors> encoders, StoredVectors stored, PrintWriter log) {
        this.data = data;
        this.language = language;
        this.encoders = encoders;
        this.stored = stored;
        this.log = log;
    }

    LanguageModel run() throws UnusableData, IOException {
        var sentences = Sentences.training(data, language, normalizer);
        var groups = groups(true);
        var experts = new ArrayList<Question>();
        for (var group : groups(false)) experts.addAll(emotionQuestions(sentences, group));
        experts.addAll(customersLeanQuestions(sentences, Corpus.CUSTOMERS));
        experts.addAll(corpusQuestions(groups));
        if (experts.isEmpty()) experts.addAll(leanQuestions(sentences));
        var ofCustomers = IntStream.range(0, experts.size())
                .filter(i -> experts.get(i).group().equals(Corpus.CUSTOMERS)
                        || experts.get(i).group().equals(LanguageModel.FIRST))
                .boxed()
                .collect(Collectors.toSet());
        var fit = new ExpertFit(sentences, experts, WEIGHINGS.getOrDefault(language, ExpertFit.Weighing.RARITY));
        log.printf(
                "%s: %d sentences, %d n-grams, %d experts%n",
                language, sentences.size(), fit.buckets(), experts.size());
        int folds = BY_FEW_FOLDS.contains(language) ? FEW_FOLDS : FOLDS;
        var margins = withWords(
                sentences, fit.outOfFold(folds, () -> log.printf("%s: one of %d folds done%n", language, folds)));
        // what customers add is few; it does not cost the other experts their n-grams
        var ngrams = fit.model(Math.min(MOST_BUCKETS, MOST_WEIGHTS / (experts.size() - ofCustomers.size())));
        log.printf("%s: experts done%n", language);
        var questions = new ArrayList<Question>();
        for (var group : groups) questions.addAll(emotionQuestions(sentences, group));
        questions.addAll(corpusQuestions(groups));
        questions.addAll(leanQuestions(sentences));
        questions.addAll(customersLeanQuestions(sentences, LanguageModel.sentimentOf(Corpus.CUSTOMERS)));
        var plain =
                new CombinerFit(sentences, margins, new float[sentences.size()][0], folds, ofCustomers).fit(questions);
        var encoder = encoders.get(language);
        if (encoder == null)
            return new LanguageModel(language, sentences.provenance(), ngrams, plain, "", List.<Combiner>of());
        var answering = encoded(sentences);
        var vectors = vectors(encoder, sentences, answering);
        var encoded = sentences.only(answering);
        var joint = new CombinerFit(
                        encoded,
                        Arrays.stream(answering).mapToObj(i -> margins[i]).toArray(float[][]::new),
                        vectors,
                        folds,
                        ofCustomers)
                .fit(questions);
        return new LanguageModel(
                language, sentences.provenance(), ngrams, plain, encoder.ref().id(), joint);
    }

    /// Each corpus by itself, so that one that changed does not have the others encoded anew.
    private float[][] vectors(SentenceVectors encoder, Sentences sentences, int[] places) throws IOException {
        var vectors = new ArrayList<float[]>();
        for (var corpus : Corpus.of(language)) {
            var raw = Arrays.stream(places)
                    .filter(i -> sentences.sentences().get(i).corpus() == corpus)
                    .mapToObj(sentences.raw()::get)
                    .toList();
            if (raw.isEmpty()) continue;
            vectors.addAll(List.of(stored.of(encoder, raw, done -> {
                if (done % 2000 == 0)
                    log.printf("%s: %d of %d sentences of %s encoded%n", language, done, raw.size(), corpus.stem());
            })));
        }
        return vectors.toArray(float[][]::new);
    }

    private float[][] withWords(Sentences sentences, float[][] margins) {
        return IntStream.range(0, margins.length)
                .mapToObj(i -> LanguageModel.withWords(
                        language, sentences.sentences().get(i).text(), margins[i]))
                .toArray(float[][]::new);
    }

    /// The first sentences of each corpus that answers.
    private static int[] encoded(Sentences sentences) {
        var counts = new EnumMap<Corpus, Integer>(Corpus.class);
        return IntStream.range(0, sentences.size())
                .filter(i -> {
                    var corpus = sentences.sentences().get(i).corpus();
                    return corpus.answers() && counts.merge(corpus, 1, Integer::sum) <= corpus.mostEncoded();
                })
                .toArray();
    }

    private List<String> groups(boolean answering) {
        var groups = new LinkedHashSet<String>();
        for (var corpus : Corpus.of(language)) if (corpus.answers() || !answering) groups.add(corpus.group());
        return List.copyOf(groups);
    }

    private static List<Question> emotionQuestions(Sentences sentences, String group) {
        return sentences.labels(group, LABELS, FEWEST_SENTENCES).stream()
                .map(label -> new Question(
                        group,
                        label,
                        sentence -> sentence.corpus().group().equals(group),
                        sentence -> sentence.labels().contains(label)))
                .toList();
    }

    /// None when there is nothing to choose from.
    private List<Question> corpusQuestions(List<String> groups) {
        if (groups.size() < 2) return List.of();
        if (!CUSTOMERS_FIRST.contains(language))
            return groups.stream()
                    .map(group -> corpusQuestion(LanguageModel.CORPUS, group, sentence -> true))
                    .toList();
        var questions = new ArrayList<Question>();
        for (var group : groups)
            if (!group.equals(Corpus.CUSTOMERS))
                questions.add(corpusQuestion(
                        LanguageModel.CORPUS,
                        group,
                        sentence -> !sentence.corpus().own()));
        questions.add(corpusQuestion(LanguageModel.FIRST, Corpus.CUSTOMERS, sentence -> true));
        return questions;
    }

    private static Question corpusQuestion(String group, String corpus, Predicate<Sentence> among) {
        return new Question(
                group,
                corpus,
                sentence -> sentence.corpus().answers() && among.test(sentence),
                sentence -> sentence.corpus().group().equals(corpus));
    }

    /// Of the corpora that do not say themselves which way they lean.
    private static List<Question> leanQuestions(Sentences sentences) {
        return leanQuestions(
                sentences,
                LanguageModel.SENTIMENT,
                sentence -> !sentence.corpus().own() && !sentence.leans().isEmpty());
    }

    private static List<Question> customersLeanQuestions(Sentences sentences, String group) {
        return leanQuestions(
                sentences,
                group,
                sentence -> sentence.corpus().own() && !sentence.leans().isEmpty());
    }

    private static List<Question> leanQuestions(Sentences sentences, String group, Predicate<Sentence> teaches) {
        var questions = new ArrayList<Question>();
        for (var lean : Sentence.Lean.values())
            if (sentences.sentences().stream()
                    .anyMatch(sentence ->
                            teaches.test(sentence) && sentence.leans().contains(lean)))
                questions.add(new Question(
                        group,
                        lean.label(),
                        teaches,
                        sentence -> sentence.leans().contains(lean)));
        return questions;
    }
}
