package dev.attune.decisions.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HierarchyTest {
    private static final RewardModel.Settings SETTINGS = new RewardModel.Settings(4, 1, 1);
    private static final Deviation.Settings OWN_LEVEL = new Deviation.Settings(List.of(0), 10);
    private static final double[] USUAL = {1, 0, 0, 0};

    @Test
    void aPersonNobodyKnowsIsAnsweredLikeEverybodyButLessSurely() {
        var model = RewardModelTest.learned(SETTINGS, RewardModelTest.rows(new Random(1), 400, 2, 0));
        var newcomer = new Hierarchy(model, Deviation.none(OWN_LEVEL, model), Deviation.none(OWN_LEVEL, model));

        var everybody = model.estimate("a0", USUAL);
        var estimate = newcomer.estimate("a0", USUAL);

        assertThat(estimate.mean()).isEqualTo(everybody.mean());
        assertThat(Math.pow(estimate.uncertainty(), 2))
                .isCloseTo(Math.pow(everybody.uncertainty(), 2) + 2 / 10.0, within(1e-12));
    }

    @Test
    void theMoreAPersonShowsTheLessTheCrowdCounts() {
        var model = RewardModelTest.learned(SETTINGS, RewardModelTest.rows(new Random(1), 2000, 1, 0));
        double crowd = model.estimate("a0", USUAL).mean(); // about 0.4
        var person = Deviation.none(OWN_LEVEL, model);
        var means = new ArrayList<Double>();
        for (int visit = 1; visit <= 200; visit++) {
            person = person.learn(new Row("a0", USUAL, 1, 0), model);
            if (List.of(1, 10, 200).contains(visit))
                means.add(
                        new Hierarchy(model, null, person).estimate("a0", USUAL).mean());
        }

        // δ = n (1 − crowd) / (10 + n): after ten visits half way
        assertThat(means.get(0)).isCloseTo(crowd + (1 - crowd) / 11, within(1e-9));
        assertThat(means.get(1)).isCloseTo((1 + crowd) / 2, within(1e-9));
        assertThat(means.get(2)).isGreaterThan(0.95);
        assertThat(person.rows()).isEqualTo(200);
    }

    @Test
    void twoPeopleOfOneSegmentCanBeServedDifferently() {
        var hierarchy = fresh();
        Deviation likesHelp = hierarchy.person();
        Deviation likesQuiet = hierarchy.person();
        for (int visit = 0; visit < 30; visit++) {
            for (var action : List.of("help", "quiet")) {
                var one = new Hierarchy(hierarchy.population(), hierarchy.segment(), likesHelp)
                        .learn(new Row(action, USUAL, action.equals("help") ? 0.9 : 0.1, 0));
                likesHelp = one.person();
                hierarchy = new Hierarchy(one.population(), one.segment(), null);
                var other = new Hierarchy(hierarchy.population(), hierarchy.segment(), likesQuiet)
                        .learn(new Row(action, USUAL, action.equals("quiet") ? 0.9 : 0.1, 0));
                likesQuiet = other.person();
                hierarchy = new Hierarchy(other.population(), other.segment(), null);
            }
        }

        assertThat(preference(hierarchy, likesHelp)).isGreaterThan(0.4);
        assertThat(preference(hierarchy, likesQuiet)).isLessThan(-0.4);
        assertThat(preference(hierarchy, null)).isCloseTo(0, within(0.02));
    }

    @Test
    void forgettingAPersonLeavesWhatTheOthersTaught() {
        var random = new Random(6);
        var all = fresh();
        var others = fresh();
        var persons = new ArrayList<Row>();
        for (var row : RewardModelTest.rows(random, 600, 2, 0)) {
            all = all.learn(row);
            if (random.nextInt(5) == 0) persons.add(row);
            else others = others.learn(row);
        }

        var forgotten = all.forgetPerson(persons);

        assertThat(forgotten.person()).isNull();
        var expected = new Hierarchy(others.population(), others.segment(), null);
        for (var action : List.of("a0", "a1")) {
            assertThat(forgotten.estimate(action, USUAL).mean())
                    .isCloseTo(expected.estimate(action, USUAL).mean(), within(1e-6));
            assertThat(forgotten.estimate(action, USUAL).uncertainty())
                    .isCloseTo(expected.estimate(action, USUAL).uncertainty(), within(1e-6));
        }
    }

    @Test
    void aDeviationAgesWithThePopulationEvenWhenThePersonStaysAway() {
        var model = RewardModel.empty(new RewardModel.Settings(4, 1, 0.5));
        var person = Deviation.none(OWN_LEVEL, model);
        for (int i = 0; i < 10; i++) person = person.learn(new Row("a0", USUAL, 1, 0), model);
        var later = model.aged();

        // 10 rows now count as 5: δ = 5 / (10 + 5)
        assertThat(new Hierarchy(later, null, person).estimate("a0", USUAL).mean())
                .isCloseTo(5 / 15.0, within(1e-12));
    }

    @Test
    void severalFeaturesMayDeviateTogether() {
        var model = RewardModelTest.learned(SETTINGS, RewardModelTest.rows(new Random(2), 500, 1, 0));
        var person = Deviation.none(new Deviation.Settings(List.of(0, 2), 2), model);
        var random = new Random(8);
        for (int i = 0; i < 400; i++) {
            var x = new double[] {1, 0, random.nextDouble() - 0.5, 0};
            person = person.learn(new Row("a0", x, 0.5 + 0.8 * x[2], 0), model);
        }
        var known = new Hierarchy(model, null, person);

        assertThat(known.estimate("a0", new double[] {1, 0, 0.5, 0}).mean()).isCloseTo(0.9, within(0.05));
        assertThat(known.estimate("a0", new double[] {1, 0, -0.5, 0}).mean()).isCloseTo(0.1, within(0.05));
    }

    @Test
    void aDeviationKeptAsBytesIsTheSame() {
        var model = RewardModelTest.learned(SETTINGS, RewardModelTest.rows(new Random(2), 50, 2, 0));
        var person = Deviation.none(new Deviation.Settings(List.of(0, 3), 5), model);
        for (var row : RewardModelTest.rows(new Random(3), 40, 2, 0)) person = person.learn(row, model);

        var restored = ModelBytes.deviation(ModelBytes.of(person));

        assertThat(ModelBytes.of(restored)).isEqualTo(ModelBytes.of(person));
        assertThat(new Hierarchy(model, null, restored).estimate("a1", USUAL))
                .isEqualTo(new Hierarchy(model, null, person).estimate("a1", USUAL));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> new Deviation.Settings(List.of(), 1)).hasMessageContaining("1 to 8");
        assertThatThrownBy(() -> new Deviation.Settings(List.of(1, 1), 1)).hasMessageContaining("[1, 1]");
        assertThatThrownBy(() -> new Deviation.Settings(List.of(0), 0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> Deviation.none(new Deviation.Settings(List.of(4), 1), RewardModel.empty(SETTINGS)))
                .hasMessageContaining("among 4");
    }

    private static Hierarchy fresh() {
        var model = RewardModel.empty(SETTINGS);
        return new Hierarchy(model, Deviation.none(OWN_LEVEL, model), Deviation.none(OWN_LEVEL, model));
    }

    private static double preference(Hierarchy hierarchy, @Nullable Deviation person) {
        var known = new Hierarchy(hierarchy.population(), hierarchy.segment(), person);
        return known.estimate("help", USUAL).mean()
                - known.estimate("quiet", USUAL).mean();
    }
}
