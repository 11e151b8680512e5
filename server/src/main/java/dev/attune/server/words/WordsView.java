package dev.attune.server.words;

import dev.attune.server.customers.CustomerAffect.Observed;
import dev.attune.server.customers.CustomerAffect.Pressing;
import dev.attune.server.customers.CustomerAffect.Source;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.Reason;
import dev.attune.text.RequestReader;
import dev.attune.text.feedback.UtteranceReader;
import dev.attune.text.topics.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an utterance displays and is about, as pages get it. Places are `[start, end]` in `text`, which is redacted.
///
/// @param text with personal data replaced by marks
/// @param language the language that the words were read in
/// @param sentiment which way the whole leans
/// @param polarity in [-1, 1], of dictionary and model together; null when neither could tell
/// @param emotions that the words express, the likeliest first
/// @param aspects what is praised or blamed
/// @param intents what the person wants
/// @param request what a customer of the trade asks for; null where none is set or nothing was told
/// @param urgency `none`, `raised` or `high`
/// @param sarcasm places where the words may mean the opposite
/// @param personalData ids of what was replaced, one for each place
/// @param reasons why something could not be read, the gravest first
public record WordsView(
        String text,
        String language,
        Sentiment sentiment,
        @Nullable Double polarity,
        List<Emotion> emotions,
        List<Aspect> aspects,
        List<Intent> intents,
        @Nullable Request request,
        String urgency,
        List<int[]> sarcasm,
        List<String> personalData,
        List<String> reasons,
        List<String> models) {

    /// @param label `negative`, `neutral` or `positive`
    /// @param polarity in [-1, 1]
    /// @param strength in [0, 1], whichever way it leans
    public record Sentiment(String label, double probability, double polarity, double strength) {}

    /// @param emotion its id, for example `joy`
    /// @param intensity in [0, 1]; 0 unless it is displayed
    public record Emotion(String emotion, double probability, double intensity) {}

    /// @param aspect its id, for example `delivery`
    /// @param polarity in [-1, 1]
    /// @param term the place of the word
    /// @param clause the place of what is said of it
    public record Aspect(String aspect, double polarity, int[] term, int[] clause) {}

    /// @param intent its id, for example `refund`
    /// @param why the place of the words that say so
    public record Intent(String intent, int[] why) {}

    /// @param request its id
    public record Request(String request, double probability) {}

    static WordsView of(UtteranceReader.Read read, Optional<RequestReader.Request> request) {
        var reading = read.reading();
        var topics = read.topics();
        var sentiment = reading.sentiment();
        var polarity = topics.polarity();
        return new WordsView(
                read.redaction().text(),
                reading.language().code(),
                new Sentiment(
                        sentiment.label().id(),
                        hundredths(sentiment.probability()),
                        hundredths(sentiment.polarity()),
                        hundredths(sentiment.strength())),
                polarity.isPresent() ? hundredths(polarity.getAsDouble()) : null,
                reading.displayed().stream()
                        .map(emotion -> new Emotion(
                                emotion.emotion().id(),
                                hundredths(emotion.probability()),
                                hundredths(emotion.intensity())))
                        .toList(),
                topics.aspects().stream()
                        .map(aspect -> new Aspect(
                                aspect.aspect(),
                                hundredths(aspect.polarity()),
                                place(aspect.term()),
                                place(aspect.clause())))
                        .toList(),
                topics.intents().stream()
                        .map(mention -> new Intent(mention.intent().id(), place(mention.why())))
                        .toList(),
                request.map(told -> new Request(told.id(), hundredths(told.probability())))
                        .orElse(null),
                topics.urgency().id(),
                topics.sarcasm().stream().map(WordsView::place).toList(),
                read.redaction().marks().stream().map(mark -> mark.kind().id()).toList(),
                reading.reasons().stream().map(Reason::id).toList(),
                reading.models().stream().map(ModelRef::toString).toList());
    }

    /// For the customer record of whoever wrote it; empty where nothing could tell which way the words lean.
    public Optional<Observed> observed(Source source, @Nullable String channel, @Nullable String product) {
        if (polarity == null) return Optional.empty();
        return Optional.of(new Observed(
                source,
                Modality.TEXT,
                null,
                channel,
                product,
                polarity,
                null,
                aspects.stream().collect(Collectors.toMap(Aspect::aspect, Aspect::polarity, Math::min)),
                Pressing.of(intents.stream().map(Intent::intent).toList(), urgency)));
    }

    private static int[] place(Span span) {
        return new int[] {span.start(), span.end()};
    }

    private static double hundredths(double value) {
        return Math.round(100 * value) / 100.0;
    }
}
