package dev.attune.evaluation.fusion;

import dev.attune.signals.Modality;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What goes wrong with the observations of a session. The amounts are assumed.
public enum Scenario {
    /// Everything arrives at once and in order.
    STEADY(Trouble.NONE),
    /// The face 50 ms late, a voice up to 1.2 s, words up to 3 s.
    DELAYED(Trouble.NONE.delayed(0.05, 1.2, 3)),
    /// A third of all cues is lost, and faces for stretches of 5 s.
    DROPPED(Trouble.NONE.lost(0.33, true)),
    /// Each cue up to 0.4 s late: their order is lost, within the window.
    OUT_OF_ORDER(Trouble.NONE.shuffled(0.4)),
    /// Voice and words up to 6 s late: most of them after the window.
    TOO_LATE(Trouble.NONE.delayed(0.05, 6, 6)),
    /// Twice the error variance, which the quality tells.
    NOISY(Trouble.NONE.noisy()),
    /// Each modality is there in half of all stretches of 20 s.
    COME_AND_GO(Trouble.NONE.comingAndGoing()),
    NO_FACE(Trouble.NONE.without(Modality.FACE)),
    NO_VOICE(Trouble.NONE.without(Modality.VOICE)),
    NO_WORDS(Trouble.NONE.without(Modality.TEXT)),
    /// Most frustrated people smile, over an angry voice and words.
    MASKED(Trouble.NONE.masked(0.7)),
    /// A first visit of somebody whose usual is far from everybody's.
    FIRST_VISIT(Trouble.NONE.habits(1.5)),
    /// The same people at their second visit, a week later; what was learnt is brought along.
    RETURNING(Trouble.NONE.habits(1.5).seenBefore());

    private final Trouble trouble;

    Scenario(Trouble trouble) {
        this.trouble = trouble;
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
            boolean known) {
        static final Trouble NONE =
                new Trouble(0, 0, 0, 0, false, 0, 1, false, EnumSet.noneOf(Modality.class), 0, 1, false);

        Trouble delayed(double face, double voice, double words) {
            return new Trouble(
                    face, voice, words, loss, bursts, jitter, variance, comeAndGo, missing, masking, habit, known);
        }

        Trouble lost(double share, boolean inBursts) {
            return new Trouble(
                    faceDelay,
                    voiceDelay,
                    wordsDelay,
                    share,
                    inBursts,
                    jitter,
                    variance,
                    comeAndGo,
                    missing,
                    masking,
                    habit,
                    known);
        }

        Trouble shuffled(double seconds) {
            return new Trouble(
                    faceDelay,
                    voiceDelay,
                    wordsDelay,
                    loss,
                    bursts,
                    seconds,
                    variance,
                    comeAndGo,
                    missing,
                    masking,
                    habit,
                    known);
        }

        Trouble noisy() {
            return new Trouble(
                    faceDelay,
                    voiceDelay,
                    wordsDelay,
                    loss,
                    bursts,
                    jitter,
                    2,
                    comeAndGo,
                    missing,
                    masking,
                    habit,
                    known);
        }

        Trouble comingAndGoing() {
            return new Trouble(
                    faceDelay,
                    voiceDelay,
                    wordsDelay,
                    loss,
                    bursts,
                    jitter,
                    variance,
                    true,
                    missing,
                    masking,
                    habit,
                    known);
        }

        Trouble without(Modality modality) {
            return new Trouble(
                    faceDelay,
                    voiceDelay,
                    wordsDelay,
                    loss,
                    bursts,
                    jitter,
                    variance,
                    comeAndGo,
                    EnumSet.of(modality),
                    masking,
                    habit,
                    known);
        }

        Trouble masked(double share) {
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
                    share,
                    habit,
                    known);
        }

        Trouble habits(double times) {
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
                    times,
                    known);
        }

        Trouble seenBefore() {
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
                    true);
        }
    }
}
