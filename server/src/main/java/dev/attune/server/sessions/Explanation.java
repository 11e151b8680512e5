package dev.attune.server.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.attune.fusion.AffectFormula;
import dev.attune.fusion.replay.Replay;
import dev.attune.signals.Affect;
import dev.attune.signals.Contribution;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Measurement;
import dev.attune.signals.Modality;
import dev.attune.signals.ModelRef;
import dev.attune.signals.PhysiologyObservation;
import dev.attune.signals.TextObservation;
import dev.attune.signals.VoiceObservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Where the numbers of one media time come from: what each modality said, what it weighed, and what
/// its own number is made of. The parts of a number sum up to it; numbers are not rounded, so that the
/// sum can be done again.
///
/// @param people the estimates that stood then
/// @param voice,words,body what was said and told last; null when nothing was. Of words only what they
///     displayed
/// @param formulas definitions in force when it was recorded
/// @param models every model and format that observed anything until then
record Explanation(
        double atMs,
        List<Person> people,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Voice voice,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Words words,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Body body,

        List<String> formulas,
        List<String> models) {

    private static final String USUAL = "usual";
    private static final double ROUNDING = 1e-9;

    /// @param valence what it is made of
    /// @param arousal what it is made of
    /// @param formula id and version
    /// @param baseline what action units and arousal are relative to
    /// @param delayMs how far smoothed values lag behind
    /// @param actionUnits strongest first, absent ones left out
    record Person(
            int trackId,
            double atMs,
            Sum valence,
            Sum arousal,
            String formula,
            String baseline,
            double delayMs,
            List<Unit> actionUnits) {}

    /// @param value null when nothing was measured, for `reason`
    /// @param reason why there is none; absent where there is one
    /// @param parts one per modality that weighed in
    record Sum(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double value,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String reason,

            List<Part> parts) {}

    /// @param said what the modality says by itself
    /// @param weight the modality's share, in [0, 1]
    /// @param effect weight times said
    /// @param terms of the face: what its own number is made of, largest first. The last, `usual`, is
    ///     what this person's usual took off, so that they sum up to `said`
    record Part(String modality, double said, double weight, double effect, List<Term> terms) {}

    /// @param input by name, for example `AU12`
    /// @param effect what it adds
    record Term(String input, double effect) {}

    /// @param left intensity on the person's own left, 0 to 5
    /// @param right intensity on the person's own right, 0 to 5
    /// @param reliability in [0, 1]
    /// @param evidence what it was read by: `geometry`, `appearance`, `reported` or `not-visible`
    record Unit(String id, double left, double right, double reliability, String evidence) {}

    /// @param prosody measured values by name; the unit stands in the name
    /// @param baseline what they are relative to
    record Voice(double fromMs, double toMs, Map<String, Double> prosody, String baseline, List<String> models) {}

    record Words(double atMs, String language, List<String> models) {}

    /// @param signals measured values by name; the unit stands in the name
    /// @param device what they were measured with
    record Body(double atMs, Map<String, Double> signals, String device) {}

    static Explanation of(Duration at, Replay.Standing standing) {
        return new Explanation(
                milliseconds(at),
                standing.affects().stream().map(Explanation::person).toList(),
                voice(standing.voice()),
                words(standing.words()),
                body(standing.body()),
                names(standing.formulas()),
                names(standing.models()));
    }

    private static Person person(Affect affect) {
        return new Person(
                affect.trackId(),
                milliseconds(affect.at()),
                sum(affect, affect.valence(), true),
                sum(affect, affect.arousal(), false),
                affect.formula().toString(),
                affect.baseline().id(),
                milliseconds(affect.delay()),
                affect.actionUnits().stream()
                        .filter(unit -> unit.intensity() > 0)
                        .sorted((one, other) -> Double.compare(other.intensity(), one.intensity()))
                        .map(unit -> new Unit(
                                unit.id(),
                                unit.left(),
                                unit.right(),
                                unit.reliability(),
                                unit.evidence().id()))
                        .toList());
    }

    private static Sum sum(Affect affect, Measurement total, boolean valence) {
        var parts = affect.contributions().stream()
                .filter(said -> weight(said, valence) > 0)
                .map(said -> part(affect, said, valence))
                .toList();
        return switch (total) {
            case Measurement.Measured measured -> new Sum(measured.value(), null, parts);
            case Measurement.NotMeasurable missing ->
                new Sum(null, missing.reason().id(), List.of());
        };
    }

    private static double weight(Contribution said, boolean valence) {
        return valence ? said.valenceWeight() : said.arousalWeight();
    }

    private static Part part(Affect affect, Contribution said, boolean valence) {
        double own = (valence ? said.valence() : said.arousal()).optional().orElse(0);
        double weight = weight(said, valence);
        return new Part(
                said.modality().id(),
                own,
                weight,
                weight * own,
                said.modality() == Modality.FACE && said.expression() instanceof DisplayPattern.Displayed displayed
                        ? terms(
                                valence
                                        ? AffectFormula.valence(displayed.probabilities(), affect.actionUnits())
                                        : AffectFormula.arousal(displayed.probabilities(), affect.actionUnits()),
                                own)
                        : List.of());
    }

    private static List<Term> terms(List<AffectFormula.Term> terms, double said) {
        var all = new ArrayList<Term>();
        double sum = 0;
        for (var term : terms) {
            if (term.effect() == 0) continue;
            sum += term.effect();
            all.add(new Term(term.input(), term.effect()));
        }
        if (Math.abs(said - sum) > ROUNDING) all.add(new Term(USUAL, said - sum));
        return all;
    }

    private static @Nullable Voice voice(@Nullable VoiceObservation voice) {
        if (voice == null) return null;
        var prosody = new LinkedHashMap<String, Double>();
        put(prosody, "f0Hz", voice.prosody().f0Hz().optional());
        put(prosody, "f0RangeSemitones", voice.prosody().f0RangeSemitones().optional());
        put(prosody, "levelDb", voice.prosody().levelDb().optional());
        put(prosody, "syllablesPerSecond", voice.prosody().syllablesPerSecond().optional());
        put(prosody, "jitter", voice.prosody().jitter().optional());
        put(prosody, "shimmerDb", voice.prosody().shimmerDb().optional());
        put(prosody, "hnrDb", voice.prosody().hnrDb().optional());
        return new Voice(
                milliseconds(voice.span().start()),
                milliseconds(voice.span().end()),
                prosody,
                voice.baseline().id(),
                names(voice.models()));
    }

    private static @Nullable Words words(@Nullable TextObservation words) {
        return words == null ? null : new Words(milliseconds(words.at()), words.language(), names(words.models()));
    }

    private static @Nullable Body body(@Nullable PhysiologyObservation body) {
        if (body == null) return null;
        var signals = new LinkedHashMap<String, Double>();
        put(signals, "heartRateBpm", body.heartRate());
        put(signals, "edaMicrosiemens", body.skinConductance());
        put(signals, "respirationPerMinute", body.respirationRate());
        return new Body(milliseconds(body.at()), signals, body.device());
    }

    private static void put(Map<String, Double> values, String name, OptionalDouble value) {
        value.ifPresent(measured -> values.put(name, measured));
    }

    private static List<String> names(Collection<ModelRef> models) {
        return models.stream().map(ModelRef::toString).distinct().toList();
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
