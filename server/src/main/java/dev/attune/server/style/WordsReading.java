package dev.attune.server.style;

import dev.attune.decisions.style.StyleReading;
import dev.attune.signals.Emotion;
import dev.attune.text.TextReading;
import dev.attune.text.feedback.UtteranceReader;
import dev.attune.text.topics.Intent;
import java.util.Set;

/// What an utterance means for the tone. An emotion counts from its own calibrated threshold on; a complaint, a threat
/// to leave or a wish for a person calls for calm whatever the words display. Words do not tell confusion.
final class WordsReading {
    private static final double ENTERS = 0.6; // from which the stylist takes a display as given
    private static final Set<Intent> CALLING_FOR_CALM =
            Set.of(Intent.COMPLAINT, Intent.CHURN_THREAT, Intent.REQUEST_FOR_HUMAN);

    private WordsReading() {}

    static StyleReading of(UtteranceReader.Read read) {
        var reading = read.reading();
        double displeased = Math.max(displayed(reading, Emotion.ANGER), displayed(reading, Emotion.DISGUST));
        boolean calm =
                read.topics().intents().stream().anyMatch(mention -> CALLING_FOR_CALM.contains(mention.intent()));
        double frustration = calm ? Math.max(displeased, ENTERS) : displeased;
        double joy = displayed(reading, Emotion.JOY);
        double confidence = Math.max(reading.sentiment().probability(), Math.max(frustration, joy));
        return new StyleReading(frustration, Double.NaN, joy, Math.min(1, confidence));
    }

    private static double displayed(TextReading reading, Emotion wanted) {
        for (var emotion : reading.emotions())
            if (emotion.emotion() == wanted)
                return emotion.displayed()
                        ? Math.max(ENTERS, emotion.probability())
                        : Math.min(emotion.probability(), ENTERS - 0.01);
        return 0;
    }
}
