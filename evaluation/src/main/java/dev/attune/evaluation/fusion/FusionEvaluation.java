package dev.attune.evaluation.fusion;

import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.fusion.AffectStream;
import dev.attune.fusion.TrackState;
import dev.attune.signals.Modality;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Plays generated sessions to the stream, to each modality alone and to a plain average, and scores them on the truth.
///
/// @param sessions per scenario, each of another person
/// @param seconds of each
public record FusionEvaluation(Set<Scenario> scenarios, long seed, int sessions, double seconds) {
    public static final int DEFAULT_SESSIONS = 40;
    public static final double DEFAULT_SECONDS = 180;

    private static final List<Modality> MODALITIES = List.of(Modality.FACE, Modality.VOICE, Modality.TEXT);
    private static final double DAYS_BETWEEN_VISITS = 7;

    public FusionEvaluation {
        if (sessions < 1 || !(seconds >= 30))
            throw new IllegalArgumentException(
                    "at least one session of at least 30 s is needed, got %d of %s s".formatted(sessions, seconds));
    }

    /// The scores of one scenario.
    ///
    /// @param single of each modality that was there
    /// @param lead of fusion
    /// @param forecasts of the stream with all modalities
    public record Row(
            Scenario scenario,
            Score fusion,
            Map<Modality, Score> single,
            Score naiveAverage,
            Lead lead,
            ForecastCheck forecasts) {
        public Row {
            single = Map.copyOf(single);
        }
    }

    /// @param progress told in words what is being done
    public FusionResult run(Consumer<String> progress) {
        var rows = new ArrayList<Row>();
        for (var scenario : scenarios) {
            progress.accept("scenario " + scenario.id());
            rows.add(row(scenario));
        }
        return new FusionResult(this, rows);
    }

    private Row row(Scenario scenario) {
        var played = IntStream.range(0, sessions)
                .parallel()
                .mapToObj(person -> play(scenario, person))
                .toList();
        var generated = played.stream().map(Played::session).toList();
        var single = new EnumMap<Modality, Score>(Modality.class);
        for (var modality : MODALITIES)
            if (!scenario.trouble().missing().contains(modality))
                single.put(
                        modality,
                        Score.of(
                                generated,
                                played.stream()
                                        .map(each -> each.single(modality))
                                        .toList()));
        return new Row(
                scenario,
                Score.of(generated, played.stream().map(Played::fusion).toList()),
                single,
                Score.of(generated, played.stream().map(Played::average).toList()),
                lead(played, single.keySet()),
                new ForecastCheck(IntStream.range(0, generated.size())
                        .boxed()
                        .flatMap(person -> ForecastCheck.of(person, generated.get(person)).stream())
                        .toList()));
    }

    private Lead lead(List<Played> played, Set<Modality> modalities) {
        var others = new ArrayList<List<Tally>>();
        for (var modality : modalities) others.add(tallies(played, each -> each.single(modality)));
        others.add(tallies(played, Played::average));
        return Lead.of(tallies(played, Played::fusion), others, new Bootstrap(seed, Bootstrap.DEFAULT_DRAWS));
    }

    private static List<Tally> tallies(List<Played> played, Function<Played, Run> run) {
        return played.stream()
                .map(each -> Tally.of(each.session(), run.apply(each)))
                .toList();
    }

    private record Played(GeneratedSession session, Run fusion, Map<Modality, Run> singles, Run average) {
        Run single(Modality modality) {
            var run = singles.get(modality);
            if (run == null) throw new IllegalArgumentException(modality.id() + " was not there");
            return run;
        }
    }

    private Played play(Scenario scenario, int person) {
        boolean known = scenario.trouble().known();
        var session = SessionGenerator.session(scenario, seed, person, known ? 1 : 0, seconds);
        var before = known ? SessionGenerator.session(scenario, seed, person, 0, seconds) : null;
        var singles = new EnumMap<Modality, Run>(Modality.class);
        for (var modality : MODALITIES)
            if (!scenario.trouble().missing().contains(modality))
                singles.put(
                        modality,
                        Estimators.stream(session, start(before, Set.of(modality)), cue -> cue.modality() == modality));
        var fusion = Estimators.stream(session, start(before, Set.copyOf(MODALITIES)), cue -> true);
        return new Played(session, fusion, singles, Estimators.average(singles.values()));
    }

    /// What the first visit taught, a week later; each estimator learnt from its own cues only.
    private static TrackState start(@Nullable GeneratedSession before, Set<Modality> modalities) {
        var state = TrackState.initial();
        if (before == null) return state;
        for (var arrival : before.arrivals())
            if (modalities.contains(arrival.cue().modality()))
                state = AffectStream.step(state, arrival.cue()).state();
        return TrackState.returning(state.baseline().aged(DAYS_BETWEEN_VISITS));
    }
}
