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

    /// @throws MediaException when a clip cannot be decoded
    List<VoiceAnswer> answers(VoiceIndex index, IntConsumer progress) throws MediaException {
        var options = condition == SoundCondition.TELEPHONE ? VoiceOptions.TELEPHONE : VoiceOptions.WIDE_BAND;
        var answers = new ArrayList<VoiceAnswer>();
        for (var clip : index.clips()) {
            float[] sound = condition.of(ClipSound.read(clip.file()), seed(clip));
            var longest = longest(ClipSound.readings(sound, models, options));
            answers.add(new VoiceAnswer(clip, longest == null ? null : longest.tone()));
            progress.accept(answers.size());
        }
        return answers;
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
