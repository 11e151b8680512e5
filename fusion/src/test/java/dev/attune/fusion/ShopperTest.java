package dev.attune.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.actor.BundledClip;
import dev.attune.face.FaceModels;
import dev.attune.models.ModelStore;
import dev.attune.signals.Affect;
import dev.attune.signals.Baseline;
import dev.attune.signals.DisplayPattern;
import dev.attune.signals.Emotion;
import dev.attune.signals.Moment;
import dev.attune.signals.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The chain from pixels to a decision, on the bundled clips of a synthetic person and on one real recording. This
/// shows
/// that the parts work together; it says nothing about accuracy on people.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopperTest {
    private static final String REAL_CLIP = "data/video/WolfgangLanger_Pexels.mp4";

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

    @Test
    void aRealRecordingShowsOnePersonWhoseSmileComesLate() throws Exception {
        var recording = realClip();
        assumeTrue(recording.isPresent(), "skipped: no " + REAL_CLIP + " beside this project; set ATTUNE_SHARED");

        var shopper = Shopper.watched(recording.orElseThrow(), "confirmation", models);

        assertThat(shopper.affects)
                .allSatisfy(affect -> assertThat(affect.trackId())
                        .isEqualTo(shopper.affects.getFirst().trackId()));
        assertThat(shopper.between(12.5, 17))
                .allSatisfy(affect -> assertThat(joy(affect)).isGreaterThan(0.5));
        assertThat(shopper.between(6.5, 9))
                .allSatisfy(affect -> assertThat(joy(affect)).isLessThan(0.5));
        assertThat(shopper.actions()).containsExactly("thank-warmly");
    }

    private static double joy(Affect affect) {
        return switch (affect.expression()) {
            case DisplayPattern.Displayed displayed -> displayed.probabilities().of(Emotion.JOY);
            case DisplayPattern.Abstained abstained -> 0;
        };
    }

    private static Optional<Path> realClip() throws IOException {
        var named = Optional.ofNullable(System.getenv("ATTUNE_SHARED"));
        for (var root : named.isPresent() ? new String[] {named.get()} : new String[] {"../../shared", "../shared"}) {
            var clip = Path.of(root).resolve(REAL_CLIP);
            if (Files.isReadable(clip)) return Optional.of(clip);
        }
        if (Optional.ofNullable(System.getenv("ATTUNE_REQUIRE")).orElse("").contains("data"))
            throw new IOException(
                    REAL_CLIP + " is required here (ATTUNE_REQUIRE) and was not found. Maybe set ATTUNE_SHARED.");
        return Optional.empty();
    }
}
