package dev.attune.evaluation.fusion;

import dev.attune.signals.Modality;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What goes wrong with the observations of a session. The amounts are assumed.
public enum Scenario {
    /// Everything arrives at once and in order.
    STEADY(it -> {}),
    /// The face 50 ms late, a voice up to 1.2 s, words up to 3 s.
    DELAYED(it -> it.delays(0.05, 1.2, 3)),
    /// A third of all cues is lost, and faces for stretches of 5 s.
    DROPPED(it -> {
        it.loss = 0.33;
        it.bursts = true;
    }),
    /// Each cue up to 0.4 s late: their order is lost, within the window.
    OUT_OF_ORDER(it -> it.jitter = 0.4),
    /// Voice and words up to 6 s late: most of them after the window.
    TOO_LATE(it -> it.delays(0.05, 6, 6)),
    /// Twice the error variance, which the quality tells.
    NOISY(it -> it.variance = 2),
    /// Each modality is there in half of all stretches of 20 s.
    COME_AND_GO(it -> it.comeAndGo = true),
    NO_FACE(it -> it.missing = EnumSet.of(Modality.FACE)),
    NO_VOICE(it -> it.missing = EnumSet.of(Modality.VOICE)),
    NO_WORDS(it -> it.missing = EnumSet.of(Modality.TEXT)),
    /// Most frustrated people smile, over an angry voice and words.
    MASKED(it -> it.masking = 0.7),
    /// A first visit of somebody whose usual is far from everybody's.
    FIRST_VISIT(it -> it.habit = 1.5),
    /// The same people at their second visit, a week later; what was learnt is brought along.
    RETURNING(it -> {
        it.habit = 1.5;
        it.known = true;
    });

    private final Trouble trouble;

    Scenario(Consumer<Sketch> differences) {
        var sketch = new Sketch();
        differences.accept(sketch);
        this.trouble = sketch.trouble();
    }

    Trouble trouble() {
        return trouble;
    }

    /// The name used on the command line, for example `out-of-order`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param name an [#id] or `all`
    /// @throws IllegalArgumentException for any other
    public static Set<Scenario> named(String name) {
        if (name.equals("all")) return EnumSet.allOf(Scenario.class);
        return Arrays.stream(values())
                .filter(scenario -> scenario.id().equals(name))
                .findFirst()
                .map(EnumSet::of)
                .orElseThrow(() -> new IllegalArgumentException("there is no scenario '%s'. Maybe one of: all, %s"
                        .formatted(
                                name, Arrays.stream(values()).map(Scenario::id).collect(Collectors.joining(", ")))));
    }

    /// @param faceDelay,voiceDelay,wordsDelay at most so many seconds
    /// @param loss share of the cues that never arrive
    /// @param bursts whether faces are also lost for whole stretches
    /// @param jitter at most so many seconds, every cue for itself
    /// @param variance of the error, times
    /// @param missing modalities that are not there
    /// @param masking share of the frustrated stretches in which the face smiles
    /// @param habit times the usual difference between people
    /// @param known whether the person was here before
    record Trouble(
            double faceDelay,
            double voiceDelay,
            double wordsDelay,
            double loss,
            boolean bursts,
            double jitter,
            double variance,
            boolean comeAndGo,
            Set<Modality> missing,
            double masking,
            double habit,
            boolean known) {}

    /// A session without any trouble, until something is changed.
    private static final class Sketch {
        private double faceDelay;
        private double voiceDelay;
        private double wordsDelay;
        private double loss;
        private boolean bursts;
        private double jitter;
        private double variance = 1;
        private boolean comeAndGo;
        private Set<Modality> missing = EnumSet.noneOf(Modality.class);
        private double masking;
        private double habit = 1;
        private boolean known;

        void delays(double face, double voice, double words) {
            faceDelay = face;
            voiceDelay = voice;
            wordsDelay = words;
        }

        Trouble trouble() {
            return new Trouble(
                    faceDelay,
                    voiceDelay,
                    wordsDelay,
                    loss,
                    bursts,
                    jitter,
                    variance,
                    comeAndGo,
                    missing,
                    masking,
                    habit,
                    known);
        }
    }
}
