package dev.attune.training.text;

import dev.attune.evaluation.text.LabelledTexts;
import dev.attune.evaluation.text.UnusableTextsException;
import dev.attune.text.linear.NgramFeatures;
import dev.attune.text.linear.TextNormalizer;
import dev.attune.training.UnusableData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The sentences of one language with their features, and which of them are tested together ([#fold]).
///
/// @param raw the texts as they were written, for encoders
/// @param provenance one line per corpus: terms, rows, checksum
record Sentences(List<Sentence> sentences, List<String> raw, List<NgramFeatures> features, List<String> provenance) {

    /// The training parts. Sentences that stand letter for letter in a development part are left out.
    static Sentences training(Path data, String language, TextNormalizer normalizer) throws UnusableData {
        var development = new HashSet<String>();
        for (var corpus : Corpus.of(language)) {
            for (var row : development(data, corpus)) development.add(normalizer.normalize(row.text()));
        }
        var sentences = new ArrayList<Sentence>();
        var raw = new ArrayList<String>();
        var provenance = new ArrayList<String>();
        for (var corpus : Corpus.of(language)) {
            var texts = corpus.own()
                    ? ofCustomers(corpus, LabelledTexts.Part.TRAIN)
                    : read(data.resolve(corpus.stem() + ".train.tsv"));
            int before = sentences.size();
            for (var row : texts.rows()) {
                var text = normalizer.normalize(row.text());
                if (development.contains(text)) continue;
                sentences.add(
                        corpus.own()
                                ? Sentence.ofCustomer(corpus, row.labels(), text)
                                : new Sentence(corpus, row.labels(), text));
                raw.add(row.text());
            }
            provenance.add("%s; %s.train.tsv, %d of %d sentences, SHA-256 %s"
                    .formatted(
                            corpus.terms(),
                            corpus.stem(),
                            sentences.size() - before,
                            texts.rows().size(),
                            texts.sha256()));
        }
        return of(sentences, raw, provenance);
    }

    /// Parts of our own sentences of customers in every language, with all their labels.
    ///
    /// @param taught by the labels, which sentences; the others are left out
    static Sentences ofCustomers(
            List<LabelledTexts.Part> parts, TextNormalizer normalizer, Predicate<Set<String>> taught)
            throws UnusableData {
        var sentences = new ArrayList<Sentence>();
        var raw = new ArrayList<String>();
        var provenance = new ArrayList<String>();
        for (var corpus : Corpus.values()) {
            if (!corpus.own()) continue;
            var development = new HashSet<String>();
            for (var row : ofCustomers(corpus, LabelledTexts.Part.DEV).rows())
                development.add(normalizer.normalize(row.text()));
            for (var part : parts) {
                var texts = ofCustomers(corpus, part);
                int before = sentences.size();
                for (var row : texts.rows()) {
                    var text = normalizer.normalize(row.text());
                    if (development.contains(text) || !taught.test(row.labels())) continue;
                    sentences.add(new Sentence(corpus, row.labels(), text));
                    raw.add(row.text());
                }
                provenance.add("%s; %s, %d of %d sentences, SHA-256 %s"
                        .formatted(
                                corpus.terms(),
                                texts.file(),
                                sentences.size() - before,
                                texts.rows().size(),
                                texts.sha256()));
            }
        }
        return of(sentences, raw, provenance);
    }

    private static Sentences of(List<Sentence> sentences, List<String> raw, List<String> provenance) {
        var features = sentences.stream()
                .map(sentence -> NgramFeatures.of(sentence.text()))
                .toList();
        return new Sentences(List.copyOf(sentences), List.copyOf(raw), features, List.copyOf(provenance));
    }

    /// Those at the given places.
    Sentences only(int[] places) {
        return new Sentences(
                Arrays.stream(places).mapToObj(sentences::get).toList(),
                Arrays.stream(places).mapToObj(raw::get).toList(),
                Arrays.stream(places).mapToObj(features::get).toList(),
                provenance);
    }

    int size() {
        return sentences.size();
    }

    /// Depends on the text alone, so that copies are on one side.
    int fold(int i, int folds) {
        return Math.floorMod(sentences.get(i).text().hashCode() * 0x9E3779B1 >>> 8, folds);
    }

    /// The labels of a corpus group that at least this many sentences carry, in alphabetical order.
    Set<String> labels(String group, Set<String> wanted, int fewest) {
        var found = new TreeSet<String>();
        for (var label : wanted)
            if (sentences.stream()
                            .filter(sentence -> sentence.corpus().group().equals(group)
                                    && sentence.labels().contains(label))
                            .limit(fewest)
                            .count()
                    >= fewest) found.add(label);
        return found;
    }

    private static List<LabelledTexts.Row> development(Path data, Corpus corpus) throws UnusableData {
        if (corpus.own()) return ofCustomers(corpus, LabelledTexts.Part.DEV).rows();
        var file = data.resolve(corpus.stem() + ".dev.tsv");
        return Files.exists(file) ? read(file).rows() : List.of();
    }

    private static LabelledTexts ofCustomers(Corpus corpus, LabelledTexts.Part part) throws UnusableData {
        try {
            return LabelledTexts.ofCustomers(corpus.language(), part);
        } catch (UnusableTextsException e) {
            throw new UnusableData(String.valueOf(e.getMessage()), e);
        }
    }

    private static LabelledTexts read(Path file) throws UnusableData {
        try {
            return LabelledTexts.read(file);
        } catch (UnusableTextsException e) {
            throw new UnusableData(String.valueOf(e.getMessage()), e);
        }
    }
}
