package dev.attune.evaluation.expressions;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers and labels written by hand.
final class Answers {
    private final List<LabelledIndex.Row> rows = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    Answers add(@Nullable Emotion label, String group, Answer answer) {
        var name = rows.size() + ".png";
        rows.add(new LabelledIndex.Row(rows.size() + 2, name, Path.of(name), label, group));
        answers.add(answer);
        return this;
    }

    Answers add(int times, @Nullable Emotion label, String group, Answer answer) {
        for (int i = 0; i < times; i++) add(label, group, answer);
        return this;
    }

    LabelledIndex index() {
        return new LabelledIndex(Path.of("index.csv"), "0".repeat(64), rows);
    }

    List<Answer> all() {
        return answers;
    }

    static Answer.Read read(Emotion top, double probability) {
        return read(top, probability, 0);
    }

    /// @param smile AU12
    static Answer.Read read(Emotion top, double probability, double smile) {
        return new Answer.Read(
                distribution(top, probability),
                new DisplayPattern.Displayed(distribution(top, probability)),
                true,
                List.of(new ActionUnit(12, smile, smile, 1)),
                "%s %s %s".formatted(top, probability, smile));
    }

    static Answer.Read abstained(Emotion top, double probability, Reason reason) {
        return new Answer.Read(
                distribution(top, probability), new DisplayPattern.Abstained(reason), true, List.of(), reason.id());
    }

    private static EmotionDistribution distribution(Emotion top, double probability) {
        var each = new EnumMap<Emotion, Double>(Emotion.class);
        for (var emotion : Emotion.values())
            each.put(emotion, emotion == top ? probability : (1 - probability) / (Emotion.values().length - 1));
        return EmotionDistribution.of(each);
    }
}
