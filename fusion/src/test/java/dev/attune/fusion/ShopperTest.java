package dev.attune.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.actor.BundledClip;
import dev.attune.face.FaceModels;
import dev.attune.models.ModelStore;
import dev.attune.signals.Baseline;
import dev.attune.signals.Emotion;
import dev.attune.signals.Moment;
import dev.attune.signals.State;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The chain from pixels to a decision, on the bundled clips of a synthetic person. This shows that the parts work
/// together; it says nothing about accuracy on people.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopperTest {
    @TempDir
    Path folder;

    private FaceModels models;

    @BeforeAll
    void open() {
        models = FaceModels.open(ModelStore.bundled());
    }

    @AfterAll
    void close() {
        models.close();
    }

    @Test
    void whoHesitatesIsOfferedHelpAtCheckoutAndAComparisonOnAProductPage() throws Exception {
        var shopper = Shopper.watched(BundledClip.HESITATING.copyTo(folder), "checkout", models);

        assertThat(shopper.actions()).containsExactly("offer-help");
        assertThat(shopper.decisions.getFirst().explanation().reason().en())
                .isEqualTo("brow lowered and lids tight for 3 s on checkout: offering help");
        assertThat(shopper.moments)
                .anySatisfy(moment -> assertThat(moment)
                        .isInstanceOfSatisfying(
                                Moment.StateEpisode.class,
                                episode -> assertThat(episode.state()).isEqualTo(State.CONFUSION)));
        assertThat(shopper.elsewhere("product").actions()).containsExactly("show-comparison");
    }

    /// A busy machine reads few frames; what holds for seconds must still be noticed.
    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void hesitationIsNoticedWhenOnlyEveryNthFrameIsSeen(int nth) throws Exception {
        var shopper = Shopper.watched(BundledClip.HESITATING.copyTo(folder), nth, "checkout", models);

        assertThat(shopper.actions()).containsExactly("offer-help");
        assertThat(shopper.elsewhere("product").actions()).containsExactly("show-comparison");
        assertThat(shopper.affects.getLast().baseline()).isNotEqualTo(Baseline.POPULATION);
    }

    @Test
    void whoLooksAnnoyedIsOfferedAPersonAndACalmerTone() throws Exception {
        var shopper = Shopper.watched(BundledClip.ANNOYED.copyTo(folder), "checkout", models);

        assertThat(shopper.actions()).contains("offer-human", "calmer-tone").doesNotContain("thank-warmly");
    }

    @Test
    void whoLooksDelightedIsThanked() throws Exception {
        var shopper = Shopper.watched(BundledClip.DELIGHTED.copyTo(folder), "confirmation", models);

        assertThat(shopper.actions()).containsExactly("thank-warmly");
        assertThat(shopper.moments)
                .anySatisfy(moment -> assertThat(moment)
                        .isInstanceOfSatisfying(
                                Moment.ExpressionEpisode.class,
                                episode -> assertThat(episode.emotion()).isEqualTo(Emotion.JOY)));
    }

    @Test
    void aNeutralFaceChangesNothingAndYieldsAPersonalBaseline() throws Exception {
        var shopper = Shopper.watched(BundledClip.NEUTRAL.copyTo(folder), "checkout", models);

        assertThat(shopper.decisions).isEmpty();
        assertThat(shopper.elsewhere("product").decisions).isEmpty();
        assertThat(shopper.elsewhere("confirmation").decisions).isEmpty();
        assertThat(shopper.affects.getLast().baseline()).isEqualTo(Baseline.PERSONAL);
    }

    @ParameterizedTest
    @EnumSource(
            value = BundledClip.class,
            names = {"DELIGHTED", "NEUTRAL"})
    void aNoseDoesNotSeemToWrinkleWhileSomebodyOnlySmiles(BundledClip clip) throws Exception {
        var shopper = Shopper.watched(clip.copyTo(folder), "checkout", models);

        var wrinkles = shopper.affects.stream()
                .flatMap(affect -> affect.actionUnits().stream())
                .filter(unit -> unit.number() == 9)
                .toList();
        assertThat(wrinkles).hasSizeGreaterThan(5);
        assertThat(wrinkles).filteredOn(unit -> unit.intensity() >= 1).hasSizeLessThan(wrinkles.size() / 10);
    }
}
