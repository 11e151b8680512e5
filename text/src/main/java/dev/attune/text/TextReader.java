package dev.attune.text;

import dev.attune.models.ModelException;
import dev.attune.models.ModelStore;
import dev.attune.signals.Emotion;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Reason;
import dev.attune.text.encoder.SentenceVectors;
import dev.attune.text.linear.CorpusShares;
import dev.attune.text.linear.LanguageModel;
import dev.attune.text.linear.NgramFeatures;
import dev.attune.text.linear.TextNormalizer;
import dev.attune.text.linear.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads utterances. Thread-safe, immutable once opened, and keeps nothing of what it read.
///
/// The time for one utterance is bounded: of one longer than `longest.characters` of `text-plane/2` only the beginning
/// and the end are read, and the reading says so.
public final class TextReader {
    private static final int LONGEST = (int) EmotionPlane.DEFINITION.number("longest.characters");
    private static final float[] NO_VECTOR = {};

    /// So many of the texts that come together are looked at: more tell nothing new.
    public static final int TEXTS_TO_ADAPT = 2_000;

    /// Which heads answer.
    public enum Heads {
        /// Hashed n-grams alone: plain Java, some ten thousand texts a second.
        NGRAM,
        /// With a sentence encoder where there is one (English, Chinese): slower, needs ONNX Runtime, reads better.
        JOINT
    }

    /// Which weights may speak.
    public enum Weights {
        /// Those that were trained on openly licensed data.
        OPEN,
        /// Also those whose cards say "research only": Chinese sentiment then comes from a model of shop reviews whose
        /// licence nobody states. Whoever opens it in a product needs a clearance of their own.
        RESEARCH
    }

    /// Everything that reads one language.
    private record Reads(
            LanguageModel model,
            ModelRef ref,
            Phrases phrases,
            @Nullable SentenceVectors encoder) {}

    /// A model that only tells which way Chinese reviews lean.
    private record Reviews(LanguageModel model, ModelRef ref) {}

    private static final String REVIEWS = "text-zh-reviews";

    private final TextNormalizer normalizer = new TextNormalizer();
    private final LanguageRule languages = LanguageRule.load();
    private final Map<Language, Reads> readers = new LinkedHashMap<>();
    private final Phrases symbols;
    private final @Nullable Reviews reviews;
    private final IntentReader intents;
    private final Map<Language, CorpusShares> together;

    private TextReader(ModelStore store, Heads heads, Weights weights) {
        var phrases = Phrases.load();
        symbols = phrases.of(Language.UNDETERMINED);
        for (var language : List.of(Language.ENGLISH, Language.RUSSIAN, Language.CHINESE)) {
            var id = "text-" + language.code();
            var model = LanguageModel.parse(store.resource(id));
            var encoder = heads == Heads.NGRAM || model.encoder().isEmpty()
                    ? null
                    : SentenceVectors.open(store, SentenceVectors.Kind.of(model.encoder()));
            readers.put(language, new Reads(model, store.card(id).ref(), phrases.of(language), encoder));
        }
        intents = IntentReader.open(store);
        together = Map.of();
        reviews = weights == Weights.RESEARCH
                ? new Reviews(
                        LanguageModel.parse(store.resource(REVIEWS)),
                        store.card(REVIEWS).ref())
                : null;
    }

    private TextReader(TextReader reader, Map<Language, CorpusShares> together) {
        readers.putAll(reader.readers);
        symbols = reader.symbols;
        reviews = reader.reviews;
        intents = reader.intents;
        this.together = Map.copyOf(together);
    }

    /// With [Heads#NGRAM] and [Weights#OPEN].
    public static TextReader open(ModelStore store) {
        return open(store, Heads.NGRAM);
    }

    /// With [Weights#OPEN].
    public static TextReader open(ModelStore store, Heads heads) {
        return open(store, heads, Weights.OPEN);
    }

    /// @param store holds the weights; stays the caller's, and must outlive the reader
    /// @throws ModelException when weights are missing or altered, or [Heads#JOINT] finds no ONNX Runtime
    public static TextReader open(ModelStore store, Heads heads, Weights weights) {
        return new TextReader(store, heads, weights);
    }

    /// Of what was opened, the weights that are for research only.
    public List<ModelRef> researchOnly() {
        return reviews == null ? List.of() : List.of(reviews.ref());
    }

    /// What hears complaints and wishes, from the same store.
    public IntentReader intents() {
        return intents;
    }

    /// Whether these are weights that are for research only.
    public static boolean isResearchOnly(ModelRef model) {
        return model.id().equals(REVIEWS);
    }

    /// The same weights for texts that come together, such as the rows of one table: what one text leaves open,
    /// whose way of labelling fits it, the others tell. Keeps how much of the texts is like which corpus, and
    /// nothing else of them. By n-grams alone, so that it costs well under a millisecond a text.
    ///
    /// @param texts without labels; some hundreds are enough, [#TEXTS_TO_ADAPT] from the beginning are looked at
    public TextReader adaptedTo(List<String> texts) {
        return adaptedTo(texts, text -> languages.language(text));
    }

    /// Of texts whose language is known.
    public TextReader adaptedTo(List<String> texts, Language language) {
        return adaptedTo(texts, text -> language);
    }

