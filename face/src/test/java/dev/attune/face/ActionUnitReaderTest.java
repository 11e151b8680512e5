package dev.attune.face;

import static dev.attune.face.MeshTopology.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.ActionUnit;
import dev.attune.signals.FaceMeasure;
import dev.attune.signals.FaceMeasures;
import dev.attune.signals.HeadPose;
import dev.attune.signals.Presence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ActionUnitReaderTest {
    private static final SyntheticFace REST = SyntheticFace.atRest();
    private static final NeutralFace OWN_NEUTRAL = new NeutralFace("own", measures(REST), everywhere(0.004));
    private static final HeadPose FRONTAL = turned(0);

    @Test
    void readsEveryUnitOfItsListInAscendingOrder() {
        assertThat(ActionUnitReader.numbers()).hasSize(23).isSorted();
        assertThat(ActionUnitReader.read(measures(REST), OWN_NEUTRAL, FRONTAL))
                .extracting(ActionUnit::number)
                .containsExactlyElementsOf(ActionUnitReader.numbers());
    }

    @Test
    void noUnitIsPresentInANeutralFace() {
        var population = NeutralFace.population();

        assertThat(ActionUnitReader.read(measures(REST), OWN_NEUTRAL, FRONTAL))
                .allSatisfy(unit -> assertThat(unit.presence()).isIn(Presence.NONE, Presence.UNKNOWN));
        assertThat(ActionUnitReader.read(population.centre(), population, FRONTAL))
                .allSatisfy(unit -> assertThat(unit.presence()).isIn(Presence.NONE, Presence.UNKNOWN));
    }

    @Test
    void whatIsSeenTooBadlyIsNeitherPresentNorAbsent() {
        assertThat(ActionUnitReader.read(measures(REST), OWN_NEUTRAL, FRONTAL))
                .filteredOn(unit -> unit.presence() == Presence.UNKNOWN)
                .extracting(ActionUnit::number)
                .containsExactly(6, 9, 14, 17, 23, 24);
        assertThat(unit(12, REST, FRONTAL).presence()).isEqualTo(Presence.NONE);
        assertThat(unit(12, REST, turned(45)).presence())
                .as("a turned head hides the mouth")
                .isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void aSmirkOfTheSubjectsLeftIsPresentOnTheLeft() {
        var smirk = unit(12, REST.moved(LEFT_MOUTH_CORNER, 0.04, 0.06), FRONTAL);

        assertThat(smirk.presence()).isEqualTo(Presence.LEFT);
    }

    @Test
    void oneFrameOfClosedLidsMayBeABlinkOrNot() {
        var closed = REST.onto(LEFT_UPPER_LID, LEFT_LOWER_LID).onto(RIGHT_UPPER_LID, RIGHT_LOWER_LID);

        assertThat(unit(43, closed, FRONTAL).presence()).isEqualTo(Presence.BOTH);
        assertThat(unit(45, closed, FRONTAL).intensity())
                .isEqualTo(unit(43, closed, FRONTAL).intensity());
    }

    @Test
    void aTurnedHeadLowersTheReliabilityOfEveryUnit() {
        var frontal = ActionUnitReader.read(measures(REST), OWN_NEUTRAL, FRONTAL);
        var aside = ActionUnitReader.read(measures(REST), OWN_NEUTRAL, turned(40));

        for (int i = 0; i < frontal.size(); i++)
            assertThat(aside.get(i).reliability()).isLessThan(frontal.get(i).reliability());
    }

    @Test
    void theMirroredFaceHasTheSameUnitsOnTheOtherSide() {
        var random = new Random(45);
        for (int face = 0; face < 200; face++) {
            var left = deviating(random);
            var right = deviating(random);
            double yaw = 40 * random.nextDouble() - 20;

            var seen = ActionUnitReader.read(new FaceMeasures(left, right), OWN_NEUTRAL, turned(yaw));
            var mirrored = ActionUnitReader.read(new FaceMeasures(right, left), mirrored(OWN_NEUTRAL), turned(-yaw));

            for (int i = 0; i < seen.size(); i++) {
                assertThat(mirrored.get(i).left())
                        .as(seen.get(i).id())
                        .isCloseTo(seen.get(i).right(), within(1e-9));
                assertThat(mirrored.get(i).right())
                        .as(seen.get(i).id())
                        .isCloseTo(seen.get(i).left(), within(1e-9));
            }
        }
    }

    @Test
    void aUnitLeavesBelowWhereItEnters() {
        for (int number : ActionUnitReader.numbers())
            assertThat(ActionUnitReader.leave(number)).isLessThan(ActionUnitReader.enter(number));
    }

    @Test
    void dataThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> parsed("12,enter,1.0\n12,leave,2.0"))
                .hasMessage("AU12 must leave at or below where it enters, got leave 2.0 and enter 1.0");
        assertThatThrownBy(() -> parsed("12,enter")).hasMessage("expected unit,term,value, got '12,enter'");
        assertThatThrownBy(() -> ActionUnitReader.enter(3))
                .hasMessageStartingWith("AU3 is not read here. Maybe one of [1,");
    }

    private static ActionUnitData parsed(String lines) throws IOException {
        return ActionUnitData.parse(new BufferedReader(new StringReader(lines)));
    }

    private static ActionUnit unit(int number, SyntheticFace face, HeadPose pose) {
        return ActionUnitReader.read(measures(face), OWN_NEUTRAL, pose).stream()
                .filter(unit -> unit.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static FaceMeasures measures(SyntheticFace face) {
        return FaceMeasurer.measure(face.poseRemoved(SyntheticFace.AHEAD), NoseWrinkles.unseen());
    }

    private static HeadPose turned(double yaw) {
        return new HeadPose(yaw, 0, 0, 0, 0, 500);
    }

    private static NeutralFace mirrored(NeutralFace face) {
        return new NeutralFace("mirrored", mirrored(face.centre()), mirrored(face.spread()));
    }

    private static FaceMeasures mirrored(FaceMeasures measures) {
        var left = new double[FaceMeasure.values().length];
        var right = left.clone();
        for (var measure : FaceMeasure.values()) {
            left[measure.ordinal()] = measures.right(measure);
            right[measure.ordinal()] = measures.left(measure);
        }
        return new FaceMeasures(left, right);
    }

    /// One half of a face that moves in every way at once.
    private static double[] deviating(Random random) {
        var values = new double[FaceMeasure.values().length];
        for (var measure : FaceMeasure.values())
            values[measure.ordinal()] = OWN_NEUTRAL.centre().left(measure) + 0.1 * random.nextGaussian();
        return values;
    }

    private static FaceMeasures everywhere(double value) {
        var values = new double[FaceMeasure.values().length];
        Arrays.fill(values, value);
        return new FaceMeasures(values, values);
    }
}
