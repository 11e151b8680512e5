package dev.attune.training.actionunits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.actor.Expression;
import dev.attune.actor.Rehearsal.Kind;
import dev.attune.actor.Rehearsal.Take;
import dev.attune.evaluation.actionunits.RehearsedPerson;
import dev.attune.evaluation.actionunits.RehearsedPerson.Face;
import dev.attune.face.ActionUnitFormula;
import dev.attune.face.NeutralFace;
import dev.attune.signals.Box;
import dev.attune.signals.Emotion;
import dev.attune.signals.EmotionDistribution;
import dev.attune.signals.Eyes;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.FaceObservation;
import dev.attune.signals.FaceQuality;
import dev.attune.signals.GazeReading;
import dev.attune.signals.HeadPose;
import dev.attune.signals.Landmarks;
import dev.attune.signals.Pupils;
import dev.attune.signals.Quality;
import dev.attune.signals.Reason;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// On made-up people whose outer brow rises by .01 per intensity of AU2 and of AU27, which has no rule; all
/// else is noise.
class ActionUnitFitTest {
    private static final int OUTER_BROW = FaceMeasure.OUTER_BROW_HEIGHT.ordinal();
    private static final double RISE = 0.01;

    private final List<RehearsedPerson> people = people();
    private final ActionUnitFit fit = new ActionUnitFit(people);

    @Test
    void peopleLeftOutAreReadAsTheyPlayed() {
        var brow = fit.fit(27);

        assertThat(brow.fitCorrelation().orElseThrow()).isGreaterThan(0.95);
        assertThat(brow.truth()).hasSameSizeAs(brow.byFit()).hasSize(2 * fit.faces());
    }

    @Test
    void theFileReadsWhatWasFittedAndKeepsTheSidesApart() throws Exception {
        var file = new ActionUnitFile(List.of(fit.fit(27)), Set.of(), Optional.empty());

        var formula = ActionUnitFormula.parse(new StringReader(file.text(List.of("made up"))));
        var person = people.getFirst();
        var raised = face(person, Expression.NEUTRAL.with(27, 4, 0), new Random(99));
        var read = formula.read(
                raised.observation().measures(),
                person.own(),
                raised.observation().pose());

        assertThat(formula.source(27)).isEqualTo("fit");
        assertThat(read.getFirst().left()).isCloseTo(4, within(0.8));
        assertThat(read.getFirst().right()).isLessThan(0.8);
    }

    @Test
    void aUnitThatNothingShowsIsCalledNotVisible() {
        var file = new ActionUnitFile(List.of(fit.fit(22)), Set.of(), Optional.empty());

        assertThat(file.text(List.of())).contains("22,source,none", "22,evidence,not-visible");
    }

    @Test
    void aRuleThatIsToBeKeptStays() {
        var file = new ActionUnitFile(List.of(fit.fit(2)), Set.of(2), Optional.empty());

        assertThat(file.text(List.of())).contains("2,source,rule", "2,rule,2");
        assertThat(file.comparison()).contains("rule (as asked)");
    }

    private static List<RehearsedPerson> people() {
        var random = new Random(1);
        var people = new ArrayList<RehearsedPerson>();
        for (long seed = 0; seed < 10; seed++) {
            var own = new NeutralFace("own", measures(random, 0.05, 0, 0), measures(new Random(0), 0, 0, 0));
            var empty = new RehearsedPerson(seed, List.of(), own, List.of());
            var faces = new ArrayList<Face>();
            for (int i = 0; i < 30; i++) {
                double left = i % 3 == 0 ? 0 : 5 * random.nextDouble();
                double right = i % 4 == 0 ? 0 : 5 * random.nextDouble();
                faces.add(face(
                        empty,
                        Expression.NEUTRAL
                                .with(2, left, right)
                                .with(27, left, right)
                                .with(22, 5 * random.nextDouble()),
                        random));
            }
            people.add(new RehearsedPerson(seed, faces.stream().map(Face::take).toList(), own, faces));
        }
        return people;
    }

    private static Face face(RehearsedPerson person, Expression played, Random random) {
        var level = played.level(27);
        var moved = measures(random, 0.002, RISE * level.left(), RISE * level.right());
        var left = new double[FaceMeasure.values().length];
        var right = new double[left.length];
        for (var measure : FaceMeasure.values()) {
            left[measure.ordinal()] = person.own().centre().left(measure) + moved.left(measure);
            right[measure.ordinal()] = person.own().centre().right(measure) + moved.right(measure);
        }
        return new Face(new Take(Kind.COMBINATION, played, Map.of()), observation(new FaceMeasures(left, right)));
    }

    private static FaceMeasures measures(Random random, double noise, double leftBrow, double rightBrow) {
        var left = new double[FaceMeasure.values().length];
        var right = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = noise * random.nextGaussian();
            right[i] = noise * random.nextGaussian();
        }
        left[OUTER_BROW] += leftBrow;
        right[OUTER_BROW] += rightBrow;
        return new FaceMeasures(left, right);
    }

    private static FaceObservation observation(FaceMeasures measures) {
        return new FaceObservation(
                0,
                new Box(10, 10, 100, 120),
                1,
                new Landmarks(new float[3 * Landmarks.COUNT]),
                new HeadPose(0, 0, 0, 0, 0, 600),
                new Eyes(
                        new GazeReading.NotMeasurable(Reason.NOT_ENOUGH_EVIDENCE),
                        Pupils.notMeasurable(Reason.NOT_ENOUGH_EVIDENCE)),
                measures,
                List.of(),
                EmotionDistribution.of(Map.of(Emotion.NEUTRAL, 1.0)),
                new FaceQuality(70, 210, 0.5, 11, 1, new Quality(1, Set.of())),
                null,
                List.of());
    }
}