    private TextReader adaptedTo(List<String> texts, Function<String, Language> languageOf) {
        var likenesses = new LinkedHashMap<Language, List<Map<String, Double>>>();
        for (var whole : texts.subList(0, Math.min(texts.size(), TEXTS_TO_ADAPT))) {
            var text = shortened(whole);
            var language = languageOf.apply(text);
            var reads = readers.get(language);
            if (reads == null) continue;
            var normalized = normalizer.normalize(text);
            var features = NgramFeatures.of(normalized);
            if (features.size() == 0) continue;
            likenesses
                    .computeIfAbsent(language, first -> new ArrayList<>())
                    .add(reads.model().likenesses(reads.model().margins(normalized, features), NO_VECTOR));
        }
        var shares = new LinkedHashMap<Language, CorpusShares>();
        likenesses.forEach((language, of) -> shares.put(language, CorpusShares.of(of)));
        return new TextReader(this, shares);
    }

    /// How much of what the reader was adapted to is like which corpus; [CorpusShares#UNKNOWN] of a reader that was
    /// not.
    public CorpusShares adaptedTo(Language language) {
        return together.getOrDefault(language, CorpusShares.UNKNOWN);
    }

    /// Never throws for what the text is: broken, empty or endless text yields a reading that says so.
    public TextReading read(String utterance) {
        var text = shortened(utterance);
        return read(text, languages.language(text), utterance.length() > LONGEST);
    }

    /// Of an utterance whose language is known; languages that are not read yield a reading that says so.
    public TextReading read(String utterance, Language language) {
        return read(shortened(utterance), language, utterance.length() > LONGEST);
    }

    private TextReading read(String text, Language language, boolean shortened) {
        var flags = EnumSet.noneOf(TextFlag.class);
        if (shortened) flags.add(TextFlag.SHORTENED);
        var normalized = normalizer.normalize(text);
        var reads = readers.get(language);
        if (reads == null) return symbolsAlone(normalized, language, flags);
        var features = NgramFeatures.of(normalized);
        if (features.size() == 0) return TextReading.unknown(language, Reason.TOO_SHORT, flags);
        var found = reads.phrases().find(normalized);
        if (found.negated()) flags.add(TextFlag.NEGATED);
        if (found.sarcastic()) flags.add(TextFlag.SARCASM_SUSPECTED);
        var margins = reads.model().margins(normalized, features);
        var vector = reads.encoder() == null ? NO_VECTOR : reads.encoder().of(text);
        var models = new ArrayList<ModelRef>();
        models.add(reads.ref());
        if (reads.encoder() != null) models.add(reads.encoder().ref());
        if (found.lean() != 0) models.add(Phrases.REF);
        var answers = reads.model().sentiment(margins, vector, adaptedTo(language));
        var sentiment = SentimentRule.reading(answers, found.lean());
        if (reviews != null && language.equals(Language.CHINESE)) {
            boolean sameEncoder = reviews.model().encoder().equals(reads.model().encoder());
            var reviewed = reviews.model()
                    .sentiment(reviews.model().margins(normalized, features), sameEncoder ? vector : NO_VECTOR);
            sentiment = SentimentRule.ofReview(answers, reviewed);
            models.add(reviews.ref());
        }
        var emotions = reads.model().answers(margins, vector, adaptedTo(language));
        return new TextReading(
                language,
                sentiment,
                TextReading.EMOTIONS.stream()
                        .map(emotion -> emotion(emotion, emotions, found.intensity(), found.against(emotion)))
                        .toList(),
                emotion(Emotion.NEUTRAL, emotions, 0, 0),
                reasons(sentiment, found.sarcastic()),
                flags,
                models);
    }

    /// Emoji and emoticons are read in any language; nothing else is, outside the three.
    private TextReading symbolsAlone(String normalized, Language language, Set<TextFlag> flags) {
        var found = symbols.find(normalized);
        if (found.lean() == 0)
            return TextReading.unknown(
                    language,
                    language.equals(Language.UNDETERMINED) ? Reason.TOO_SHORT : Reason.UNKNOWN_LANGUAGE,
                    flags);
        if (found.sarcastic()) flags.add(TextFlag.SARCASM_SUSPECTED);
        var sentiment = SentimentRule.ofSymbols(found.lean());
        return new TextReading(
                language,
                sentiment,
                List.of(),
                TextReading.UNREAD_NEUTRAL,
                List.of(Reason.NOT_ENOUGH_EVIDENCE),
                flags,
                List.of(Phrases.REF));
    }

    /// @param against log-odds that phrases take from it
    private static EmotionReading emotion(Emotion emotion, Map<String, Verdict> verdicts, double more, double against) {
        var learned = verdicts.get(emotion.id());
        if (learned == null) return new EmotionReading(emotion, 0, 1, 0);
        var verdict = new Verdict(SentimentRule.shifted(learned.probability(), -against), learned.threshold());
        double intensity = verdict.yes() ? EmotionPlane.intensity(verdict, more) : 0;
        return new EmotionReading(emotion, verdict.probability(), verdict.threshold(), intensity);
    }

    private static List<Reason> reasons(SentimentReading sentiment, boolean sarcastic) {
        if (sentiment.label() == Sentiment.UNKNOWN) return List.of(Reason.LOW_CONFIDENCE);
        return sarcastic ? List.of(Reason.NO_RELIABLE_SIGNAL) : List.of();
    }

    private static String shortened(String utterance) {
        int length = utterance.length();
        return length <= LONGEST
                ? utterance
                : utterance.substring(0, LONGEST / 2) + "\n" + utterance.substring(length - LONGEST / 2);
    }
}
