package dev.attune.evaluation.voice;

import dev.attune.evaluation.voice.VoiceIndex.Clip;
import dev.attune.media.MediaException;
import dev.attune.voice.VoiceEvent.VoiceReading;
import dev.attune.voice.VoiceModels;
import dev.attune.voice.VoiceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Hears every clip by itself, without a baseline of its speaker, and keeps what its longest segment
/// sounded like.
public final class VoiceEvaluation {
    private final VoiceModels models;
    private final SoundCondition condition;
    private final long seed;

    /// @param seed of the noise
    public VoiceEvaluation(VoiceModels models, SoundCondition condition, long seed) {
        this.models = models;
        this.condition = condition;
        this.seed = seed;
    }

    /// One answer per clip, in order.
    List<VoiceAnswer> answers(VoiceIndex index, IntConsumer progress) {
        var options = condition == SoundCondition.TELEPHONE ? VoiceOptions.TELEPHONE : VoiceOptions.WIDE_BAND;
        var answers = new ArrayList<VoiceAnswer>();
        for (var clip : index.clips()) {
            answers.add(answer(clip, options));
            progress.accept(answers.size());
        }
        return answers;
    }

    private VoiceAnswer answer(Clip clip, VoiceOptions options) {
        try {
            float[] sound = condition.of(ClipSound.read(clip.file()), seed(clip));
            var longest = longest(ClipSound.readings(sound, models, options));
            return VoiceAnswer.heard(clip, longest == null ? null : longest.tone());
        } catch (MediaException e) {
            return VoiceAnswer.unreadable(
                    clip, String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown"));
        }
    }

    SoundCondition condition() {
        return condition;
    }

    long seed() {
        return seed;
    }

    private long seed(Clip clip) {
        return seed * 1_000_003 + clip.name().hashCode();
    }

    /// What sums up the longest segment; null without speech.
    public static @Nullable VoiceReading longest(List<VoiceReading> readings) {
        VoiceReading longest = null;
        for (var reading : readings)
            if (reading.last() && (longest == null || length(reading) > length(longest))) longest = reading;
        return longest;
    }

    private static long length(VoiceReading reading) {
        return reading.observation().span().length().toNanos();
    }
}
