package dev.attune.sensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.signals.ActionUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlendshapesTest {
    /// ARKit's, as Apple lists them.
    private static final List<String> NAMES = List.of(("browDownLeft browDownRight browInnerUp browOuterUpLeft"
                    + " browOuterUpRight cheekPuff cheekSquintLeft cheekSquintRight eyeBlinkLeft eyeBlinkRight"
                    + " eyeLookDownLeft eyeLookDownRight eyeLookInLeft eyeLookInRight eyeLookOutLeft eyeLookOutRight"
                    + " eyeLookUpLeft eyeLookUpRight eyeSquintLeft eyeSquintRight eyeWideLeft eyeWideRight jawForward"
                    + " jawLeft jawOpen jawRight mouthClose mouthDimpleLeft mouthDimpleRight mouthFrownLeft"
                    + " mouthFrownRight mouthFunnel mouthLeft mouthLowerDownLeft mouthLowerDownRight mouthPressLeft"
                    + " mouthPressRight mouthPucker mouthRight mouthRollLower mouthRollUpper mouthShrugLower"
                    + " mouthShrugUpper mouthSmileLeft mouthSmileRight mouthStretchLeft mouthStretchRight"
                    + " mouthUpperUpLeft mouthUpperUpRight noseSneerLeft noseSneerRight tongueOut")
            .split(" "));

    @Test
    void all52NamesAreKnown() {
        assertThat(NAMES).hasSize(52).allMatch(Blendshapes::isName);
        assertThat(Blendshapes.isName("_neutral")).isTrue();
        assertThat(Blendshapes.isName("grin")).isFalse();
    }

    @Test
    void aNameMayBeSpelledAsPhonesAndHeadsetsDo() {
        for (var name : List.of("mouthSmileLeft", "MouthSmileLeft", "mouthSmile_L", "mouth_smile_left"))
            assertThat(Blendshapes.actionUnits(Map.of(name, 1.0, "mouthSmileRight", 0.0), Blendshapes.Source.ARKIT))
                    .as(name)
                    .singleElement()
                    .satisfies(unit -> assertThat(unit.left()).isEqualTo(5));
    }

    @Test
    void aUnitOfWhichAShapeIsMissingIsLeftOut() {
        assertThat(Blendshapes.actionUnits(Map.of("mouthSmileLeft", 1.0), Blendshapes.Source.ARKIT))
                .isEmpty();
    }

    @Test
    void lipsThatStayClosedOverAnOpenJawDoNotPart() {
        var units = Blendshapes.actionUnits(Map.of("jawOpen", 0.5, "mouthClose", 0.5), Blendshapes.Source.ARKIT);
        assertThat(intensity(units, 25)).isZero();
        assertThat(intensity(units, 26)).isEqualTo(2.5);
        assertThat(intensity(units, 27)).isZero();
    }

    @Test
    void whatANetworkHardlySeesIsHardlyTrusted() {
        var shapes = Map.of("noseSneerLeft", 0.5, "noseSneerRight", 0.5);
        assertThat(Blendshapes.actionUnits(shapes, Blendshapes.Source.MEDIAPIPE)
                        .getFirst()
                        .reliability())
                .isLessThan(Blendshapes.actionUnits(shapes, Blendshapes.Source.ARKIT)
                        .getFirst()
                        .reliability());
    }

    @Test
    void whateverTheShapesEveryUnitIsPossible() {
        var random = new SplittableRandom(6);
        for (int i = 0; i < 200; i++) {
            var shapes = new HashMap<String, Double>();
            for (var name : NAMES) shapes.put(name, random.nextInt(4) == 0 ? 1.0 : random.nextDouble());
            var units = Blendshapes.actionUnits(shapes, Blendshapes.Source.ARKIT);
            assertThat(units).hasSize(29).allMatch(unit -> unit.intensity() <= ActionUnit.MAX_INTENSITY);
        }
    }

    @Test
    void aShapeBeyondItsRangeIsRefusedAndPrinted() {
        assertThatThrownBy(() -> Blendshapes.actionUnits(Map.of("jawOpen", -0.2), Blendshapes.Source.ARKIT))
                .hasMessageContaining("jawOpen")
                .hasMessageContaining("-0.2");
    }

    private static double intensity(List<ActionUnit> units, int number) {
        return units.stream()
                .filter(unit -> unit.number() == number)
                .findFirst()
                .orElseThrow()
                .intensity();
    }
}
