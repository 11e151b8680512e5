package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.Modality;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/// The numbers of `affect-stream/2`, read once: a step takes microseconds, looking one up by its name as long.
final class StreamNumbers {
    static final Definition DEFINITION = Definition.load(StreamNumbers.class, "affect-stream", "2");
    static final int MODALITIES = Modality.values().length;
    static final int FACE = Modality.FACE.ordinal();
    static final int VOICE = Modality.VOICE.ordinal();
    static final int TEXT = Modality.TEXT.ordinal();
    static final double NANOS = 1e9;

    private static final double[] FULL = each(modality -> number(modality, "fullSeconds"));
    private static final double[] GONE = each(modality -> number(modality, "goneSeconds"));

    /// How well a modality tells each; 0 for those that tell nothing here.
    static final double[] VALENCE = each(modality -> number(modality, "valence"));
    static final double[] AROUSAL = each(modality -> number(modality, "arousal"));
    /// How much more a modality's arousal varies between people than within one.
    static final double[] BETWEEN = each(modality -> number(modality, "arousal.between"));
    static final double[] EXPRESSION = each(modality -> number(modality, "expression"));

    private StreamNumbers() {}

    static double number(String key) {
        return DEFINITION.number(key);
    }

    /// In [0, 1]: 1 for a cue that was just complete, 0 for one that is too old to count.
    static double freshness(Cue cue, long now) {
        int modality = cue.modality().ordinal();
        double age = Math.max(0, (now - cue.atNanos()) / NANOS);
        double gone = GONE[modality];
        return Math.clamp((gone - age) / (gone - FULL[modality]), 0, 1);
    }

    /// How much the newest value counts after so many seconds, as in [Smoothing]; the same on every machine.
    static double weight(double seconds, double timeConstant) {
        return 1 - StrictMath.exp(-seconds / timeConstant);
    }

    private static double number(Modality modality, String what) {
        return DEFINITION.number(modality.id() + "." + what, 0);
    }

    private static double[] each(ToDoubleFunction<Modality> number) {
        return Arrays.stream(Modality.values()).mapToDouble(number).toArray();
    }
}
