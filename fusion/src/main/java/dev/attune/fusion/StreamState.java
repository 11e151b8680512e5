package dev.attune.fusion;

import dev.attune.signals.Definition;
import dev.attune.signals.Emotion;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One state as `stream-states/2` defines it: a logistic sum of inputs, its window, evidence and hysteresis.
///
/// @param seconds of the window; the probability is smoothed with a third of it
/// @param evidence seconds with an input before the first number
/// @param source where the definition comes from, for whoever shows it
public record StreamState(
        State state,
        double bias,
        List<Term> terms,
        double seconds,
        double evidence,
        double enter,
        double leave,
        String source) {
    static final Definition DEFINITION = Definition.load(StreamState.class, "stream-states", "2");

    private static final List<String> SETTINGS = List.of("seconds", "evidence", "enter", "leave", "source", "bias");

    /// In the order of [State].
    public static final List<StreamState> ALL = load();

    public StreamState {
        terms = List.copyOf(terms);
        if (!(leave <= enter && seconds > 0))
            throw new IllegalStateException(
                    "%s must be left below where it is entered, in a positive window".formatted(state.id()));
    }

    /// What one input is and how much it weighs in the logarithm of the odds.
    ///
    /// @param index of the emotion or the sign, where the kind needs one
    public record Term(String input, int modality, Kind kind, int index, double weight) {

        /// In [0, 1], NaN when it was not told.
        double value(Cue cue, Pooled pooled, double yawns) {
            return switch (kind) {
                case EMOTION -> cue.probability(index);
                case SIGN -> cue.sign(index);
                case POSITIVE -> part(pooled.values()[modality]);
                case NEGATIVE -> part(-pooled.values()[modality]);
                case AROUSED -> part(pooled.levels()[modality]);
                case QUIET -> part(-pooled.levels()[modality]);
                case YAWNS -> Math.min(1, yawns);
            };
        }

        private static double part(double value) {
            return Double.isNaN(value) ? value : Math.max(0, value);
        }
    }

    /// How an input is read from a cue.
    public enum Kind {
        EMOTION,
        SIGN,
        POSITIVE,
        NEGATIVE,
        AROUSED,
        QUIET,
        YAWNS
    }

    /// Every state is our model's: there is no agreed prototype for any.
    public boolean modelDefined() {
        return true;
    }

    public static ModelRef ref() {
        return DEFINITION.ref();
    }

    /// What the definition's terms are worth now, each by its trust: what a fit of their weights learns from. Empty
    /// when none was told.
    public double[] inputs(TrackState state) {
        var now = state.ahead();
        var trust = StateLevels.trust(now.latest(), now.at());
        if (Double.isNaN(logit(now.latest(), trust, now.pooled(), now.dynamics().yawns()))) return new double[0];
        var inputs = new double[terms.size()];
        for (int i = 0; i < inputs.length; i++) {
            var term = terms.get(i);
            var cue = now.latest()[term.modality()];
            double value = cue == null
                    ? Double.NaN
                    : term.value(cue, now.pooled(), now.dynamics().yawns());
            inputs[i] = Double.isNaN(value) ? 0 : trust[term.modality()] * value;
        }
        return inputs;
    }

    /// The logarithm of the odds now; NaN when none of the inputs was told.
    double logit(@Nullable Cue[] latest, double[] trust, Pooled pooled, double yawns) {
        double sum = bias;
        boolean told = false;
        for (var term : terms) {
            var cue = latest[term.modality()];
            if (cue == null || trust[term.modality()] == 0) continue;
            double value = term.value(cue, pooled, yawns);
            if (Double.isNaN(value)) continue;
            told = true;
            sum += term.weight() * trust[term.modality()] * value;
        }
        return told ? sum : Double.NaN;
    }

    private static List<StreamState> load() {
        return Arrays.stream(State.values()).map(StreamState::load).toList();
    }

    private static StreamState load(State state) {
        var id = state.id();
        var terms = new ArrayList<Term>();
        for (var key : DEFINITION.keysAfter(id + "."))
            if (key.contains(".")) terms.add(term(key, DEFINITION.number(id + "." + key)));
            else if (!SETTINGS.contains(key))
                throw new IllegalStateException(
                        "%s does not know what '%s.%s' is".formatted(DEFINITION.ref(), id, key));
        return new StreamState(
                state,
                DEFINITION.number(id + ".bias"),
                terms,
                DEFINITION.number(id + ".seconds"),
                DEFINITION.number(id + ".evidence"),
                DEFINITION.number(id + ".enter"),
                DEFINITION.number(id + ".leave"),
                DEFINITION.text(id + ".source"));
    }

    private static Term term(String input, double weight) {
        int dot = input.indexOf('.');
        var modality = modality(input.substring(0, dot));
        var what = input.substring(dot + 1);
        int m = modality.ordinal();
        for (var kind : List.of(Kind.POSITIVE, Kind.NEGATIVE, Kind.AROUSED, Kind.QUIET, Kind.YAWNS))
            if (kind.name().equalsIgnoreCase(what)) return new Term(input, m, kind, -1, weight);
        for (var emotion : Emotion.values())
            if (emotion.id().equals(what)) return new Term(input, m, Kind.EMOTION, emotion.ordinal(), weight);
        for (var sign : Sign.of(modality))
            if (sign.id().equals(what)) return new Term(input, m, Kind.SIGN, sign.place(), weight);
        throw new IllegalStateException("%s names an input that nobody tells: '%s'".formatted(DEFINITION.ref(), input));
    }

    private static Modality modality(String id) {
        return Arrays.stream(Modality.values())
                .filter(modality -> modality.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "%s names a modality that is none: '%s'".formatted(DEFINITION.ref(), id)));
    }
}
