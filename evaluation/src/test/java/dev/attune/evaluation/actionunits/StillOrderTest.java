package dev.attune.evaluation.actionunits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.evaluation.actionunits.StillOrder.Still;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Emotion;
import dev.attune.signals.FaceObservation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StillOrderTest {

    @Test
    void aSmileThatReadsHigherOnEveryHappyFaceHasAnAreaOfOne() {
        var order = new StillOrder(stills(Emotion.JOY, 3, 3), 0, 0);

        var rows = order.rows(FaceObservation::actionUnits, still -> true);

        assertThat(rows).extracting(StillOrder.Row::label).containsOnly(Emotion.JOY);
        assertThat(StillOrder.area(rows, 12)).hasValue(1);
        assertThat(StillOrder.area(rows, 1)).as("no label here expects it").isEmpty();
    }

    @Test
    void contemptIsToldByTheDifferenceOfTheSides() {
        var order = new StillOrder(stills(Emotion.CONTEMPT, 3, 0), 0, 0);
        var even = new StillOrder(stills(Emotion.CONTEMPT, 2, 2), 0, 0);

        assertThat(StillOrder.area(order.rows(FaceObservation::actionUnits, still -> true), 12))
                .hasValue(1);
        assertThat(StillOrder.area(even.rows(FaceObservation::actionUnits, still -> true), 12))
                .hasValue(0.5);
    }

    @Test
    void tooFewPicturesAreNoRow() {
        var stills = stills(Emotion.FEAR, 1, 1).subList(0, 9); // four of fear

        assertThat(new StillOrder(stills, 0, 0).rows(FaceObservation::actionUnits, still -> true))
                .isEmpty();
    }

    @Test
    void aPictureStaysInItsHalfAndBothHalvesAreUsed() {
        var stills = stills(Emotion.JOY, 1, 1);

        assertThat(stills.stream().map(Still::decides).distinct()).hasSize(2);
        assertThat(new Still("a.jpg", Emotion.JOY, MadeUpPerson.face(List.of())).decides())
                .isEqualTo(new Still("a.jpg", Emotion.ANGER, MadeUpPerson.face(List.of())).decides());
    }

    /// Five neutral faces, then five of another label with AU12 as given.
    private static List<Still> stills(Emotion label, double left, double right) {
        var stills = new ArrayList<Still>();
        for (int i = 0; i < 5; i++)
            stills.add(new Still(
                    "neutral" + i, Emotion.NEUTRAL, MadeUpPerson.face(List.of(new ActionUnit(12, 0.5, 0.5, 0.9)))));
        for (int i = 0; i < 5; i++)
            stills.add(new Still("other" + i, label, MadeUpPerson.face(List.of(new ActionUnit(12, left, right, 0.9)))));
        return stills;
    }
}
