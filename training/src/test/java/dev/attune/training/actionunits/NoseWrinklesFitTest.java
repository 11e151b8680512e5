package dev.attune.training.actionunits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.face.Ridge;
import dev.attune.face.SkinTexture;
import dev.attune.training.actionunits.NoseWrinklesFit.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// On made-up skin whose number 3 grows with wrinkles, on rendered people too, and whose number 7 grows on pictures of
/// disgust only; all else is noise.
class NoseWrinklesFitTest {
    private static final int WRINKLES = 3;
    private static final int COMPANY = 7;

    @Test
    void whatBothKindsOfFacesShowWeighsMoreThanWhatOnlyPicturesShow() {
        double[] weights = new NoseWrinklesFit(examples(2)).weights();

        assertThat(weights).hasSize(SkinTexture.SIZE);
        assertThat(weights[WRINKLES]).isGreaterThan(weights[COMPANY]).isPositive();
        for (int i = 0; i < weights.length; i++)
            if (i != WRINKLES && i != COMPANY) assertThat(Math.abs(weights[i])).isLessThan(weights[COMPANY]);
    }

    @Test
    void facesLeftOutAreToldApart() {
        var leftOut = new NoseWrinklesFit(examples(2)).leftOut();

        assertThat(leftOut.area().orElseThrow()).isGreaterThan(0.9);
        assertThat(leftOut.correlation().orElseThrow()).isGreaterThan(0.4);
    }

    @Test
    void noiseIsNotToldApartOnFacesLeftOut() {
        var leftOut = new NoseWrinklesFit(examples(0)).leftOut();

        assertThat(leftOut.area().orElseThrow()).isBetween(0.35, 0.65);
        assertThat(leftOut.correlation().orElseThrow()).isLessThan(0.2);
    }

    @Test
    void aLabelWithManyPicturesCountsNoMoreThanOneWithFew() {
        var examples = examples(2);
        var more = new ArrayList<>(examples);
        for (var example : examples) if (example.kind().equals("NEUTRAL")) more.add(example);

        double[] once = new NoseWrinklesFit(examples).weights();
        double[] twice = new NoseWrinklesFit(more).weights();

        var face = examples.getFirst().texture();
        assertThat(said(twice, face)).isCloseTo(said(once, face), within(0.15));
    }

    @Test
    void picturesOfOneKindAloneTeachNothing() {
        var neutral = examples(2).stream()
                .filter(example -> !example.kind().equals("DISGUST"))
                .toList();

        assertThatThrownBy(() -> new NoseWrinklesFit(neutral))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a fit needs pictures with and without disgust and 5 rendered people, got 0,");
    }

    private static double said(double[] weights, double[] texture) {
        return Ridge.predict(weights, texture);
    }

    /// @param strength of wrinkles against the noise
    private static List<Example> examples(double strength) {
        var random = new Random(7);
        var examples = new ArrayList<Example>();
        for (int picture = 0; picture < 600; picture++) {
            var label = List.of("DISGUST", "NEUTRAL", "JOY").get(picture % 3);
            boolean wrinkled = label.equals("DISGUST");
            var texture = noise(random);
            if (wrinkled) {
                texture[WRINKLES] += strength;
                texture[COMPANY] += strength;
            }
            examples.add(Example.picture(texture, picture, label, wrinkled));
        }
        for (int face = 0; face < 600; face++) {
            double played = face % 2 == 0 ? 0 : 5 * random.nextDouble();
            var change = noise(random);
            change[WRINKLES] += strength * played / 5;
            examples.add(Example.rendered(change, face % 10, played));
        }
        return examples;
    }

    private static double[] noise(Random random) {
        var values = new double[SkinTexture.SIZE];
        for (int i = 0; i < values.length; i++) values[i] = random.nextGaussian();
        return values;
    }
}
