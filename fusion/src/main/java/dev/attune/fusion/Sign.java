package dev.attune.fusion;

import dev.attune.signals.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a modality tells beside valence, arousal and expression: the inputs of states. In [0, 1].
public enum Sign {
    /// Share of the last seconds in which gaze or head was turned to the screen.
    ATTENTION(Modality.FACE),
    ENGAGEMENT(Modality.FACE),
    INTEREST(Modality.FACE),
    CONFUSION(Modality.FACE),
    BOREDOM(Modality.FACE),
    FATIGUE(Modality.FACE),
    STRESS(Modality.FACE),
    /// AU4 over its full intensity, times its reliability; so are the next three.
    BROW(Modality.FACE),
    /// The stronger of AU23 and AU24.
    LIPS(Modality.FACE),
    /// AU12.
    SMILE(Modality.FACE),
    /// AU26 or AU27, whichever is stronger: a yawn holds it for seconds.
    JAW(Modality.FACE),
    /// Nearer to the screen than this person usually is; these three by `posture/1`.
    LEAN_IN(Modality.FACE),
    LEAN_BACK(Modality.FACE),
    /// The chin further down than usual.
    HEAD_LOW(Modality.FACE),
    /// How probable anger is in the tone, as against neutral.
    ANGER_IN_TONE(Modality.VOICE);

    private static final List<List<Sign>> BY_MODALITY = Arrays.stream(Modality.values())
            .map(modality -> Arrays.stream(values())
                    .filter(sign -> sign.modality == modality)
                    .toList())
            .toList();

    private final Modality modality;
    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Sign(Modality modality) {
        this.modality = modality;
    }

    public Modality modality() {
        return modality;
    }

    /// The name used in definitions and files, for example `anger-in-tone`.
    public String id() {
        return id;
    }

    /// Every sign of one modality, in the order of declaration.
    static List<Sign> of(Modality modality) {
        return BY_MODALITY.get(modality.ordinal());
    }

    /// The place of this sign among those of its modality.
    int place() {
        return of(modality).indexOf(this);
    }
}
