package dev.attune.face;

import static dev.attune.face.MeshTopology.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.HeadPose;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ActionUnitGeometryTest {
    private static final SyntheticFace REST = SyntheticFace.atRest();
    private static final NeutralFace OWN_NEUTRAL = new NeutralFace("own", measures(REST), everywhere(0.004));

    @Test
    void aFaceAtRestShowsNoActionUnit() {
        assertThat(ActionUnitGeometry.intensities(measures(REST), OWN_NEUTRAL))
                .allSatisfy(unit -> assertThat(unit.intensity()).isZero());
    }

    @Test
    void mouthCornersThatGoUpAndOutAreAU12AndNotAU15() {
        var smile = REST.moved(LEFT_MOUTH_CORNER, 0.04, 0.06).moved(RIGHT_MOUTH_CORNER, -0.04, 0.06);

        assertThat(unit(12, smile).intensity()).isBetween(2.0, 4.0);
        assertThat(unit(15, smile).intensity()).isZero();
    }

    @Test
    void aSmirkOfTheSubjectsLeftIsStrongerOnTheLeft() {
        var smirk = unit(12, REST.moved(LEFT_MOUTH_CORNER, 0.04, 0.06));

        assertThat(smirk.left()).isGreaterThan(2);
        assertThat(smirk.right()).isZero();
    }

    @Test
    void fallingMouthCornersAreAU15() {
        var sad = REST.moved(LEFT_MOUTH_CORNER, 0, -0.04).moved(RIGHT_MOUTH_CORNER, 0, -0.04);

        assertThat(unit(15, sad).intensity()).isGreaterThan(2);
        assertThat(unit(12, sad).intensity()).isZero();
    }

    @Test
    void aDroppedJawIsAU25AndAU26ButNeitherSmileNorGrief() {
        var jawDown = REST.moved(LOWER_LIP_INNER, 0, -0.25)
                .moved(LOWER_LIP_BOTTOM, 0, -0.25)
                .moved(CHIN, 0, -0.25)
                .moved(LEFT_MOUTH_CORNER, 0, -0.1)
                .moved(RIGHT_MOUTH_CORNER, 0, -0.1);

        assertThat(unit(25, jawDown).intensity()).isGreaterThan(3);
        assertThat(unit(26, jawDown).intensity()).isGreaterThan(3);
        assertThat(unit(12, jawDown).intensity()).isLessThan(1);
        assertThat(unit(15, jawDown).intensity()).isLessThan(1);
    }

    @Test
    void raisedBrowsAreAU1AndAU2WhileLoweredOnesAreAU4() {
        var raised = REST.moved(LEFT_BROW_INNER, 0, 0.04)
                .moved(RIGHT_BROW_INNER, 0, 0.04)
                .moved(LEFT_BROW_OUTER, 0, 0.04)
                .moved(RIGHT_BROW_OUTER, 0, 0.04);
        var lowered = REST.moved(LEFT_BROW_INNER, -0.02, -0.03).moved(RIGHT_BROW_INNER, 0.02, -0.03);

        assertThat(unit(1, raised).intensity()).isGreaterThan(3);
        assertThat(unit(2, raised).intensity()).isGreaterThan(3);
        assertThat(unit(4, raised).intensity()).isZero();
        assertThat(unit(4, lowered).intensity()).isGreaterThan(2);
        assertThat(unit(1, lowered).intensity()).isZero();
    }

    @Test
    void closedLidsAreAU43AndNotAU7() {
        var closed = REST.onto(LEFT_UPPER_LID, LEFT_LOWER_LID).onto(RIGHT_UPPER_LID, RIGHT_LOWER_LID);

        assertThat(unit(43, closed).intensity()).isGreaterThan(4);
        assertThat(unit(7, closed).intensity()).isZero();
    }

    @Test
    void aTurnedHeadLowersIntensityAndReliability() {
        var smile = measures(REST.moved(LEFT_MOUTH_CORNER, 0.04, 0.06).moved(RIGHT_MOUTH_CORNER, -0.04, 0.06));
        var frontal = find(12, ActionUnitGeometry.intensities(smile, OWN_NEUTRAL));
        var turned = find(12, ActionUnitGeometry.intensities(smile, OWN_NEUTRAL, new HeadPose(35, 0, 0, 0, 0, 500)));

        assertThat(turned.intensity()).isLessThan(frontal.intensity());
        assertThat(turned.reliability()).isLessThan(frontal.reliability());
    }

    @Test
    void thePopulationsNeutralFaceShowsNoActionUnitAgainstItself() {
        var population = NeutralFace.population();

        assertThat(ActionUnitGeometry.intensities(population.centre(), population))
                .allSatisfy(unit -> assertThat(unit.intensity()).isZero());
    }

    private static ActionUnit unit(int number, SyntheticFace face) {
        return find(number, ActionUnitGeometry.intensities(measures(face), OWN_NEUTRAL));
    }

    private static ActionUnit find(int number, Iterable<ActionUnit> units) {
        for (var unit : units) if (unit.number() == number) return unit;
        throw new AssertionError("no AU" + number);
    }

    private static FaceMeasures measures(SyntheticFace face) {
        return FaceMeasurer.measure(face.poseRemoved(SyntheticFace.AHEAD), NoseWrinkles.unseen());
    }

    private static FaceMeasures everywhere(double value) {
        var values = new double[FaceMeasure.values().length];
        Arrays.fill(values, value);
        return new FaceMeasures(values, values);
    }
}
