package dev.attune.sensors;

import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.FaceUnits;
import dev.attune.signals.HeadTurn;
import dev.attune.signals.ModelRef;
import dev.attune.signals.UnitsReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Results of Human (vladmandic), one object per frame: emotions and where the head points. Its
/// guesses of age, sex and race, and its description of the person, are not read.
final class HumanJson {
    private static final ModelRef REF = new ModelRef("human", "3");
    private static final Map<String, Emotion> EMOTIONS = Map.of(
            "angry", Emotion.ANGER,
            "disgust", Emotion.DISGUST,
            "fear", Emotion.FEAR,
            "happy", Emotion.JOY,
            "sad", Emotion.SADNESS,
            "surprise", Emotion.SURPRISE,
            "neutral", Emotion.NEUTRAL);

    private @Nullable Duration first;

    UnitsReading read(JsonNode result) {
        var faces = result.path("face");
        if (!faces.isArray())
            throw new IllegalArgumentException("the field face must be an array, got " + Fields.shown(faces));
        double epoch = Fields.number(result, "timestamp")
                .orElseThrow(() -> new IllegalArgumentException(
                        "the field timestamp is missing: milliseconds since 1970, as Human writes it"));
        var told = Duration.ofMillis(Math.round(epoch));
        if (first == null) first = told;
        var read = new ArrayList<FaceUnits>();
        for (int number = 0; number < faces.size(); number++) {
            var face = face(number, faces.get(number));
            if (face != null) read.add(face);
        }
        return new UnitsReading(told.minus(first), read);
    }

    /// Null for a face without any emotion: Human leaves out those below its threshold.
    private static @Nullable FaceUnits face(int number, JsonNode face) {
        var probabilities = new EnumMap<Emotion, Double>(Emotion.class);
        double sum = 0;
        for (var told : face.path("emotion")) {
            var emotion = EMOTIONS.get(told.path("emotion").asString(""));
            if (emotion == null)
                throw new IllegalArgumentException("the emotion of face %d must be one of %s, got %s"
                        .formatted(number, EMOTIONS.keySet().stream().sorted().toList(), Fields.shown(told)));
            double score = Fields.number(told, "score").orElse(0);
            probabilities.merge(emotion, score, Double::sum);
            sum += score;
        }
        if (sum <= 0) return null;
        double all = sum;
        probabilities.replaceAll((emotion, score) -> score / all);
        double score = Fields.number(face, "faceScore")
                .orElse(Fields.number(face, "score").orElse(1));
        return new FaceUnits(
                number,
                List.of(),
                EmotionDistribution.of(probabilities),
                head(face.path("rotation").path("angle")),
                null,
                ToolNumbers.quality(score, Set.of()),
                List.of(REF));
    }

    private static @Nullable HeadTurn head(JsonNode angle) {
        if (!angle.isObject()) return null;
        return new HeadTurn(degrees(angle, "yaw"), degrees(angle, "pitch"), degrees(angle, "roll"));
    }

    private static double degrees(JsonNode angle, String axis) {
        return Math.toDegrees(Fields.number(angle, axis).orElse(0));
    }
}
