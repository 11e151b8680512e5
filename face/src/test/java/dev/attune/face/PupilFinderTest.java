package dev.attune.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.face.PupilSight.Hidden;
import dev.attune.face.PupilSight.Seen;
import dev.attune.signals.Reason;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PupilFinderTest {
    private static final int SIZE = PupilFinder.SIZE;
    private static final float WHITE = 160;
    private static final float IRIS = 80;
    private static final float PUPIL = 12;

    private final PupilFinder finder = new PupilFinder();

    @Test
    void aDarkDiscInAnIrisIsReadAsTheShareOfItsDiameter() {
        for (double share : new double[] {0.25, 0.35, 0.45, 0.55}) {
            assertThat(seen(new Eye(share)).ratio()).as("played " + share).isCloseTo(share, within(0.03));
        }
    }

    @Test
    void theIrisMayStandBesideWhereTheMeshHasIt() {
        var eye = new Eye(0.4);
        eye.x += 4;
        eye.y -= 2;
        eye.radius = 22.5;

        assertThat(seen(eye).ratio()).isCloseTo(0.4, within(0.03));
        assertThat(seen(eye).iris().x()).isCloseTo(eye.x, within(1.0));
    }

    @Test
    void aLampReflectedAcrossThePupilsEdgeDoesNotMoveIt() {
        var eye = new Eye(0.45);
        eye.lamp = true;

        assertThat(seen(eye).ratio()).isCloseTo(0.45, within(0.04));
    }

    @Test
    void anUpperLidThatCutsThePupilLeavesEnoughOfItToRead() {
        var eye = new Eye(0.4);
        eye.lidTop = SIZE / 2.0 - 5;

        assertThat(seen(eye).ratio()).isCloseTo(0.4, within(0.05));
    }

    @Test
    void anIrisWithoutAPupilIsNotMeasuredInAnyLight() {
        for (float iris : new float[] {20, 50, 80, 120}) {
            var eye = new Eye(0);
            eye.iris = iris;
            assertThat(look(eye)).as("iris of grey " + iris).isEqualTo(new Hidden(Reason.LOW_CONTRAST));
        }
    }

    @Test
    void aLampInAnIrisWithoutAPupilIsNotTakenForOne() {
        var eye = new Eye(0);
        eye.lamp = true;

        assertThat(look(eye)).isInstanceOf(Hidden.class);
    }

    @Test
    void anIrisNearlyAsDarkAsItsPupilHidesIt() {
        var eye = new Eye(0.4);
        eye.iris = PUPIL + 3;

        assertThat(look(eye)).isEqualTo(new Hidden(Reason.LOW_CONTRAST));
    }

    /// As in a small face that was made larger: from the middle to the white it brightens evenly.
    @Test
    void anEyeThatBrightensEvenlyFromItsMiddleHasNoPupilToMeasure() {
        var grey = new float[SIZE * SIZE];
        for (int at = 0; at < grey.length; at++)
            grey[at] = (float) Math.min(WHITE, 5 * Math.hypot(at % SIZE + 0.5 - 36, at / SIZE + 0.5 - 36));

        assertThat(finder.find(grey, rows(0), rows(SIZE))).isInstanceOf(Hidden.class);
    }

    @Test
    void skinNoiseAndShutLidsAreNoEyes() {
        var random = new Random(5);
        var grey = new float[SIZE * SIZE];
        for (int at = 0; at < grey.length; at++) grey[at] = 128 + 20 * (float) random.nextGaussian();

        assertThat(finder.find(grey, rows(0), rows(SIZE))).isInstanceOf(Hidden.class);
        assertThat(finder.find(new Eye(0.4).drawn(), rows(SIZE), rows(0))).isInstanceOf(Hidden.class);
    }

    private Seen seen(Eye eye) {
        var sight = look(eye);
        assertThat(sight).isInstanceOf(Seen.class);
        return (Seen) sight;
    }

    private PupilSight look(Eye eye) {
        return finder.find(eye.drawn(), rows(eye.lidTop), rows(SIZE / 2.0 + 16));
    }

    private static double[] rows(double row) {
        var rows = new double[SIZE];
        Arrays.fill(rows, row);
        return rows;
    }

    /// Discs on a white ground with a little noise, four samples a pixel.
    private static final class Eye {
        private final double share;
        private double x = SIZE / 2.0;
        private double y = SIZE / 2.0;
        private double radius = 20;
        private float iris = IRIS;
        private double lidTop = SIZE / 2.0 - 15;
        private boolean lamp;

        Eye(double share) {
            this.share = share;
        }

        float[] drawn() {
            var random = new Random(11);
            var grey = new float[SIZE * SIZE];
            for (int at = 0; at < grey.length; at++) {
                float sum = 0;
                for (int part = 0; part < 4; part++) {
                    double px = at % SIZE + 0.25 + 0.5 * (part % 2);
                    double py = at / SIZE + 0.25 + 0.5 * (part / 2);
                    sum += value(px, py) / 4;
                }
                grey[at] = sum + (float) random.nextGaussian();
            }
            return grey;
        }

        private float value(double px, double py) {
            if (py < lidTop - 3) return 110; // the lid
            if (lamp && Math.abs(px - x - 7) < 3 && Math.abs(py - y + 6) < 3) return 240;
            double r = Math.hypot(px - x, py - y);
            return r < share * radius ? PUPIL : r < radius ? iris : WHITE;
        }
    }
}
