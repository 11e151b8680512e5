package dev.attune.evaluation.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.evaluation.statistics.Agreement;
import dev.attune.evaluation.statistics.Bootstrap;
import dev.attune.signals.State;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeadTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(1, 200);

    private final List<GeneratedSession> people = IntStream.range(0, 8)
            .mapToObj(person -> SessionGenerator.session(Scenario.STEADY, 1, person, 0, 60))
            .toList();
    private final Random random = new Random(1);

    @Test
    void sumsOverPeopleGiveTheConcordanceOfAllTheirTicks() {
        var runs = people.stream().map(person -> run(person, this::blurred)).toList();
        var tally = IntStream.range(0, people.size())
                .mapToObj(i -> Tally.of(people.get(i), runs.get(i)))
                .reduce(Tally::plus)
                .orElseThrow();

        double expected = Agreement.concordance(
                        people.stream().flatMapToDouble(LeadTest::valence).toArray(),
                        runs.stream()
                                .flatMapToDouble(run -> Arrays.stream(run.valence()))
                                .toArray())
                .orElseThrow();
        assertThat(tally.valence().concordance()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void anEstimatorIsAheadOfTheBetterOfTwoWithAnIntervalAboveNothing() {
        var exact = tallies(truth -> truth);
        var near = tallies(this::blurred);
        var silent = tallies(truth -> Double.NaN);

        var lead = Lead.of(exact, List.of(silent, near), BOOTSTRAP).valenceCcc();

        assertThat(lead.by())
                .isCloseTo(
                        1
                                - near.stream()
                                        .map(Tally::valence)
                                        .reduce(Tally.Sums::plus)
                                        .orElseThrow()
                                        .concordance(),
                        within(1e-9));
        assertThat(lead.interval().orElseThrow().low()).isPositive();
    }

    @Test
    void theSameAnswersAreNeitherAheadNorBehind() {
        var near = tallies(this::blurred);

        var lead = Lead.of(near, List.of(near), BOOTSTRAP);

        for (var margin : List.of(lead.stateF1(), lead.valenceCcc(), lead.arousalCcc())) {
            assertThat(margin.by()).isZero();
            assertThat(margin.interval().orElseThrow().contains(0)).isTrue();
        }
    }

    @Test
    void whoIsWorseThanTheBestOtherIsBehindIt() {
        var lead = Lead.of(tallies(this::blurred), List.of(tallies(truth -> truth)), BOOTSTRAP);

        assertThat(lead.valenceCcc().by()).isNegative();
        assertThat(lead.valenceCcc().interval().orElseThrow().high()).isNegative();
    }

    @Test
    void aStateThatIsNeverToldCountsNothingInTheMean() {
        var states = people.stream()
                .map(person -> Tally.of(person, run(person, truth -> truth)).states())
                .reduce(Tally.States::plus)
                .orElseThrow();

        assertThat(states.f1()).containsOnlyKeys(Mood.SCORED).containsEntry(State.CALM, 0.0);
        assertThat(states.meanF1()).isZero();
    }

    private List<Tally> tallies(DoubleUnaryOperator said) {
        return people.stream()
                .map(person -> Tally.of(person, run(person, said)))
                .toList();
    }

    private double blurred(double truth) {
        return truth + 0.3 * random.nextGaussian();
    }

    /// Says this of the true valence, nothing else.
    private static Run run(GeneratedSession person, DoubleUnaryOperator said) {
        var truth = valence(person).toArray();
        var run = Run.of(truth.length);
        for (int tick = 0; tick < truth.length; tick++) run.valence()[tick] = said.applyAsDouble(truth[tick]);
        return run;
    }

    private static DoubleStream valence(GeneratedSession person) {
        int ticks = (int) (person.seconds() / Estimators.TICK_SECONDS);
        return IntStream.range(0, ticks).mapToDouble(tick -> person.mood(Estimators.time(tick)).valence);
    }
}
