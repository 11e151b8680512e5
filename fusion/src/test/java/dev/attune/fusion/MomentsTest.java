package dev.attune.fusion;

import static dev.attune.fusion.AFace.aFace;
import static dev.attune.fusion.AFace.aFrown;
import static dev.attune.fusion.AFace.aSmile;
import static dev.attune.fusion.AFace.covered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.signals.Affect;
import dev.attune.signals.Baseline;
import dev.attune.signals.Emotion;
import dev.attune.signals.Moment;
import dev.attune.signals.Reason;
import dev.attune.signals.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void aSmileIsAnEpisodeWithOnsetApexAndOffset() {
        var moments = new Recording()
                .shows(4, aFace())
                .shows(2, aSmile())
                .shows(3, aFace())
                .moments();

        var smile = only(Moment.ExpressionEpisode.class, moments);
        assertThat(smile.emotion()).isEqualTo(Emotion.JOY);
        assertThat(seconds(smile.episode().onset())).isBetween(4.0, 4.6);
        assertThat(seconds(smile.episode().apex())).isBetween(5.5, 6.1);
        assertThat(seconds(smile.episode().offset())).isBetween(6.0, 7.0);
        assertThat(smile.strength()).isGreaterThan(0.8);
        assertThat(smile.actionUnits().getFirst().number()).isEqualTo(12);
    }

    @Test
    void aFlickerIsNoEpisode() {
        assertThat(new Recording()
                        .shows(4, aFace())
                        .shows(0.12, aSmile())
                        .shows(3, aFace())
                        .moments())
                .isEmpty();
    }

    @Test
    void whatIsStillGoingOnEndsWithTheRecording() {
        var smile = only(
                Moment.ExpressionEpisode.class,
                new Recording().shows(4, aFace()).shows(2, aSmile()).moments());

        assertThat(seconds(smile.episode().offset())).isCloseTo(5.96, within(0.01));
    }

    @Test
    void aLongFrownIsAnEpisodeOfConfusion() {
        var moments = new Recording()
                .shows(4, aFace())
                .shows(5, aFrown())
                .shows(4, aFace())
                .moments();

        var confusion = only(Moment.StateEpisode.class, moments);
        assertThat(confusion.state()).isEqualTo(State.CONFUSION);
        assertThat(confusion.actionUnits()).extracting(unit -> unit.number()).contains(4, 7);
    }

    @Test
    void aHandBeforeTheFaceIsAnUnreadableStretch() {
        var moments = new Recording()
                .shows(3, aFace())
                .shows(2, covered())
                .shows(2, aFace())
                .moments();

        var hidden = only(Moment.Unreadable.class, moments);
        assertThat(hidden.reason()).isEqualTo(Reason.OCCLUDED);
        assertThat(seconds(hidden.episode().onset())).isCloseTo(2.96, within(0.01));
        assertThat(seconds(hidden.episode().offset())).isCloseTo(5.0, within(0.01));
    }

    @Test
    void aMissingFaceIsUnreadableUntilItReturns() {
        var moments =
                new Recording().shows(3, aFace()).shows(4).shows(2, aFace()).moments();

        var away = only(Moment.Unreadable.class, moments);
        assertThat(away.reason()).isEqualTo(Reason.NO_FACE);
        assertThat(away.episode().length()).isEqualTo(Duration.ofMillis(4040));
    }

    @Test
    void aShortGapIsBridged() {
        var moments = new Recording()
                .shows(4, aFace())
                .shows(1, aSmile())
                .shows(0.4)
                .shows(1, aSmile())
                .moments();

        assertThat(moments).hasSize(1);
        assertThat(seconds(((Moment) moments.getFirst()).episode().length())).isGreaterThan(2);
    }

    @Test
    void anEpisodeEndsWhereTheFaceWasLastSeen() {
        var moments =
                new Recording().shows(4, aFace()).shows(2, aSmile()).shows(5).moments();

        assertThat(seconds(
                        only(Moment.ExpressionEpisode.class, moments).episode().offset()))
                .isCloseTo(5.96, within(0.01));
    }

    @Test
    void whoStaysAwayIsForgottenWithTheirBaseline() {
        var recording = new Recording().shows(5, aFace()).shows(31).shows(0.2, aSmile());

        assertThat(recording.affects().get(124).baseline()).isEqualTo(Baseline.PERSONAL);
        assertThat(recording.affects().getLast().baseline()).isEqualTo(Baseline.POPULATION);
        assertThat(only(Moment.Unreadable.class, recording.moments()).episode().length())
                .isGreaterThan(Duration.ofSeconds(30));
    }

    @Test
    void aClockThatRunsBackEndsWhatWasOpenAndKeepsTheNeutralFace() {
        var recording =
                new Recording().shows(4, aFace()).shows(2, aSmile()).jumpsTo(1).shows(1, aFace());

        var smile = only(Moment.ExpressionEpisode.class, recording.moments());
        assertThat(seconds(smile.episode().offset())).isCloseTo(5.96, within(0.01));
        Affect last = recording.last();
        assertThat(last.at()).isLessThan(Duration.ofSeconds(2));
        assertThat(last.baseline()).isEqualTo(Baseline.PERSONAL);
    }

    @Test
    void aJumpForwardDoesNotStretchAnEpisode() {
        var smile = only(
                Moment.ExpressionEpisode.class,
                new Recording()
                        .shows(4, aFace())
                        .shows(2, aSmile())
                        .jumpsTo(100)
                        .shows(1, aFace())
                        .moments());

        assertThat(smile.episode().length()).isLessThan(Duration.ofSeconds(3));
    }

    private static <M extends Moment> M only(Class<M> kind, List<Moment> moments) {
        var matching = moments.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(matching).hasSize(1);
        return matching.getFirst();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
